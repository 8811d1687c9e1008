import { expect } from "chai";
import { policies } from "../../backend/authority/tables.ts";
import type { Headroom } from "../../backend/contract/policy.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { queryRegistry } from "../../backend/edge/query-registry.ts";
import { orders } from "../../backend/shop/tables.ts";
import type { Verdict } from "../commands/actor-rows/row.ts";
import { type AttackScene, startAttackScene } from "../support/attack-scene.ts";
import { answerIn } from "../support/attacker.ts";
import { ruleOf } from "../support/policies.ts";
import { type Invited, invitedTicket, refundOf, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

const readers = [
  "agent",
  "supervisor",
  "admin",
  "invited",
  "uninvited",
  "finance",
  "shopper",
  "otherShopper",
  "anonymous",
  "nobody",
] as const;
type ReaderName = (typeof readers)[number];
type Verdicts = Partial<Record<Verdict, readonly ReaderName[]>>;

const leads = ["supervisor", "admin"] as const;
const staff = ["agent", ...leads] as const;
const departments = ["invited", "uninvited", "finance"] as const;
const everyStaff = [...staff, ...departments] as const;
const shoppers = ["shopper", "otherShopper", "anonymous"] as const;

interface Asked extends Invited {
  storefrontId: string;
  runId: string;
}
interface Row {
  /** Whoever is not named is `not_allowed`, and who is not signed in `signed_out`. */
  verdicts: Verdicts;
  input(asked: Asked): object;
}

const nothing = () => ({});
const ofStorefront = ({ storefrontId }: Asked) => ({ storefrontId });
const ofTicket = ({ ticketId }: Asked) => ({ ticketId });
const ofEntries = ({ ticketId }: Asked) => ({ ticketId, before: 100 });
const ofOrder = ({ ticketId, order }: Asked) => ({ ticketId, orderId: order.id });
const ofRemedy = (asked: Asked) => ({ ...ofOrder(asked), remedy: "refund", reason: "broken" });
const ofPeriod = ({ storefrontId }: Asked) => ({ storefrontId, from: "2026-01-01", to: "2026-02-01" });
const inTheCase: Verdicts = { done: [...staff, "invited"], not_found: ["uninvited", "finance"] };

/** Every query that a door takes, against everybody who can knock. */
const rows: Record<string, Row> = {
  "shopper.home": { verdicts: { done: shoppers }, input: nothing },
  "shopper.orders": { verdicts: { done: shoppers }, input: nothing },
  "shopper.entries": {
    verdicts: { done: ["shopper"], not_found: ["otherShopper", "anonymous"] },
    input: ofEntries,
  },
  "shopper.claim-options": {
    verdicts: { done: ["shopper"], not_found: ["otherShopper", "anonymous"] },
    input: ({ order, lines }) => ({
      orderId: order.id,
      lines: [{ lineId: lines[0]?.id, quantity: 1 }],
      reason: "broken",
    }),
  },
  "desk.me": { verdicts: { done: everyStaff }, input: nothing },
  "queue.counts": { verdicts: { done: everyStaff }, input: nothing },
  "queue.list": { verdicts: { done: everyStaff }, input: () => ({ queue: "all_open" }) },
  "ticket.entries": { verdicts: inTheCase, input: ofEntries },
  "ticket.case": { verdicts: inTheCase, input: ofTicket },
  "remedy.headroom": { verdicts: { done: staff }, input: ofRemedy },
  "remedy.explain": { verdicts: { done: staff }, input: (asked) => ({ ...ofRemedy(asked), amountMinor: 1 }) },
  "policy.packed": { verdicts: { done: staff }, input: ofStorefront },
  "variant.list": { verdicts: { done: staff }, input: ofOrder },
  "approval.list": { verdicts: { done: everyStaff }, input: nothing },
  "payout.list": { verdicts: { done: [...leads, "finance"] }, input: nothing },
  "staff.directory": { verdicts: { done: everyStaff }, input: nothing },
  "staff.list": { verdicts: { done: ["admin"] }, input: nothing },
  "storefront.list": { verdicts: { done: ["admin"] }, input: nothing },
  "policy.read": { verdicts: { done: staff }, input: ofStorefront },
  "policy.workbench": { verdicts: { done: leads }, input: ofStorefront },
  "policy.version": { verdicts: { done: leads }, input: (asked) => ({ ...ofStorefront(asked), version: 1 }) },
  "policy.shadow": { verdicts: { done: leads }, input: (asked) => ({ ...ofStorefront(asked), version: 1 }) },
  "insight.run": { verdicts: { done: leads }, input: ({ runId }) => ({ runId }) },
  "insight.cases": { verdicts: { done: leads }, input: ({ runId }) => ({ runId, list: "grantedAtOnce" }) },
  "insight.suggestions": { verdicts: { done: leads }, input: ofStorefront },
  "figures.outcomes": { verdicts: { done: staff }, input: ofPeriod },
  "figures.waiting": { verdicts: { done: staff }, input: ofPeriod },
  "figures.trust": { verdicts: { done: staff }, input: ofPeriod },
  "figures.messenger": { verdicts: { done: staff }, input: ofPeriod },
  "figures.budgets": { verdicts: { done: staff }, input: ofPeriod },
  "figures.generated": { verdicts: { done: staff }, input: ofPeriod },
  "figures.cases": { verdicts: { done: staff }, input: (asked) => ({ ...ofPeriod(asked), slice: "given" }) },
};

function verdictOf({ verdicts }: Row, who: ReaderName): string {
  for (const [verdict, names] of Object.entries(verdicts)) if (names.includes(who)) return verdict;
  return who === "nobody" ? "signed_out" : "not_allowed";
}

describe("every query against everybody", () => {
  let live: AttackScene;
  let asked: Asked;
  useScene(startAttackScene, async (started) => {
    live = started;
    const { storefrontId, rules } = live.scene;
    const { runId } = await runAs<{ runId: string }>(live.scene, "supervisor", "insight.start-run", {
      storefrontId,
      kind: "replay",
      days: 30,
      rules,
    });
    asked = { ...(await invitedTicket(live.scene)), storefrontId, runId };
  });

  it("has a row for every query that there is", () => {
    expect(Object.keys(rows).sort()).to.deep.equal(Object.keys(queryRegistry).sort());
  });

  for (const [name, row] of Object.entries(rows)) {
    it(`${name} answers whom it is for, and nobody else`, async () => {
      for (const who of readers) {
        const { code } = await live.query(who, name, row.input(asked));
        expect(code, who).to.equal(verdictOf(row, who));
      }
    });
  }

  it("tells whose limits they are to that person alone, whoever else is named, and of no order that is elsewhere", async () => {
    const { storefrontId, order, ticketId } = asked;
    const rule = ruleOf({
      id: newId(),
      roles: ["agent", "supervisor"],
      remedy: "refund",
      reasons: [],
      verifiedOrderOnly: false,
      perOrder: { CNY: 5000 },
      perDay: { CNY: 1000 },
      photoAbove: {},
      photoAboveTrusted: {},
    });
    const published = { publishedAt: Date.now(), publishedById: null, publishedByName: "" };
    await live.make.save(
      insert(policies, { id: newId(), storefrontId, version: 2, rules: [rule], ...published }),
    );
    await live.done("agent", "remedy.grant", { request: refundOf(asked, 400) });
    const { personId } = live.scene.people.agent;
    const dayLeft = async (who: ReaderName) => {
      const input = { ...ofRemedy(asked), personId, role: "admin", policyVersion: 1 };
      const { dayLeftMinor, policyVersion } = answerIn<Headroom>(
        await live.query(who, "remedy.headroom", input),
      );
      return [dayLeftMinor, policyVersion];
    };
    expect(await dayLeft("agent")).to.deep.equal([600, 2]);
    expect(await dayLeft("supervisor")).to.deep.equal([1000, 2]);

    const elsewhere = await live.scene.makeOrder();
    const { storefrontId: other } = await live.make.makeStorefront();
    await live.make.save(update(orders, { id: elsewhere.order.id }, { storefrontId: other }));
    for (const orderId of [elsewhere.order.id, newId()]) {
      const input = { ticketId, orderId, remedy: "refund", reason: "broken", amountMinor: 1 };
      for (const name of ["remedy.headroom", "remedy.explain", "variant.list"])
        for (const who of staff)
          expect((await live.query(who, name, input)).code, name).to.equal("not_found");
    }
    const strange = {
      ticketId: newId(),
      orderId: order.id,
      remedy: "refund",
      reason: "broken",
      amountMinor: 1,
    };
    for (const name of ["remedy.headroom", "remedy.explain", "variant.list"])
      expect((await live.query("admin", name, strange)).code, name).to.equal("not_found");
    for (const name of ["policy.packed", "policy.read", "policy.workbench", "figures.budgets"]) {
      const nowhere = { ...ofPeriod(asked), storefrontId: newId() };
      expect((await live.query("admin", name, nowhere)).code, name).to.equal("not_found");
    }
  });
});
