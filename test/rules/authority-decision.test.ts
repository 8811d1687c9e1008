import { createMongoAbility, type MongoAbility } from "@casl/ability";
import { packRules, unpackRules } from "@casl/ability/extra";
import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy, detectSubjectType, type GrantRule } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import { type DecisionFacts, scopeName, subjectOf } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { anyCases, plainFacts as facts, plainRule as rule } from "../support/policies.ts";

const decide = (rules: PolicyRule[], over: Partial<DecisionFacts> = {}) =>
  decideRemedy(compilePolicy(1, rules), { ...facts, ...over });

/** What the words of the contract say, written down once more without an index, a compiler or CASL. */
function isGrantedByTheBook(rules: PolicyRule[], asked: DecisionFacts): boolean {
  const { currency } = asked;
  const matching = rules.filter(
    (each) =>
      each.roles.includes(asked.role) &&
      each.remedy === asked.remedy &&
      (each.reasons.length === 0 || each.reasons.includes(asked.reason)) &&
      (asked.assurance === "verified" || !each.verifiedOrderOnly) &&
      currency in each.perOrder,
  );
  const within = (limit: number | undefined, value: number) => limit === undefined || value <= limit;
  return (
    matching.length > 0 &&
    matching.every((each) => {
      const orderTotal = asked.orderGrantedMinor + asked.amountMinor;
      const photo = asked.isTrusted ? each.photoAboveTrusted : each.photoAbove;
      return (
        within(each.perOrder[currency], orderTotal) &&
        within(each.perDay[currency], asked.dayUsedMinor + asked.amountMinor) &&
        (asked.photoCount > 0 || within(photo[currency], orderTotal))
      );
    })
  );
}

describe("a decision", () => {
  it("grants what a rule covers, up to its cap and not a minor unit more", () => {
    expect(decide([rule], { amountMinor: 300 })).to.deep.equal({ answer: "grant" });
    expect(decide([rule], { amountMinor: 301 })).to.deep.equal({
      answer: "approval",
      obstacles: [{ dimension: "order_cap", ruleId: "a", limitMinor: 300, roomMinor: 300 }],
    });
  });

  it("counts what the order was granted before", () => {
    expect(decide([rule], { orderGrantedMinor: 200 }).answer).to.equal("grant");
    expect(decide([rule], { orderGrantedMinor: 201 })).to.deep.equal({
      answer: "approval",
      obstacles: [{ dimension: "order_cap", ruleId: "a", limitMinor: 300, roomMinor: 99 }],
    });
  });

  it("counts what the person's day has used", () => {
    expect(decide([rule], { dayUsedMinor: 900 }).answer).to.equal("grant");
    expect(decide([rule], { dayUsedMinor: 1200 })).to.deep.equal({
      answer: "approval",
      obstacles: [{ dimension: "day_budget", ruleId: "a", limitMinor: 1000, roomMinor: 0 }],
    });
  });

  it("asks for a photo above the threshold, and a trusted customer above a higher one", () => {
    const obstacles = [{ dimension: "evidence", ruleId: "a", limitMinor: 50, roomMinor: 50 }];
    expect(decide([rule], { photoCount: 0 })).to.deep.equal({ answer: "approval", obstacles });
    expect(decide([rule], { photoCount: 0, amountMinor: 50 }).answer).to.equal("grant");
    expect(decide([rule], { photoCount: 0, isTrusted: true }).answer).to.equal("grant");
    expect(decide([rule], { photoCount: 0, isTrusted: true, amountMinor: 201 }).answer).to.equal("approval");
  });

  it("does not let small amounts on one order add up past the photo", () => {
    expect(decide([rule], { photoCount: 0, amountMinor: 10, orderGrantedMinor: 41 })).to.deep.equal({
      answer: "approval",
      obstacles: [{ dimension: "evidence", ruleId: "a", limitMinor: 50, roomMinor: 9 }],
    });
  });

  it("names every limit in the way, the tightest first", () => {
    const verdict = decide([rule], { amountMinor: 400, photoCount: 0, dayUsedMinor: 900 });
    expect(verdict).to.deep.equal({
      answer: "approval",
      obstacles: [
        { dimension: "evidence", ruleId: "a", limitMinor: 50, roomMinor: 50 },
        { dimension: "day_budget", ruleId: "a", limitMinor: 1000, roomMinor: 100 },
        { dimension: "order_cap", ruleId: "a", limitMinor: 300, roomMinor: 300 },
      ],
    });
  });

  for (const [what, over] of [
    ["another role", { role: "supervisor" }],
    ["another remedy", { remedy: "reship" }],
    ["another reason", { reason: "late" }],
    ["another currency", { currency: "JPY" }],
  ] as [string, Partial<DecisionFacts>][]) {
    it(`sends ${what} than any rule covers to an approval`, () => {
      expect(decide([rule], over)).to.deep.equal({
        answer: "approval",
        obstacles: [{ dimension: "no_rule", ruleId: null, limitMinor: null, roomMinor: 0 }],
      });
    });
  }

  it("says that an order is only stated where a verified one would do", () => {
    const strict = { ...rule, verifiedOrderOnly: true };
    expect(decide([strict]).answer).to.equal("grant");
    expect(decide([strict], { assurance: "stated" })).to.deep.equal({
      answer: "approval",
      obstacles: [{ dimension: "assurance", ruleId: "a", limitMinor: null, roomMinor: 0 }],
    });
  });

  it("answers by CASL what the words of the contract say", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts: asked }) => {
        const verdict = decideRemedy(compilePolicy(1, rules), asked);
        expect(verdict.answer === "grant").to.equal(isGrantedByTheBook(rules, asked));
        if (verdict.answer === "approval") {
          expect(verdict.obstacles).not.to.be.empty;
          for (const { roomMinor } of verdict.obstacles) expect(roomMinor).to.be.below(asked.amountMinor);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a subject for CASL", () => {
  it("is never made of incomplete facts", () => {
    for (const key of Object.keys(facts) as (keyof DecisionFacts)[]) {
      const { [key]: _, ...lacking } = facts;
      expect(() => subjectOf(lacking as DecisionFacts), key).to.throw("incomplete facts");
    }
  });

  for (const amountMinor of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    it(`is never made of an amount of ${amountMinor}`, () => {
      expect(() => subjectOf({ ...facts, amountMinor })).to.throw("incomplete facts");
    });
  }

  it("is needed: CASL grants anything to a bare type, in spite of every cap", () => {
    const ability = createMongoAbility<MongoAbility<["grant", string]>>([
      ...compilePolicy(1, [rule]).caslRulesFor("agent"),
    ]);
    expect(ability.can("grant", scopeName(facts))).to.equal(true);
  });
});

describe("the rules of a role", () => {
  it("answer the same after the way to a console", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts: asked }) => {
        const policy = compilePolicy(1, rules);
        const sent = JSON.stringify(packRules([...policy.caslRulesFor(asked.role)]));
        const there = createMongoAbility<MongoAbility>(unpackRules<GrantRule>(JSON.parse(sent)), {
          detectSubjectType,
        });
        expect(there.can("grant", subjectOf(asked))).to.equal(policy.isGranted(subjectOf(asked)));
      }),
      { numRuns: 1000 },
    );
  });
});
