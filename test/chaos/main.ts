import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { embeddedPlan, fullPlan, type Plan, sabotagedPlan, shortPlan } from "./plans.ts";
import { type Report, runChaos } from "./run-chaos.ts";
import { missingPrograms, serverPrograms } from "./servers.ts";
import { isClean } from "./verdict.ts";

/**
 * `npm run test:chaos [-- --seed SEED] [--short] [--embedded KILLS] [--seconds N] [--sabotage WHAT]`: prints what was injected,
 * counted and found, as lines for people and one of JSON; fails unless everything that must be 0 is 0.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: randomUUID().slice(0, 8) },
    short: { type: "boolean", default: false },
    embedded: { type: "string" },
    seconds: { type: "string" },
    sabotage: { type: "string" },
  },
});

function planned(): Plan {
  const { embedded, short, seconds, sabotage } = values;
  if (sabotage !== undefined) return sabotagedPlan(sabotage as Plan["sabotage"]);
  const plan = embedded !== undefined ? embeddedPlan(Number(embedded)) : short ? shortPlan : fullPlan;
  return seconds === undefined ? plan : { ...plan, seconds: Number(seconds) };
}

/** Whoever interrupts a run is not made to wait for longer. */
const clearsWithinMs = 10_000;
const say = (text: string) => console.info(text);

function print({ injected, tally, ackMs, lagMs, verdict, crashes, ...rest }: Report): void {
  const { examples, ...figures } = verdict;
  const line = (title: string, counts: object) =>
    say(`${title.padEnd(12)} ${JSON.stringify(counts).replaceAll(/["{}]/g, "").replaceAll(",", ", ")}`);
  say("");
  line("run", rest);
  line("injected", { ...injected, acknowledgementsLost: tally.acksLost, pushesDoubled: tally.pushesDoubled });
  line("counted", tally);
  line("ack ms", ackMs);
  line("lag ms", lagMs);
  line("found", figures);
  for (const example of examples) say(`  ${example}`);
  for (const crash of crashes) say(`  ${crash}`);
  console.info(JSON.stringify({ chaos: { ...rest, injected, tally, ackMs, lagMs, verdict: figures } }));
}

const plan = planned();
const missing = plan.engine === "services" ? await missingPrograms(serverPrograms) : [];
if (missing.length > 0) {
  say(`not installed: ${missing.join(", ")}`);
  process.exit(1);
}
const report = await runChaos(plan, values.seed, say, (remove) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      setTimeout(() => process.exit(1), clearsWithinMs).unref();
      void remove().finally(() => process.exit(1));
    });
});
print(report);
const isGood = isClean(report.verdict) && report.crashes.length === 0;
say(
  isGood
    ? "\nchaos: nothing was lost, doubled, out of order, seen by the wrong, or stuck"
    : "\nchaos: FAILED",
);
process.exit(isGood ? 0 : 1);
