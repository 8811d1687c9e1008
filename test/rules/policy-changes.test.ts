import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { findPolicyChanges, isWidening, type PolicyChange } from "../../backend/contract/policy-changes.ts";
import {
  coveredCases,
  decisionFacts,
  openRule,
  plainRule,
  policyRules,
  ruleOf,
} from "../support/policies.ts";

const isGranted = (rules: PolicyRule[], facts: DecisionFacts) =>
  decideRemedy(compilePolicy(1, rules), facts).answer === "grant";

const fields = [
  "roles",
  "departmentIds",
  "personIds",
  "reasons",
  "verifiedOrderOnly",
  "when",
  "effect",
  "perOrder",
  "perDay",
  "caps",
  "schedules",
  "photoAbove",
  "photoAboveTrusted",
  "packagingPhoto",
  "auditShare",
] as const;

/** One rule with some of another's fields, with one condition of another's, without it, or beside it. */
const edits = fc.oneof(
  fc.record({
    kind: fc.constant("fields" as const),
    of: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("condition" as const),
    of: fc.uniqueArray(fc.constantFrom(...(Object.keys(openRule.when) as (keyof PolicyRule["when"])[])), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.constant({ kind: "drop" as const }),
  fc.constant({ kind: "copy" as const }),
  fc.constant({ kind: "add" as const }),
);

type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;

function edited(rules: PolicyRule[], at: number, other: PolicyRule, edit: Edit): PolicyRule[] {
  const index = at % Math.max(1, rules.length);
  const rule = rules[index];
  if (rule === undefined || edit.kind === "add") return [...rules, other];
  const replaced = (by: PolicyRule[]) => [...rules.slice(0, index), ...by, ...rules.slice(index + 1)];
  if (edit.kind === "drop") return replaced([]);
  const pick = <T extends object>(from: T, keys: readonly (keyof T)[]) =>
    Object.fromEntries(keys.map((key) => [key, from[key]]));
  if (edit.kind === "copy")
    return replaced([rule, { ...rule, id: other.id, caps: other.caps, perDay: other.perDay }]);
  if (edit.kind === "fields") return replaced([{ ...rule, ...pick(other, edit.of) }]);
  return replaced([{ ...rule, when: { ...rule.when, ...pick(other.when, edit.of) } }]);
}

const steps = fc.array(fc.tuple(fc.nat(), policyRules, edits), { minLength: 1, maxLength: 3 });

/** Requests that are mostly granted, by rules that are mostly about them: only there a change can be too wide. */
const granted = fc
  .tuple(
    decisionFacts,
    fc.array(policyRules, { maxLength: 2 }),
    fc.array(policyRules, { minLength: 1, maxLength: 2 }),
  )
  .map(([facts, beside, about]) => ({
    facts: { ...facts, amountMinor: 1, orderGrantedMinor: 0, dayUsedMinor: 0, weekUsedMinor: 0, quantity: 1 },
    rules: [
      ...about.map((rule, index) => ({
        ...openRule,
        ...(index === 0 ? {} : { perOrder: rule.perOrder, perDay: rule.perDay, photoAbove: rule.photoAbove }),
        id: rule.id,
        remedy: facts.remedy,
        roles: [facts.role],
        perOrder: { ...rule.perOrder, [facts.currency]: 9 },
      })),
      ...beside,
    ],
  }));

describe("the difference of two sets of rules", () => {
  it("never grants more by changes of which none is marked as widening", () => {
    let met = 0;
    fc.assert(
      // Edited in both directions: what grants more is more often met from where it is granted.
      fc.property(fc.oneof(coveredCases, granted), steps, fc.boolean(), ({ rules, facts }, some, isBack) => {
        const other = some.reduce((now, [at, rule, edit]) => edited(now, at, rule, edit), rules);
        const [before, after] = isBack ? [other, rules] : [rules, other];
        if (!isGranted(after, facts) || isWidening(findPolicyChanges(before, after))) return;
        met += 1;
        expect(isGranted(before, facts)).to.equal(true);
      }),
      { numRuns: 1200 },
    );
    expect(met).to.be.above(60);
  });

  it("finds nothing between a set and itself, in any order of its rules and of its reasons", () => {
    fc.assert(
      fc.property(fc.uniqueArray(policyRules, { selector: ({ id }) => id, maxLength: 6 }), (rules) => {
        const turned = [...rules]
          .reverse()
          .map((rule) => ({ ...rule, reasons: [...rule.reasons].reverse() }));
        expect(findPolicyChanges(rules, turned)).to.deep.equal([]);
      }),
    );
  });

  const changed = (set: Partial<PolicyRule>, beside: PolicyRule[] = []): PolicyChange[] =>
    findPolicyChanges([plainRule, ...beside], [{ ...plainRule, ...set }, ...beside]);
  const briefly = (changes: PolicyChange[]) => changes.map(({ rule: _rule, ruleId: _id, ...rest }) => rest);

  it("says each limit that moved, from what to what", () => {
    const days = { from: null, to: null };
    expect(briefly(changed({ perOrder: { USD: 450 }, perDay: { USD: 800 } }))).to.deep.equal([
      { kind: "limit", limit: "perOrder", currency: "USD", from: 300, to: 450, days, isWidening: true },
      { kind: "limit", limit: "perDay", currency: "USD", from: 1000, to: 800, days, isWidening: false },
    ]);
    expect(briefly(changed({ perDay: {} }))).to.deep.equal([
      { kind: "limit", limit: "perDay", currency: "USD", from: 1000, to: null, days, isWidening: true },
    ]);
    expect(briefly(changed({ photoAbove: { USD: 20 } }))[0]).to.include({
      from: 50,
      to: 20,
      isWidening: false,
    });
    expect(briefly(changed({ auditShare: 5 }))[0]).to.include({ limit: "auditShare", isWidening: false });
  });

  it("says who may do more, and for what", () => {
    expect(briefly(changed({ roles: ["agent", "supervisor"] }))).to.deep.equal([
      { kind: "who", field: "roles", added: ["supervisor"], removed: [], isWidening: true },
    ]);
    expect(briefly(changed({ reasons: [] }))).to.deep.equal([
      { kind: "reasons", from: ["broken"], to: [], isWidening: true },
    ]);
    expect(briefly(changed({ verifiedOrderOnly: true }))).to.deep.equal([
      { kind: "verified_only", to: true, isWidening: false },
    ]);
  });

  it("marks a narrower rule as widening where a wider one may answer in its place", () => {
    const wide = ruleOf({ ...openRule, id: "wide" });
    expect(isWidening(changed({ verifiedOrderOnly: true }))).to.equal(false);
    expect(isWidening(changed({ verifiedOrderOnly: true }, [wide]))).to.equal(true);
    expect(isWidening(findPolicyChanges([plainRule, wide], [wide]))).to.equal(true);
    expect(isWidening(findPolicyChanges([plainRule], []))).to.equal(false);
  });

  it("marks no added rule that another covered already, and every one that covers something new", () => {
    const wide = ruleOf({ ...openRule, id: "wide" });
    expect(isWidening(findPolicyChanges([wide], [wide, plainRule]))).to.equal(false);
    expect(isWidening(findPolicyChanges([plainRule], [plainRule, wide]))).to.equal(true);
    const refusing = { ...wide, effect: { kind: "refuse" as const, sentence: "No." } };
    expect(isWidening(findPolicyChanges([plainRule], [plainRule, refusing]))).to.equal(false);
    expect(isWidening(findPolicyChanges([plainRule, refusing], [plainRule]))).to.equal(true);
  });

  it("marks a refusal that can be approved from now on, and a chain that asks fewer", () => {
    const chain = [
      { kind: "role" as const, role: "supervisor" as const },
      { kind: "role" as const, role: "admin" as const },
    ];
    const refused = { ...plainRule, effect: { kind: "refuse" as const, sentence: "No." } };
    const asked = { ...plainRule, effect: { kind: "approval" as const, chain } };
    const askedLess = { ...plainRule, effect: { kind: "approval" as const, chain: chain.slice(0, 1) } };
    expect(isWidening(findPolicyChanges([refused], [asked]))).to.equal(true);
    expect(isWidening(findPolicyChanges([asked], [refused]))).to.equal(false);
    expect(isWidening(findPolicyChanges([asked], [askedLess]))).to.equal(true);
    expect(isWidening(findPolicyChanges([askedLess], [asked]))).to.equal(false);
  });

  it("judges the schedules of a rule together", () => {
    const peak = { id: "s", label: "Peak", from: 0, until: 9, percent: 150 };
    expect(isWidening(changed({ schedules: [peak] }))).to.equal(true);
    expect(isWidening(changed({ schedules: [{ ...peak, percent: 50 }] }))).to.equal(false);
    expect(briefly(changed({ schedules: [peak] }))).to.deep.equal([
      { kind: "schedule", from: null, to: peak, isWidening: true },
    ]);
  });
});
