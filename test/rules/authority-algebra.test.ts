import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import { isPhotoAsked } from "../../backend/authority/evidence-ask.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { headroomOf } from "../../backend/authority/headroom.ts";
import { limitsOf } from "../../backend/authority/limits.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { anyCases, coveredCases, plainFacts, plainRule, policyRules } from "../support/policies.ts";

const isGranted = (rules: PolicyRule[], facts: DecisionFacts) =>
  decideRemedy(compilePolicy(1, rules), facts).answer === "grant";

const isCovered = (rules: PolicyRule[], facts: DecisionFacts) =>
  rules.some((rule) => limitsOf(compilePolicy(1, [rule]), facts).every((limit) => limit.limitMinor !== null));

describe("the algebra of policies", () => {
  it("lets the tightest limit win: what several rules cover is granted when each that covers it would grant it", () => {
    fc.assert(
      fc.property(coveredCases, ({ rules, facts }) => {
        const covering = rules.filter((rule) => isCovered([rule], facts));
        expect(isGranted(rules, facts)).to.equal(covering.every((rule) => isGranted([rule], facts)));
      }),
      { numRuns: 1000 },
    );
  });

  // Of what nothing covers a new rule may grant something: that is what it is for.
  it("never grants more of what is covered when a rule is added", () => {
    fc.assert(
      fc.property(coveredCases, policyRules, ({ rules, facts }, added) => {
        if (isGranted([...rules, added], facts)) expect(isGranted(rules, facts)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not care for the order of the rules", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        expect(isGranted(rules.toReversed(), facts)).to.equal(isGranted(rules, facts));
      }),
    );
  });

  // Naming a currency anew in perOrder is not widening: it makes the rule, with all its limits, cover that currency.
  it("never refuses more when one limit is raised or, other than the cap, dropped", () => {
    const dimension = fc.constantFrom(
      "perOrder" as const,
      "perDay" as const,
      "photoAbove" as const,
      "photoAboveTrusted" as const,
    );
    const by = fc.option(fc.integer({ min: 1, max: 10 }));
    let widened = 0;
    fc.assert(
      fc.property(coveredCases, fc.nat(), dimension, by, ({ rules, facts }, nth, which, more) => {
        const index = nth % rules.length;
        const rule = rules[index] as PolicyRule;
        const { [facts.currency]: limit, ...others } = rule[which];
        if (limit === undefined || (which === "perOrder" && more === null)) return;
        const wider = {
          ...rule,
          [which]: more === null ? others : { ...others, [facts.currency]: limit + more },
        };
        widened += 1;
        if (isGranted(rules, facts)) expect(isGranted(rules.with(index, wider), facts)).to.equal(true);
      }),
      { numRuns: 3000 },
    );
    expect(widened).to.be.above(300);
  });
});

describe("headroom", () => {
  it("is exact: granting it succeeds and one minor unit more does not", () => {
    let limited = 0;
    fc.assert(
      fc.property(anyCases, fc.integer({ min: -1, max: 20 }), ({ rules, facts }, refundableMinor) => {
        const { amountMinor: _, ...before } = facts;
        const { grantableMinor, limits } = headroomOf(compilePolicy(1, rules), before, refundableMinor, []);
        expect(grantableMinor).to.be.within(0, Math.max(0, refundableMinor));
        if (grantableMinor > 0) {
          expect(isGranted(rules, { ...facts, amountMinor: grantableMinor })).to.equal(true);
        }
        if (grantableMinor < refundableMinor) {
          limited += 1;
          expect(isGranted(rules, { ...facts, amountMinor: grantableMinor + 1 })).to.equal(false);
          expect(limits[0]?.roomMinor).to.equal(grantableMinor);
        }
      }),
      { numRuns: 3000 },
    );
    expect(limited).to.be.above(300);
  });

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
        limits: [{ dimension: "no_rule", ruleId: null, limitMinor: null, roomMinor: 0 }],
        evidence: { isAsked: false, ruleId: null },
        approvers: ["Ada", "B", "C", "D", "E"],
      },
    );
  });
});

describe("the evidence that is asked for", () => {
  it("agrees with the decision: a photo is asked for exactly when the lack of one stands in the way", () => {
    fc.assert(
      fc.property(coveredCases, ({ rules, facts }) => {
        const policy = compilePolicy(1, rules);
        const verdict = decideRemedy(policy, { ...facts, photoCount: 0 });
        const isMissed =
          verdict.answer === "approval" && verdict.obstacles.some((each) => each.dimension === "evidence");
        expect(isPhotoAsked(policy, facts)).to.equal(isMissed);
      }),
      { numRuns: 1000 },
    );
  });

  it("is shown beside the headroom when giving all that is left would need a photo", () => {
    const policy = compilePolicy(1, [plainRule]);
    const evidenceFor = (over: Partial<DecisionFacts>, refundable: number) =>
      headroomOf(policy, { ...plainFacts, ...over }, refundable, []).evidence;
    expect(evidenceFor({ photoCount: 0 }, 51)).to.deep.equal({ isAsked: true, ruleId: "a" });
    expect(evidenceFor({ photoCount: 0 }, 50)).to.deep.equal({ isAsked: false, ruleId: null });
    expect(evidenceFor({ photoCount: 1 }, 51)).to.deep.equal({ isAsked: false, ruleId: null });
    expect(evidenceFor({ photoCount: 0 }, 0)).to.deep.equal({ isAsked: false, ruleId: null });
  });

  it("asks of a stated order no less than of a verified one where rules cover only the verified", () => {
    const policy = compilePolicy(1, [{ ...plainRule, verifiedOrderOnly: true }]);
    const facts: DecisionFacts = { ...plainFacts, amountMinor: 51, assurance: "stated" };
    expect(isPhotoAsked(policy, facts)).to.equal(true);
    expect(isPhotoAsked(policy, { ...facts, amountMinor: 50 })).to.equal(false);
    expect(isPhotoAsked(policy, { ...facts, isTrusted: true })).to.equal(false);
  });
});
