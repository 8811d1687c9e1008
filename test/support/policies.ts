import fc from "fast-check";
import type { z } from "zod";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { type PolicyRule, policyRule } from "../../backend/contract/policy.ts";
import { assurances, claimReasons, remedyKinds } from "../../backend/contract/vocabulary.ts";

/** A rule with everything that is left out as the contract fills it. */
export const ruleOf = (partial: z.input<typeof policyRule>): PolicyRule => ({
  ...policyRule.omit({ id: true }).parse(partial),
  // Plain words do as names in tests of pure rules.
  id: partial.id,
});

/** Small numbers and few names, so that limits are met, missed and met exactly. */
const currency = fc.constantFrom("USD", "JPY");
const role = fc.constantFrom("agent" as const, "supervisor" as const, "admin" as const);
const limit = fc.integer({ min: 0, max: 12 });
const reason = fc.constantFrom(...claimReasons.slice(0, 3));
const amounts = fc.dictionary(currency, limit, { noNullPrototype: true });

export const policyRules: fc.Arbitrary<PolicyRule> = fc
  .record({
    id: fc.uuid(),
    roles: fc.uniqueArray(role, { minLength: 1 }),
    remedy: fc.constantFrom(...remedyKinds),
    reasons: fc.uniqueArray(reason, { maxLength: 2 }),
    verifiedOrderOnly: fc.boolean(),
    perOrder: amounts,
    perDay: amounts,
    photoAbove: amounts,
    photoAboveTrusted: amounts,
  })
  .map(ruleOf);

const ruleSets = fc.array(policyRules, { maxLength: 8 });

export const plainSurroundings = {
  departmentIds: fc.constant<string[]>([]),
  at: fc.constant(0),
  orderGrantedCount: fc.constant(0),
  orderPaidMinor: fc.constant(100),
  orderAgeDays: fc.constant(3),
  isDelivered: fc.boolean(),
  products: fc.constant<DecisionFacts["products"]>([]),
  quantity: fc.constant(1),
  dayUsedCount: fc.constant(0),
  weekUsedMinor: fc.constant(0),
  weekUsedCount: fc.constant(0),
  teamUsedMinor: fc.constant(0),
  teamUsedCount: fc.constant(0),
  customer: fc.constant<DecisionFacts["customer"]>({
    id: "",
    tiers: [],
    ageDays: 0,
    claimsAt: [],
    grants: [],
  }),
  channel: fc.constant("chat" as const),
  packagingPhotoCount: fc.constant(0),
  auditDraw: fc.constant(0.5),
};

const decisionFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  storefrontId: fc.constant("storefront"),
  role,
  personId: fc.constant("person"),
  remedy: fc.constantFrom(...remedyKinds),
  reason,
  currency,
  amountMinor: fc.integer({ min: 1, max: 12 }),
  ...plainSurroundings,
  orderGrantedMinor: fc.integer({ min: 0, max: 6 }),
  dayUsedMinor: fc.integer({ min: 0, max: 6 }),
  assurance: fc.constantFrom(...assurances),
  photoCount: fc.integer({ min: 0, max: 2 }),
  isTrusted: fc.boolean(),
  policyVersion: fc.constant(1),
});

/** A rule that matches these facts for sure, with limits of any height. */
const ruleFor = (facts: DecisionFacts): fc.Arbitrary<PolicyRule> =>
  fc.tuple(policyRules, limit).map(([rule, cap]) => ({
    ...rule,
    roles: [facts.role],
    remedy: facts.remedy,
    reasons: [],
    verifiedOrderOnly: false,
    perOrder: { ...rule.perOrder, [facts.currency]: cap },
  }));

/** A policy and facts that it covers: left to chance, most requests would meet no rule. */
export const coveredCases = decisionFacts.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    rules: fc
      .tuple(ruleSets, ruleFor(facts))
      .chain(([rules, rule]) => fc.shuffledSubarray([...rules, rule], { minLength: rules.length + 1 })),
  }),
);

export const anyCases = fc.oneof(fc.record({ facts: decisionFacts, rules: ruleSets }), coveredCases);

/** Agents may refund USD for broken goods: 300 per order, 1,000 per day, a photo above 50, of trusted ones above 200. */
export const plainRule: PolicyRule = ruleOf({
  id: "a",
  roles: ["agent"],
  remedy: "refund",
  reasons: ["broken"],
  verifiedOrderOnly: false,
  perOrder: { USD: 300 },
  perDay: { USD: 1000 },
  photoAbove: { USD: 50 },
  photoAboveTrusted: { USD: 200 },
});

/** What `plainRule` grants. */
export const plainFacts: DecisionFacts = {
  storefrontId: "shop",
  role: "agent",
  personId: "p",
  departmentIds: [],
  at: Date.UTC(2026, 10, 22, 12),
  remedy: "refund",
  reason: "broken",
  currency: "USD",
  amountMinor: 100,
  orderGrantedMinor: 0,
  orderGrantedCount: 0,
  orderPaidMinor: 1000,
  orderAgeDays: 10,
  isDelivered: true,
  products: [{ sku: "CUP", productType: "cups" }],
  quantity: 1,
  dayUsedMinor: 0,
  dayUsedCount: 0,
  weekUsedMinor: 0,
  weekUsedCount: 0,
  teamUsedMinor: 0,
  teamUsedCount: 0,
  customer: { id: "c", tiers: [], ageDays: 100, claimsAt: [], grants: [] },
  channel: "claim",
  assurance: "verified",
  photoCount: 1,
  packagingPhotoCount: 0,
  isTrusted: false,
  auditDraw: 0.5,
  policyVersion: 1,
};
