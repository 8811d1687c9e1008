import { expect } from "chai";
import { engine } from "../support/database.ts";
import { attack } from "./attack.ts";
import type { Sabotage } from "./sabotage.ts";
import { sizes } from "./sizes.ts";

type Only = NonNullable<Parameters<typeof attack>[0]["only"]>;

/** What is missing, the part of the attack that must find it, and what it finds. SQLite has one writer, locks or not. */
const traps: { missing: Sabotage; only: Only; found: RegExp; engines: string[] }[] = [
  {
    missing: "no order lock",
    only: ["order", "whole"],
    found: /on one order: \d+, wanted/,
    engines: ["services"],
  },
  {
    missing: "no budget lock",
    only: ["budget"],
    found: /one day's budget: \d+, wanted/,
    engines: ["services"],
  },
  {
    missing: "no receipts",
    only: ["clicks"],
    found: /double clicks: \d+, wanted/,
    engines: ["services", "embedded"],
  },
  { missing: "no permanent key", only: ["clicks"], found: /a key that is no attempt/, engines: ["services"] },
  {
    missing: "time-out is failure",
    only: ["storm"],
    found: /the merchant's truth is done|gave no cause for/,
    engines: ["services", "embedded"],
  },
];

describe("the attack on money finds that something is missing:", () => {
  for (const { missing, only, found, engines } of traps) {
    if (!engines.includes(engine)) continue;
    it(missing, async function () {
      this.timeout(90_000);
      const size = { ...sizes.trap, nodes: engine === "services" ? sizes.trap.nodes : 1 };
      const { wrong } = await attack({ seed: missing, size, only, sabotage: missing, quietWithinMs: 2000 });
      expect(wrong.join("\n")).to.match(found);
    });
  }
});
