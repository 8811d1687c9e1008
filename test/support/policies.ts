import fc from "fast-check";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { assurances, claimReasons, remedyKinds } from "../../backend/contract/vocabulary.ts";

/** Small numbers and few names, so that limits are met, missed and met exactly. */
const currency = fc.constantFrom("USD", "JPY");
const role = fc.constantFrom("agent" as const, "supervisor" as const, "admin" as const);
const limit = fc.integer({ min: 0, max: 12 });
const reason = fc.constantFrom(...claimReasons.slice(0, 3));
const amounts = fc.dictionary(currency, limit, { noNullPrototype: true });

export const policyRules: fc.Arbitrary<PolicyRule> = fc.record({
  id: fc.uuid(),
  roles: fc.uniqueArray(role, { minLength: 1 }),
  remedy: fc.constantFrom(...remedyKinds),
  reasons: fc.uniqueArray(reason, { maxLength: 2 }),
  verifiedOrderOnly: fc.boolean(),
  perOrder: amounts,
  perDay: amounts,
  photoAbove: amounts,
  photoAboveTrusted: amounts,
});

const ruleSets = fc.array(policyRules, { maxLength: 8 });

const decisionFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  storefrontId: fc.constant("storefront"),
  role,
  personId: fc.constant("person"),
  remedy: fc.constantFrom(...remedyKinds),
  reason,
  currency,
  amountMinor: fc.integer({ min: 1, max: 12 }),
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
export const plainRule: PolicyRule = {
  id: "a",
  roles: ["agent"],
  remedy: "refund",
  reasons: ["broken"],
  verifiedOrderOnly: false,
  perOrder: { USD: 300 },
  perDay: { USD: 1000 },
  photoAbove: { USD: 50 },
  photoAboveTrusted: { USD: 200 },
};

/** What `plainRule` grants. */
export const plainFacts: DecisionFacts = {
  storefrontId: "shop",
  role: "agent",
  personId: "p",
  remedy: "refund",
  reason: "broken",
  currency: "USD",
  amountMinor: 100,
  orderGrantedMinor: 0,
  dayUsedMinor: 0,
  assurance: "verified",
  photoCount: 1,
  isTrusted: false,
  policyVersion: 1,
};
