import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { judge } from "../../backend/authority/decide.ts";
import { evidenceAsk, isPhotoAsked } from "../../backend/authority/evidence-ask.ts";
import { lacksEvidence } from "../../backend/authority/evidence-limit.ts";
import { explain } from "../../backend/authority/explain.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { headroomOf } from "../../backend/authority/headroom.ts";
import { limitsOf } from "../../backend/authority/limits.ts";
import { matchClauses } from "../../backend/authority/match-clauses.ts";
import type { Effect, PolicyRule } from "../../backend/contract/policy.ts";
import {
  anyCases,
  coveredCases,
  decisionFacts,
  lonelyCaps,
  openRule,
  plainFacts,
  plainRule,
  policyRules,
} from "../support/policies.ts";
import { widenings } from "../support/widenings.ts";

const isGranted = (rules: PolicyRule[], facts: DecisionFacts) =>
  judge(compilePolicy(1, rules), facts).answer === "grant";

const isAbout = (rule: PolicyRule, facts: DecisionFacts) => {
  const { grants, approvals, refusals, isUnvouched } = matchClauses(compilePolicy(1, [rule]), facts);
  return !isUnvouched && grants.length + approvals.length + refusals.length > 0;
};

describe("the algebra of policies", () => {
  it("lets the tightest limit win: what several rules cover is granted when each that covers it would grant it", () => {
    fc.assert(
      fc.property(coveredCases, ({ rules, facts }) => {
        const parts = [facts, ...facts.products.map((product) => ({ ...facts, products: [product] }))];
        const covering = rules.flatMap((rule) => {
          const part = parts.find((each) => isAbout(rule, each));
          return part === undefined ? [] : [{ rule, part }];
        });
        const isWithin = covering.every(({ rule, part }) => isGranted([rule], part));
        expect(isGranted(rules, facts)).to.equal(isWithin);
      }),
      { numRuns: 700 },
    );
  });

  it("never grants of a whole order what it would not grant of each part of it: leaving lines out gains nothing", () => {
    let met = 0;
    fc.assert(
      fc.property(anyCases, fc.nat(), fc.nat(), ({ rules, facts }, pick, fewer) => {
        const product = facts.products[pick % Math.max(1, facts.products.length)];
        if (product === undefined || !isGranted(rules, facts)) return;
        met += 1;
        const quantity = fewer % (facts.quantity + 1);
        expect(isGranted(rules, { ...facts, products: [product], quantity })).to.equal(true);
      }),
      { numRuns: 2000 },
    );
    expect(met).to.be.above(20);
  });

  // Of what nothing covers a new rule may grant something: that is what it is for.
  it("never grants more of what is covered when a rule is added", () => {
    fc.assert(
      fc.property(coveredCases, policyRules, ({ rules, facts }, added) => {
        if (isGranted([...rules, added], facts)) expect(isGranted(rules, facts)).to.equal(true);
      }),
      { numRuns: 700 },
    );
  });

  it("never grants more of anything when a refusal or an approval is added", () => {
    const effect = fc.constantFrom<Effect>(
      { kind: "refuse", sentence: "No." },
      { kind: "approval", chain: [{ kind: "person", personId: "ann" }] },
    );
    fc.assert(
      fc.property(anyCases, policyRules, effect, ({ rules, facts }, rule, added) => {
        const more: PolicyRule[] = [...rules, { ...rule, effect: added }];
        if (isGranted(more, facts)) expect(isGranted(rules, facts)).to.equal(true);
      }),
      { numRuns: 700 },
    );
  });

  it("lets a refusal that is about a request win over everything", () => {
    let met = 0;
    fc.assert(
      fc.property(coveredCases, ({ rules, facts }) => {
        const isRefused = rules.some((rule) => rule.effect.kind === "refuse" && isAbout(rule, facts));
        if (isRefused) met += 1;
        expect(judge(compilePolicy(1, rules), facts).answer === "refuse").to.equal(isRefused);
      }),
      { numRuns: 700 },
    );
    expect(met).to.be.above(20);
  });

  it("does not care for the order of the rules", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        expect(isGranted(rules.toReversed(), facts)).to.equal(isGranted(rules, facts));
      }),
      { numRuns: 500 },
    );
  });

  it("never refuses more when one cap, of any kind, is raised or dropped", () => {
    const widened = new Map<string, number>();
    fc.assert(
      fc.property(coveredCases, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ rules, facts }, nth, by) => {
        const index = nth % rules.length;
        for (const { what, wider } of widenings(rules[index] as PolicyRule, facts.currency, by)) {
          widened.set(what, (widened.get(what) ?? 0) + 1);
          if (isGranted(rules, facts)) expect(isGranted(rules.with(index, wider), facts)).to.equal(true);
        }
      }),
      { numRuns: 700 },
    );
    for (const [what, count] of widened) expect(count, what).to.be.above(20);
    expect(widened.size).to.be.above(15);
  });
});

describe("headroom", () => {
  function expectExact(rules: PolicyRule[], facts: DecisionFacts, mostMinor: number): number {
    const { amountMinor: _, ...before } = facts;
    const { grantableMinor, limits } = headroomOf(compilePolicy(1, rules), before, mostMinor, []);
    expect(grantableMinor).to.be.within(0, Math.max(0, mostMinor));
    if (grantableMinor > 0) {
      expect(isGranted(rules, { ...facts, amountMinor: grantableMinor })).to.equal(true);
    }
    if (grantableMinor < mostMinor) {
      expect(isGranted(rules, { ...facts, amountMinor: grantableMinor + 1 })).to.equal(false);
      expect(limits[0]?.roomMinor).to.equal(grantableMinor);
    }
    return grantableMinor;
  }

  it("is exact: granting it succeeds and one minor unit more does not", () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: -1, max: 20 }), ({ rules, facts }, mostMinor) => {
        expectExact(rules, facts, mostMinor);
      }),
      { numRuns: 700 },
    );
  });

  for (const { dimension, over } of lonelyCaps) {
    it(`is exact where only ${dimension} decides, with and without a season's percent`, () => {
      const met = { partly: 0, nothing: 0 };
      fc.assert(
        fc.property(decisionFacts, fc.integer({ min: 0, max: 12 }), fc.boolean(), (asked, cap, isPeak) => {
          const facts = { ...asked, role: "agent" as const, remedy: "refund" as const, currency: "USD" };
          const peak = { id: "s", label: "Peak", from: facts.at, until: facts.at + 1, percent: 150 };
          const rule = { ...openRule, ...over(cap), schedules: isPeak ? [peak] : [] };
          const grantable = expectExact([rule], facts, 1000);
          met[grantable === 0 ? "nothing" : "partly"] += 1;
          const limit = limitsOf(compilePolicy(1, [rule]), facts).find(
            (each) => each.dimension === dimension,
          );
          if (dimension !== "evidence") expect(limit).not.to.equal(undefined);
          if (grantable < 1000) expect(grantable).to.equal(limit?.roomMinor);
        }),
        { numRuns: 300 },
      );
      expect(met.partly).to.be.above(10);
      expect(met.nothing).to.be.above(10);
    });
  }

  it("lists limits with which the panel can tell any amount's answer without asking again", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        const { limits } = headroomOf(compilePolicy(1, rules), facts, 100, []);
        const fits = limits.every((limit) => facts.amountMinor <= limit.roomMinor);
        expect(fits).to.equal(isGranted(rules, facts));
      }),
      { numRuns: 1000 },
    );
  });

  it("is nothing, and names the lack, where no rule covers the request", () => {
    expect(headroomOf(compilePolicy(7, []), plainFacts, 500, ["Ada", "B", "C", "D", "E", "F"])).to.deep.equal(
      {
        policyVersion: 7,
        currency: "USD",
        grantableMinor: 0,
        refundableMinor: 500,
        dayLeftMinor: null,
        limits: [
          { dimension: "no_rule", ruleId: null, limitMinor: null, used: 0, roomMinor: 0, sentence: null },
        ],
        evidence: { isAsked: false, ofPackaging: false, ruleId: null, isAudit: false },
        approvers: ["Ada", "B", "C", "D", "E"],
      },
    );
  });
});

describe("an explanation", () => {
  it("gives the answer of the decision, with what stands in the way first", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        const policy = compilePolicy(1, rules);
        const verdict = judge(policy, facts);
        const said = explain(policy, facts, () => "Ann");
        expect(said.answer).to.equal(verdict.answer);
        const inTheWay = said.limits.filter((limit) => limit.isInTheWay);
        const obstacles = verdict.answer === "grant" ? [] : verdict.obstacles;
        expect(inTheWay.map(({ isInTheWay: _, ...limit }) => limit)).to.deep.equal(obstacles);
        expect(said.limits.slice(0, inTheWay.length)).to.deep.equal(inTheWay);
        const chain = verdict.answer === "approval" ? verdict.chain : [];
        expect(said.chain).to.deep.equal(chain.map((each) => ({ ...each, name: "Ann" })));
        expect(said.limits).not.to.be.empty;
      }),
      { numRuns: 700 },
    );
  });
});

describe("the evidence that is asked for", () => {
  it("agrees with the decision: it is asked for exactly when the lack of it stands in the way", () => {
    fc.assert(
      fc.property(coveredCases, ({ rules, facts }) => {
        const policy = compilePolicy(1, rules);
        const verdict = judge(policy, facts);
        const isMissed =
          verdict.answer !== "grant" && verdict.obstacles.some((each) => each.dimension === "evidence");
        expect(evidenceAsk(policy, facts, lacksEvidence(facts)).isAsked).to.equal(isMissed);
      }),
      { numRuns: 700 },
    );
  });

  it("is shown beside the headroom when giving all that is left would need a photo", () => {
    const policy = compilePolicy(1, [plainRule]);
    const evidenceFor = (over: Partial<DecisionFacts>, refundable: number) =>
      headroomOf(policy, { ...plainFacts, ...over }, refundable, []).evidence;
    const notAsked = { isAsked: false, ofPackaging: false, ruleId: null, isAudit: false };
    expect(evidenceFor({ photoCount: 0 }, 51)).to.deep.equal({ ...notAsked, isAsked: true, ruleId: "a" });
    expect(evidenceFor({ photoCount: 0 }, 50)).to.deep.equal(notAsked);
    expect(evidenceFor({ photoCount: 1 }, 51)).to.deep.equal(notAsked);
    expect(evidenceFor({ photoCount: 0 }, 0)).to.deep.equal(notAsked);
  });

  it("says that the packaging is asked for too, and that it is for an audit", () => {
    const rule = { ...plainRule, packagingPhoto: true, auditShare: 100 };
    const ask = evidenceAsk(compilePolicy(1, [rule]), { ...plainFacts, amountMinor: 1 });
    expect(ask).to.deep.equal({ isAsked: true, ofPackaging: true, ruleId: "a", isAudit: true });
  });

  it("asks of a stated order no less than of a verified one where rules cover only the verified", () => {
    const policy = compilePolicy(1, [{ ...plainRule, verifiedOrderOnly: true }]);
    const facts: DecisionFacts = { ...plainFacts, amountMinor: 51, assurance: "stated" };
    expect(isPhotoAsked(policy, facts)).to.equal(true);
    expect(isPhotoAsked(policy, { ...facts, amountMinor: 50 })).to.equal(false);
    expect(isPhotoAsked(policy, { ...facts, isTrusted: true })).to.equal(false);
  });
});
