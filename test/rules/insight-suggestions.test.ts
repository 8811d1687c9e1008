import { expect } from "chai";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { judge } from "../../backend/authority/decide.ts";
import type { Suggestion } from "../../backend/contract/insight.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day, minute } from "../../backend/core/clock.ts";
import { demoPolicy } from "../../backend/demo/demo-policy.ts";
import type { Demand, PlannedCase } from "../../backend/demo/history/history-plan.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { drawFrontier } from "../../backend/insight/frontier.ts";
import { findKnee } from "../../backend/insight/knee.ts";
import { suggestChanges } from "../../backend/insight/suggest-changes.ts";
import { badOf } from "../../backend/insight/turned-out.ts";
import { demoGround, drawPast, encode, groundOf } from "../support/past.ts";
import { ruleOf } from "../support/policies.ts";

const at = Date.UTC(2026, 9, 1);

const rule = (over: Partial<PolicyRule> = {}): PolicyRule => ({
  ...ruleOf({
    id: "11111111-1111-7111-8111-111111111111",
    roles: ["agent"],
    remedy: "refund",
    reasons: ["broken", "late"],
    verifiedOrderOnly: false,
    perOrder: { CNY: 10_000 },
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
  }),
  ...over,
});

interface Told {
  amountMinor: number;
  reason?: Demand["reason"];
  how?: "approved" | "declined";
  reopened?: boolean;
}

/** Cases as they are told, each on an order and of a customer of its own. */
function casesOf(rules: readonly PolicyRule[], told: readonly Told[]): PlannedCase[] {
  const blank = planHistory(groundOf({ rules: [...rules], cases: told.length, seed: 3 }));
  const agent = blank.people[0];
  const [model] = blank.cases;
  const policy = compilePolicy(1, rules);
  if (agent === undefined || model === undefined) throw new Error("no past to begin with");
  return told.map(({ amountMinor, reason = "broken", how = "approved", reopened = false }, index) => {
    const when = at + index * 60 * minute;
    const order = { ...model.demand.order, id: `order-${index}` };
    const facts = {
      ...(model.decided[0]?.facts as NonNullable<PlannedCase["decided"][0]>["facts"]),
      at: when,
      amountMinor,
      reason,
      remedy: "refund" as const,
      currency: "CNY",
      assurance: "verified" as const,
      orderGrantedMinor: 0,
      customer: { id: `customer-${index}`, tiers: [], ageDays: 100, claimsAt: [], grants: [] },
    };
    const verdict = judge(policy, facts);
    const answer =
      verdict.answer === "grant" ? null : { how, at: when + 41 * minute, by: agent, amountMinor };
    return {
      ...model,
      ticketId: `ticket-${index}`,
      remedyId: `remedy-${index}`,
      demand: { ...model.demand, at: when, order, reason, amountMinor, remedy: "refund" as const },
      decided: [
        {
          id: `decision-${index}`,
          at: when,
          act: answer === null ? ("grant" as const) : ("request" as const),
          facts,
          verdict,
        },
      ],
      answer,
      failure: null,
      isOverrun: false,
      reopenedAt: reopened ? when + day : null,
      rating: null,
    };
  });
}

function suggest(rules: PolicyRule[], told: readonly Told[]) {
  const history = encode(casesOf(rules, told), "Asia/Shanghai");
  return suggestChanges(history, { storefrontId: "storefront", days: 90, live: { version: 4, rules } });
}

/** 10,000 to 15,000, evenly. */
const between = (count: number, over: Partial<Told> = {}): Told[] =>
  Array.from({ length: count }, (_none, index) => ({
    amountMinor: 10_050 + Math.floor((index * 4900) / count),
    ...over,
  }));

describe("suggestions", () => {
  it("raises a limit where 98 of 99 requests above it were approved, as one click can take it", () => {
    const rules = [rule()];
    const [first, ...others] = suggest(rules, [...between(98), { amountMinor: 12_000, how: "declined" }]);
    if (first?.kind !== "raise") throw new Error("no raise");
    expect(others.filter(({ kind }) => kind === "raise")).to.deep.equal([]);
    expect([first.requests, first.approved, first.medianWaitMs]).to.deep.equal([99, 98, 41 * minute]);
    expect([first.fromMinor, first.toMinor, first.reasons]).to.deep.equal([10_000, 15_000, ["broken"]]);
    expect([first.basedOn, first.grantedAtOnce]).to.deep.equal([4, 99]);
    // The other reason keeps its limit: the one that is raised gets a rule of its own.
    expect(first.rules.map(({ reasons, perOrder }) => [reasons, perOrder.CNY])).to.deep.equal([
      [["late"], 10_000],
      [["broken"], 15_000],
    ]);
  });

  it("never suggests from a few cases, nor where people often said no", () => {
    expect(suggest([rule()], between(19))).to.deep.equal([]);
    const mixed = between(60).map(
      (each, index) => ({ ...each, how: index % 8 === 0 ? "declined" : "approved" }) as Told,
    );
    expect(suggest([rule()], mixed)).to.deep.equal([]);
  });

  it("does not raise a limit into grants that turned out badly", () => {
    const bad = between(60).map((each, index) => ({ ...each, reopened: index % 4 === 0 }));
    expect(suggest([rule()], bad)).to.deep.equal([]);
  });

  it("does not raise a limit where another would stand in the way", () => {
    const other = rule({ id: "22222222-2222-7222-8222-222222222222", perOrder: { CNY: 10_010 } });
    expect(suggest([rule(), other], between(60)).filter(({ kind }) => kind === "raise")).to.deep.equal([]);
  });

  it("finds limits of which little was ever used, and rules that bore on nothing", () => {
    const unused = rule({ id: "33333333-3333-7333-8333-333333333333", remedy: "reship" });
    const found = suggest([rule({ perOrder: { CNY: 90_000 } }), unused], between(220));
    const [limit, whole] = found;
    if (limit?.kind !== "unused" || whole?.kind !== "unused") throw new Error("nothing unused");
    expect([limit.of, limit.fromMinor, limit.toMinor]).to.deep.equal(["limit", 90_000, 20_000]);
    expect([whole.of, whole.ruleId, whole.rules.length]).to.deep.equal(["rule", unused.id, 1]);
  });

  it("says nothing of a rule's limit from cases that its conditions leave out", () => {
    const when = { ...rule().when, productTypes: ["Furniture"] };
    const narrow = rule({ id: "55555555-5555-7555-8555-555555555555", when, perOrder: { CNY: 90_000 } });
    const found = suggest([rule({ perOrder: { CNY: 16_000 } }), narrow], between(220));
    expect(found.map((each) => [each.kind, each.ruleId])).to.deep.equal([["unused", narrow.id]]);
    const [one] = found;
    expect(one?.kind === "unused" && one.of).to.equal("rule");
  });

  it("takes no rule for unneeded whose people hardly decided anything", () => {
    const leads = rule({ id: "66666666-6666-7666-8666-666666666666", roles: ["supervisor"] });
    expect(suggest([rule({ perOrder: { CNY: 16_000 } }), leads], between(220))).to.deep.equal([]);
  });

  it("finds rules whose grants are regretted far more often than is usual", () => {
    const rules = [
      rule({ reasons: ["broken"] }),
      rule({ id: "44444444-4444-7444-8444-444444444444", reasons: ["late"] }),
    ];
    const fine = Array.from({ length: 300 }, () => ({ amountMinor: 3000 }));
    const late = Array.from({ length: 60 }, (_none, index) => ({
      amountMinor: index % 3 === 0 ? 9000 : 2000,
      reason: "late" as const,
      reopened: index % 3 === 0,
    }));
    const found = suggest(rules, [...fine, ...late]).filter(({ kind }) => kind === "regretted");
    expect(found).to.have.length(1);
    const [one] = found;
    if (one?.kind !== "regretted") throw new Error("nothing regretted");
    expect([one.ruleId, one.grants, one.regretted, one.toMinor]).to.deep.equal([rules[1]?.id, 60, 20, 2000]);
  });
});

describe("suggestions from a generated past of the demo's shop", () => {
  const drawnFrom = (cases: number, seed: number): Suggestion[] => {
    const ground = demoGround(80, { cases, seed });
    const live = ground.policy;
    return suggestChanges(drawPast(ground), { storefrontId: ground.storefrontId, days: 90, live });
  };

  for (const seed of [1, 3, 7])
    it(`raise the limit that its one fragile lamp costs a little more than (seed ${seed})`, () => {
      const [first] = drawnFrom(600, seed);
      if (first?.kind !== "raise") throw new Error("no raise");
      expect([first.remedy, first.reasons, first.currency]).to.deep.equal(["refund", ["broken"], "CNY"]);
      expect(first.fromMinor).to.equal(30_000);
      expect(first.requests).to.be.at.least(20);
      expect(first.approved / first.requests).to.be.at.least(0.95);
      expect(first.generated).to.equal(first.requests);
    });

  it("narrow what is never used and what is regretted, where there is more of it", () => {
    const found = drawnFrom(8000, 7);
    const regretted = found.find(({ kind }) => kind === "regretted");
    expect(regretted?.reasons).to.deep.equal(["changed_mind", "other"]);
    expect(found.some((each) => each.kind === "unused" && each.of === "limit")).to.equal(true);
  });
});

describe("the frontier", () => {
  const rules = demoPolicy();
  const limit = { ruleId: rules[0]?.id ?? "", cap: "perOrder" as const, currency: "CNY" };

  it("has 40 values with today's and the draft's among them, and begins at nothing", () => {
    const history = drawPast(groundOf({ rules, cases: 3000 }));
    const drafted = rules.map((each, index) =>
      index === 0 ? { ...each, perOrder: { ...each.perOrder, CNY: 42_100 } } : each,
    );
    const curve = drawFrontier(history, { rules: drafted, live: rules, limit });
    expect(curve.points).to.have.length(40);
    expect(curve.draft?.limitMinor).to.equal(42_100);
    expect(curve.today?.limitMinor).to.equal(30_000);
    expect(curve.points).to.deep.include(curve.draft).and.to.deep.include(curve.knee);
    expect(curve.points[0]).to.deep.include({ limitMinor: 0, grantedAtOnce: 0, givenMinor: 0 });
    const [first, last] = [curve.points[0], curve.points.at(-1)];
    expect(last?.share)
      .to.be.above(first?.share ?? 0)
      .and.at.most(1);
    const live = history.facts.filter(
      (facts, of) =>
        facts.role === "agent" &&
        facts.remedy === "refund" &&
        facts.currency === "CNY" &&
        history.givenAtOnce[of] === 1 &&
        ["broken", "defective", "wrong_item", "not_as_described"].includes(facts.reason),
    );
    expect(curve.today?.grantedAtOnce).to.equal(live.length);
  });
});

describe("the knee of a curve", () => {
  it("is the point farthest above the straight line from end to end", () => {
    const points = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((x) => ({ x, y: Math.min(x * 3, 6) + x * 0.1 }));
    expect(findKnee(points)).to.equal(2);
  });

  it("is not found in a straight line, in a point, or in nothing", () => {
    expect(findKnee([0, 1, 2, 3].map((x) => ({ x, y: x })))).to.equal(null);
    expect(findKnee([{ x: 1, y: 1 }])).to.equal(null);
    expect(findKnee([])).to.equal(null);
  });
});

describe("what turned out badly", () => {
  const well = {
    grantedAt: at,
    isOverrun: false,
    isUnproven: false,
    reopenedAt: [],
    ratingScore: null,
    cameAgainAt: null,
  };

  it("is known by what happened soon after the grant, and by nothing before it", () => {
    expect(badOf(well)).to.deep.equal([]);
    expect(badOf({ ...well, reopenedAt: [at - day, at + 15 * day] })).to.deep.equal([]);
    expect(badOf({ ...well, reopenedAt: [at + 14 * day] })).to.deep.equal(["reopened"]);
    expect(badOf({ ...well, cameAgainAt: at + 31 * day })).to.deep.equal([]);
    expect(badOf({ ...well, cameAgainAt: at + 30 * day })).to.deep.equal(["repeated"]);
    expect(badOf({ ...well, ratingScore: 3 })).to.deep.equal([]);
    expect(badOf({ ...well, ratingScore: 2, isOverrun: true, isUnproven: true })).to.deep.equal([
      "overrun",
      "failed_audit",
      "poor_rating",
    ]);
  });
});
