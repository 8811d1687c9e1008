import { createMongoAbility, type MongoAbility } from "@casl/ability";
import { packRules, unpackRules } from "@casl/ability/extra";
import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy, judge } from "../../backend/authority/decide.ts";
import { type DecisionFacts, scopeName } from "../../backend/authority/facts.ts";
import type { GrantAbility, GrantRule } from "../../backend/authority/grant-rule.ts";
import { bareSubjectOf, subjectOf } from "../../backend/authority/subject.ts";
import { detectSubjectType, subjectAt } from "../../backend/contract/grant-subject.ts";
import type { Approver, Limit, PolicyRule } from "../../backend/contract/policy.ts";
import { day } from "../../backend/core/clock.ts";
import { anyCases, plainFacts as facts, plainRule as rule } from "../support/policies.ts";
import { answerByTheBook } from "../support/policy-book.ts";

const chain = [{ kind: "role" as const, role: "supervisor" as const }];
const limit = (over: Partial<Limit>): Limit => ({
  dimension: "order_cap",
  ruleId: "a",
  limitMinor: 300,
  used: 0,
  roomMinor: 300,
  sentence: null,
  ...over,
});

const decide = (rules: PolicyRule[], over: Partial<DecisionFacts> = {}) =>
  decideRemedy(compilePolicy(1, rules), { ...facts, ...over });

describe("a decision", () => {
  it("grants what a rule covers, up to its cap and not a minor unit more", () => {
    expect(decide([rule], { amountMinor: 300 })).to.deep.equal({ answer: "grant" });
    expect(decide([rule], { amountMinor: 301 })).to.deep.equal({
      answer: "approval",
      obstacles: [limit({})],
      chain,
    });
  });

  it("counts what the order was granted before", () => {
    expect(decide([rule], { orderGrantedMinor: 200 }).answer).to.equal("grant");
    expect(decide([rule], { orderGrantedMinor: 201 })).to.deep.equal({
      answer: "approval",
      obstacles: [limit({ dimension: "order_cap", ruleId: "a", limitMinor: 300, used: 201, roomMinor: 99 })],
      chain,
    });
  });

  it("counts what the person's day has used", () => {
    expect(decide([rule], { dayUsedMinor: 900 }).answer).to.equal("grant");
    expect(decide([rule], { dayUsedMinor: 1200 })).to.deep.equal({
      answer: "approval",
      obstacles: [
        limit({ dimension: "day_budget", ruleId: "a", limitMinor: 1000, used: 1200, roomMinor: 0 }),
      ],
      chain,
    });
  });

  it("asks for a photo above the threshold, and a trusted customer above a higher one", () => {
    const obstacles = [limit({ dimension: "evidence", ruleId: "a", limitMinor: 50, roomMinor: 50 })];
    expect(decide([rule], { photoCount: 0 })).to.deep.equal({ answer: "approval", obstacles, chain });
    expect(decide([rule], { photoCount: 0, amountMinor: 50 }).answer).to.equal("grant");
    expect(decide([rule], { photoCount: 0, isTrusted: true }).answer).to.equal("grant");
    expect(decide([rule], { photoCount: 0, isTrusted: true, amountMinor: 201 }).answer).to.equal("approval");
  });

  it("does not let small amounts on one order add up past the photo", () => {
    expect(decide([rule], { photoCount: 0, amountMinor: 10, orderGrantedMinor: 41 })).to.deep.equal({
      answer: "approval",
      obstacles: [limit({ dimension: "evidence", ruleId: "a", limitMinor: 50, used: 41, roomMinor: 9 })],
      chain,
    });
  });

  it("names every limit in the way, the tightest first", () => {
    const verdict = decide([rule], { amountMinor: 400, photoCount: 0, dayUsedMinor: 900 });
    expect(verdict).to.deep.equal({
      answer: "approval",
      obstacles: [
        limit({ dimension: "evidence", ruleId: "a", limitMinor: 50, roomMinor: 50 }),
        limit({ dimension: "day_budget", ruleId: "a", limitMinor: 1000, used: 900, roomMinor: 100 }),
        limit({}),
      ],
      chain,
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
        obstacles: [limit({ dimension: "no_rule", ruleId: null, limitMinor: null, roomMinor: 0 })],
        chain,
      });
    });
  }

  it("says that an order is only stated where a verified one would do", () => {
    const strict = { ...rule, verifiedOrderOnly: true };
    expect(decide([strict]).answer).to.equal("grant");
    expect(decide([strict], { assurance: "stated" })).to.deep.equal({
      answer: "approval",
      obstacles: [limit({ dimension: "assurance", limitMinor: null, roomMinor: 0 })],
      chain,
    });
  });

  it("is what the words of the contract say, by the limits and by CASL alike", () => {
    const met = { grant: 0, approval: 0, refuse: 0 };
    fc.assert(
      fc.property(anyCases, ({ rules, facts: asked }) => {
        const policy = compilePolicy(1, rules);
        const verdict = judge(policy, asked);
        met[verdict.answer] += 1;
        expect(verdict.answer).to.equal(answerByTheBook(rules, asked));
        expect(policy.isGranted(asked, subjectOf(policy, asked))).to.equal(verdict.answer === "grant");
        if (verdict.answer !== "grant") {
          expect(verdict.obstacles).not.to.be.empty;
          for (const { roomMinor } of verdict.obstacles) expect(roomMinor).to.be.below(asked.amountMinor);
        }
      }),
      { numRuns: 3000 },
    );
    for (const count of Object.values(met)) expect(count).to.be.above(100);
  });

  it("is an approval by everybody whom the rules name, in order and each once", () => {
    const supervisor = { kind: "role" as const, role: "supervisor" as const };
    const ann = { kind: "person" as const, personId: "ann" };
    const asks = (id: string, of: Approver[]): PolicyRule => ({
      ...rule,
      id,
      perOrder: {},
      perDay: {},
      effect: { kind: "approval", chain: of },
    });
    const verdict = decide([rule, asks("b", [ann, supervisor]), asks("c", [supervisor, ann])]);
    expect(verdict).to.deep.equal({
      answer: "approval",
      obstacles: [
        limit({ dimension: "approval", ruleId: "b", limitMinor: null, roomMinor: 0 }),
        limit({ dimension: "approval", ruleId: "c", limitMinor: null, roomMinor: 0 }),
      ],
      chain: [ann, supervisor],
    });
  });

  it("is a refusal with its sentence, whatever else would grant it", () => {
    const refuses: PolicyRule = { ...rule, id: "b", effect: { kind: "refuse", sentence: "Sold as seen." } };
    expect(decide([rule, refuses], { amountMinor: 400 })).to.deep.equal({
      answer: "refuse",
      ruleId: "b",
      sentence: "Sold as seen.",
      obstacles: [
        limit({
          dimension: "refusal",
          ruleId: "b",
          limitMinor: null,
          roomMinor: 0,
          sentence: "Sold as seen.",
        }),
        limit({}),
      ],
    });
  });
});

describe("a rule", () => {
  const rules = (over: Partial<PolicyRule>) => [{ ...rule, ...over }];
  const answer = (over: Partial<PolicyRule>, asked: Partial<DecisionFacts> = {}) =>
    decide(rules(over), asked).answer;

  it("is about people by role, by department and by name", () => {
    expect(answer({ roles: [], personIds: ["p"] })).to.equal("grant");
    expect(answer({ roles: [], personIds: ["q"] })).to.equal("approval");
    expect(answer({ roles: [], departmentIds: ["d"] }, { departmentIds: ["c", "d"] })).to.equal("grant");
    expect(answer({ roles: [], departmentIds: ["d"] })).to.equal("approval");
  });

  it("is higher for a time, from its start until just before its end", () => {
    const peak = { id: "s", label: "Peak", from: 1000, until: 2000, percent: 150 };
    const most = (at: number) => answer({ schedules: [peak] }, { at, amountMinor: 450 });
    expect([999, 1000, 1999, 2000].map(most)).to.deep.equal(["approval", "grant", "grant", "approval"]);
    expect(answer({ schedules: [peak] }, { at: 1000, amountMinor: 451 })).to.equal("approval");
  });

  it("gives no more than a share of what was paid for the order, to the minor unit", () => {
    const caps = { ...rule.caps, orderShare: 33 };
    const asked = { orderPaidMinor: 101, orderGrantedMinor: 3 };
    expect(answer({ caps }, { ...asked, amountMinor: 30 })).to.equal("grant");
    expect(answer({ caps }, { ...asked, amountMinor: 31 })).to.equal("approval");
    expect(answer({ caps }, { orderPaidMinor: 0, amountMinor: 1 })).to.equal("approval");
  });

  it("looks at a customer's window, which rolls on", () => {
    const caps = { ...rule.caps, perCustomer: { days: 30, amounts: { USD: 120 } } };
    const given = (daysAgo: number) => ({
      customer: { ...facts.customer, grants: [{ at: facts.at - daysAgo * day, amountMinor: 21 }] },
    });
    expect(answer({ caps }, given(29))).to.equal("approval");
    expect(answer({ caps }, given(30))).to.equal("grant");
  });

  it("asks for item and packaging, and not for one in place of the other", () => {
    const photos = (photoCount: number, packagingPhotoCount: number) =>
      answer({ packagingPhoto: true }, { photoCount, packagingPhotoCount });
    expect(photos(1, 0)).to.equal("approval");
    expect(photos(1, 1)).to.equal("approval");
    expect(photos(2, 1)).to.equal("grant");
  });

  it("audits a share below every photo limit, trusted customers too", () => {
    const asked = { photoCount: 0, amountMinor: 1, isTrusted: true };
    expect(answer({ auditShare: 50 }, { ...asked, auditDraw: 0.49 })).to.equal("approval");
    expect(answer({ auditShare: 50 }, { ...asked, auditDraw: 0.5 })).to.equal("grant");
    expect(answer({ auditShare: 50 }, { ...asked, auditDraw: 0.49, photoCount: 1 })).to.equal("grant");
  });

  it("matches by product only when every chosen line is of it", () => {
    const when = { ...rule.when, productTypes: ["cups"] };
    const cup = { sku: "CUP", productType: "cups" };
    const pot = { sku: "POT", productType: "pots" };
    expect(answer({ when }, { products: [cup] })).to.equal("grant");
    expect(answer({ when }, { products: [cup, pot] })).to.equal("approval");
    expect(answer({ when }, { products: [] })).to.equal("approval");
  });
});

describe("a subject for CASL", () => {
  const policy = compilePolicy(1, [rule]);

  it("is never made of incomplete facts", () => {
    for (const key of Object.keys(facts) as (keyof DecisionFacts)[]) {
      const { [key]: _, ...lacking } = facts;
      expect(() => subjectOf(policy, lacking as DecisionFacts), key).to.throw("incomplete facts");
    }
  });

  for (const amountMinor of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    it(`is never made of an amount of ${amountMinor}`, () => {
      expect(() => subjectOf(policy, { ...facts, amountMinor })).to.throw("incomplete facts");
      expect(() => subjectAt(bareSubjectOf(policy, facts), amountMinor)).to.throw("positive integer");
    });
  }

  it("is needed: CASL grants anything to a bare type, in spite of every cap", () => {
    const ability = createMongoAbility<GrantAbility>([...policy.caslRulesFor(facts)]);
    expect(ability.can("grant", scopeName(facts))).to.equal(true);
  });

  it("has every field that a rule asks about, so that nothing slips past a limit for lack of one", () => {
    fc.assert(
      fc.property(anyCases, ({ rules, facts: asked }) => {
        const compiled = compilePolicy(1, rules);
        const subject = subjectOf(compiled, asked);
        for (const { subject: scopes, conditions = {} } of compiled.caslRulesFor(asked)) {
          if (![scopes].flat().includes(subject.scope)) continue;
          for (const field of Object.keys(conditions)) expect(subject).to.have.property(field);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("the rules of a person", () => {
  it("answer the same after the way to a console, for whatever amount is typed there", () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 1, max: 15 }), ({ rules, facts: asked }, amountMinor) => {
        const policy = compilePolicy(1, rules);
        const { amountMinor: _, ...before } = asked;
        const sent = JSON.stringify({
          rules: packRules([...policy.caslRulesFor(asked)]),
          bare: bareSubjectOf(policy, before),
        });
        const there = JSON.parse(sent);
        const ability = createMongoAbility<MongoAbility>(unpackRules<GrantRule>(there.rules), {
          detectSubjectType,
        });
        const here = decideRemedy(policy, { ...asked, amountMinor }).answer === "grant";
        expect(ability.can("grant", subjectAt(there.bare, amountMinor))).to.equal(here);
      }),
      { numRuns: 800 },
    );
  });
});
