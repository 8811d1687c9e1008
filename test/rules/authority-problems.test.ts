import { expect } from "chai";
import fc from "fast-check";
import { type Approver, type PolicyRule, policyRules } from "../../backend/contract/policy.ts";
import { locksApproversOut, type StaffMember } from "../../backend/contract/policy-approvers.ts";
import {
  findPolicyProblems,
  policyProblemCodes,
  readPolicyProblem,
  spellPolicyProblem,
} from "../../backend/contract/policy-problems.ts";
import { policyProblemSentence } from "../../backend/contract/sentences/policy-problem.ts";
import { plainRule } from "../support/policies.ts";

const problemsOf = (...rules: Partial<PolicyRule>[]) =>
  findPolicyProblems(rules.map((rule, index) => ({ ...plainRule, id: `rule-${index}`, ...rule }))).map(
    spellPolicyProblem,
  );

describe("a set of rules", () => {
  it("has no problem when every limit is of a currency that its rule caps", () => {
    expect(problemsOf({}, { roles: ["supervisor", "admin"], reasons: [] })).to.deep.equal([]);
    expect(problemsOf()).to.deep.equal([]);
  });

  it("names a rule's id once", () => {
    expect(problemsOf({ id: "x" }, {}, { id: "x" })).to.deep.equal(["rule 3: duplicate_rule"]);
  });

  it("lets no department grant", () => {
    expect(problemsOf({ roles: ["agent", "department"] })).to.deep.equal(["rule 1: department_role"]);
  });

  it("covers at least one currency with each rule, and only currencies that there are", () => {
    const nothing = { perOrder: {}, perDay: {}, photoAbove: {}, photoAboveTrusted: {} };
    expect(problemsOf(nothing)).to.deep.equal(["rule 1: no_currency"]);
    expect(problemsOf({ ...nothing, perOrder: { ABC: 5 } })).to.deep.equal(["rule 1: unknown_currency ABC"]);
  });

  it("needs no currency where it only refuses or asks", () => {
    const nothing = { perOrder: {}, perDay: {}, photoAbove: {}, photoAboveTrusted: {} };
    const refuse = { kind: "refuse", sentence: "no" } as const;
    expect(problemsOf({ ...nothing, effect: refuse, reasons: ["late"] })).to.deep.equal([]);
  });

  it("names somebody in each rule", () => {
    expect(problemsOf({ roles: [] })).to.deep.equal(["rule 1: nobody"]);
  });

  it("has no rule that a refusal covers wholly", () => {
    const refuse = { effect: { kind: "refuse", sentence: "no" } as const, perOrder: {}, perDay: {} };
    const photos = { photoAbove: {}, photoAboveTrusted: {} };
    const reasons = ["broken", "late"] as const;
    const wide = { ...refuse, ...photos, reasons: [...reasons] };
    expect(problemsOf({ reasons: ["broken"] }, wide)).to.deep.equal(["rule 1: never_counts"]);
    expect(problemsOf({ reasons: ["broken", "other"] }, wide)).to.deep.equal([]);
    expect(problemsOf({ reasons: ["broken"] }, { ...wide, verifiedOrderOnly: true })).to.deep.equal([]);
  });

  it("has no range and no schedule that nothing is in", () => {
    const when = { ...plainRule.when, orderAgeDays: { atLeast: 9, atMost: 8 } };
    expect(problemsOf({ when })).to.deep.equal(["rule 1: empty_range"]);
    const claims = { days: 30, atLeast: 3, atMost: 2 };
    expect(problemsOf({ when: { ...plainRule.when, claims } })).to.deep.equal(["rule 1: empty_range"]);
    const given = { days: 30, atLeast: { USD: 3 }, atMost: { USD: 2 } };
    expect(problemsOf({ when: { ...plainRule.when, given } })).to.deep.equal(["rule 1: empty_range"]);
    const schedules = [{ id: "s", label: "s", from: 5, until: 5, percent: 150 }];
    expect(problemsOf({ schedules })).to.deep.equal(["rule 1: empty_schedule"]);
  });

  it("limits no currency that its rule does not cap", () => {
    expect(problemsOf({ perDay: { EUR: 5, USD: 5 } })).to.deep.equal(["rule 1: limit_without_cap EUR"]);
  });

  it("asks a trusted customer for no more than others", () => {
    const trusted = (photoAbove: object, photoAboveTrusted: object) =>
      problemsOf({ photoAbove: { ...photoAbove }, photoAboveTrusted: { ...photoAboveTrusted } });
    const problem = ["rule 1: trusted_below_untrusted USD"];
    expect(trusted({ USD: 50 }, { USD: 49 })).to.deep.equal(problem);
    expect(trusted({}, { USD: 50 })).to.deep.equal(problem);
    expect(trusted({ USD: 50 }, { USD: 50 })).to.deep.equal([]);
    expect(trusted({ USD: 50 }, {})).to.deep.equal([]);
  });

  it("has schedules that begin before they end and do not overlap", () => {
    const season = (from: number, until: number) => ({
      id: `${from}`,
      label: "Peak",
      from,
      until,
      percent: 150,
    });
    const found = (...schedules: PolicyRule["schedules"]) => problemsOf({ schedules });
    expect(found(season(1, 5), season(5, 9))).to.deep.equal([]);
    expect(found(season(5, 5))).to.deep.equal(["rule 1: empty_schedule"]);
    expect(found(season(1, 6), season(5, 9))).to.deep.equal(["rule 1: overlapping_schedules"]);
  });

  it("limits nothing where it grants nothing", () => {
    const refuses: PolicyRule["effect"] = { kind: "refuse", sentence: "No." };
    const bare = { perOrder: {}, perDay: {}, photoAbove: {}, photoAboveTrusted: {} };
    expect(problemsOf({ effect: refuses })).to.deep.equal(["rule 1: caps_without_grant"]);
    expect(problemsOf({ ...bare, effect: refuses })).to.deep.equal([]);
  });

  it("locks no approver out: each step can be answered by somebody other than who asks", () => {
    const ann = { id: "ann", role: "supervisor" as const, departmentIds: [] };
    const bo = { id: "bo", role: "admin" as const, departmentIds: ["quality"] };
    const agent = { id: "cy", role: "agent" as const, departmentIds: [] };
    const isLocked = (chain: Approver[], staff: StaffMember[], over: Partial<PolicyRule> = {}) =>
      locksApproversOut({ ...plainRule, effect: { kind: "approval", chain }, ...over }, staff);
    const supervisor: Approver = { kind: "role", role: "supervisor" };
    expect(isLocked([supervisor], [agent])).to.equal(true);
    expect(isLocked([supervisor], [agent, bo])).to.equal(false);
    expect(isLocked([{ kind: "role", role: "admin" }], [agent, ann])).to.equal(true);
    expect(isLocked([{ kind: "person", personId: "gone" }], [agent, ann, bo])).to.equal(true);
    expect(isLocked([{ kind: "department", departmentId: "quality" }], [agent, bo])).to.equal(false);
    expect(isLocked([{ kind: "department", departmentId: "books" }], [agent, bo])).to.equal(true);
    // The only one who could answer is among those who ask.
    expect(isLocked([supervisor], [agent, ann], { roles: ["supervisor"] })).to.equal(true);
    expect(isLocked([supervisor], [agent, ann, bo], { roles: ["supervisor"] })).to.equal(false);
    expect(isLocked([supervisor, { kind: "person", personId: "gone" }], [agent, bo])).to.equal(true);
  });

  it("has every problem found at once", () => {
    const found = problemsOf({ id: "x", roles: ["department"] }, { id: "x", perOrder: {} });
    expect(found).to.deep.equal([
      "rule 1: department_role",
      "rule 2: duplicate_rule",
      "rule 2: no_currency",
      "rule 2: limit_without_cap USD",
    ]);
  });

  for (const [what, over] of [
    ["a negative cap", { perOrder: { USD: -1 } }],
    ["a fraction of a minor unit", { perDay: { USD: 1.5 } }],
    ["a currency in lower case", { perOrder: { usd: 1 } }],
    ["a remedy without an executor", { remedy: "apology" }],
  ] as [string, object][]) {
    it(`is not even understood with ${what}`, () => {
      const id = "0190a1b2-0000-7000-8000-000000000000";
      expect(policyRules.safeParse([{ ...plainRule, id }]).success).to.equal(true);
      expect(policyRules.safeParse([{ ...plainRule, id, ...over }]).success).to.equal(false);
    });
  }

  it("is looked through without falling over whatever is in it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat()), (amounts) => {
        expect(() => problemsOf({ perOrder: amounts, photoAbove: amounts })).not.to.throw();
      }),
    );
  });

  it("has each problem said in words, in both languages", () => {
    for (const code of policyProblemCodes) {
      for (const problem of [
        { code, index: 2, currency: "ABC" },
        { code, index: 0, currency: null },
      ]) {
        const spelled = spellPolicyProblem(problem);
        expect(readPolicyProblem(spelled)).to.deep.equal(problem);
        const [english, chinese] = (["en", "zh-CN"] as const).map((locale) =>
          policyProblemSentence(locale, spelled),
        );
        expect(english).to.match(new RegExp(`^rule ${problem.index + 1}: [^_]+$`));
        expect(chinese).to.match(new RegExp(`^第 ${problem.index + 1} 条规则：[^_]+$`));
      }
    }
    expect(policyProblemSentence("en", "something newer")).to.equal("something newer");
  });
});
