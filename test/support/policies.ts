import fc from "fast-check";
import type { z } from "zod";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import {
  type Approver,
  type Effect,
  type LimitDimension,
  type PolicyRule,
  policyRule,
} from "../../backend/contract/policy.ts";
import { assurances, channels, claimReasons } from "../../backend/contract/vocabulary.ts";
import { day } from "../../backend/core/clock.ts";

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
const remedy = fc.constantFrom("refund" as const, "reship" as const);
const amounts = fc.dictionary(currency, limit, { noNullPrototype: true });
const department = fc.constantFrom("warehouse", "quality");
const person = fc.constantFrom("ann", "bo");
const days = fc.constantFrom(2, 5);
const mostlyNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1 });
const range = fc.record({ atLeast: fc.option(limit), atMost: fc.option(limit) });
const someAmounts = fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, amounts);
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.uniqueArray(arbitrary, { maxLength: 2 });
const mostlyEmpty = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<T[]>([]) }, few(arbitrary));
/** Minutes around the moment of the decision. */
const moment = fc.integer({ min: 95, max: 105 });

const toTwo = fc.integer({ min: 0, max: 2 });

const conditions = fc.record({
  tiers: mostlyEmpty(fc.constantFrom("gold", "new")),
  customerAgeDays: mostlyNone(range),
  claims: mostlyNone(fc.record({ days, atLeast: toTwo, atMost: toTwo }, { requiredKeys: ["days"] })),
  given: mostlyNone(fc.record({ days, atLeast: amounts, atMost: amounts }, { requiredKeys: ["days"] })),
  orderAgeDays: mostlyNone(range),
  isDelivered: mostlyNone(fc.boolean()),
  productTypes: mostlyEmpty(fc.constantFrom("cups", "pots")),
  skus: mostlyEmpty(fc.constantFrom("CUP", "POT")),
  channels: mostlyEmpty(fc.constantFrom(...channels)),
});

const count = fc.integer({ min: 0, max: 4 });
const furtherCaps = fc.record({
  perRequest: someAmounts,
  orderShare: mostlyNone(fc.integer({ min: 0, max: 100 })),
  quantity: mostlyNone(count),
  perWeek: someAmounts,
  perCustomer: mostlyNone(fc.record({ days, amounts })),
  perTeamMonth: someAmounts,
  counts: fc.record({
    perOrder: mostlyNone(count),
    perDay: mostlyNone(count),
    perWeek: mostlyNone(count),
    perTeamMonth: mostlyNone(count),
    perCustomer: mostlyNone(fc.record({ days, atMost: count })),
  }),
});

const schedule = fc.record({
  id: fc.uuid(),
  label: fc.constant("Peak"),
  from: moment,
  until: moment,
  percent: fc.integer({ min: 0, max: 300 }),
});

/** Of effects that grant nothing. */
const stopping = fc.oneof(
  fc.constant<Effect>({ kind: "refuse", sentence: "Not this one." }),
  fc
    .uniqueArray(
      fc.constantFrom<Approver>(
        { kind: "role", role: "supervisor" },
        { kind: "role", role: "admin" },
        { kind: "person", personId: "ann" },
        { kind: "department", departmentId: "quality" },
      ),
      { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) },
    )
    .map((chain): Effect => ({ kind: "approval", chain })),
);
const effect = fc.oneof({ weight: 6, arbitrary: fc.constant<Effect>({ kind: "grant" }) }, stopping);

/** As the contract takes them, but with short names for ids. */
export const policyRules: fc.Arbitrary<PolicyRule> = fc.record({
  id: fc.uuid(),
  roles: fc.uniqueArray(role, { minLength: 1 }),
  departmentIds: mostlyEmpty(department),
  personIds: mostlyEmpty(person),
  remedy,
  reasons: fc.uniqueArray(reason, { maxLength: 2 }),
  verifiedOrderOnly: fc.boolean(),
  when: conditions,
  effect,
  perOrder: amounts,
  perDay: amounts,
  caps: furtherCaps,
  schedules: fc.array(schedule, { maxLength: 2 }),
  photoAbove: amounts,
  photoAboveTrusted: amounts,
  packagingPhoto: fc.boolean(),
  auditShare: fc.constantFrom<number>(0, 0, 30),
});

const ruleSets = fc.array(policyRules, { maxLength: 8 });

const used = fc.integer({ min: 0, max: 6 });
const usedCount = fc.integer({ min: 0, max: 3 });
const at = 100;
const ago = fc.integer({ min: 0, max: 6 }).map((daysAgo) => at - daysAgo * day);
const newestFirst = <T>(list: T[], atOf: (each: T) => number) => list.sort((a, b) => atOf(b) - atOf(a));

export const decisionFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  storefrontId: fc.constant("storefront"),
  role,
  personId: fc.constantFrom("ann", "bo", "cy"),
  departmentIds: fc.uniqueArray(department),
  at: fc.constant(at),
  remedy,
  reason,
  currency,
  amountMinor: fc.integer({ min: 1, max: 12 }),
  orderGrantedMinor: used,
  orderGrantedCount: usedCount,
  orderPaidMinor: fc.integer({ min: 0, max: 30 }),
  orderAgeDays: limit,
  isDelivered: fc.boolean(),
  products: fc.array(
    fc.record({ sku: fc.constantFrom("CUP", "POT"), productType: fc.constantFrom("cups", "pots") }),
    { maxLength: 2 },
  ),
  quantity: count,
  dayUsedMinor: used,
  dayUsedCount: usedCount,
  weekUsedMinor: used,
  weekUsedCount: usedCount,
  teamUsedMinor: used,
  teamUsedCount: usedCount,
  customer: fc.record({
    id: fc.constant("customer"),
    tiers: fc.uniqueArray(fc.constantFrom("gold", "new", "old")),
    ageDays: limit,
    claimsAt: fc.array(ago, { maxLength: 4 }).map((times) => newestFirst(times, (each) => each)),
    grants: fc
      .array(fc.record({ at: ago, amountMinor: fc.integer({ min: 1, max: 4 }) }), { maxLength: 4 })
      .map((grants) => newestFirst(grants, (each) => each.at)),
  }),
  channel: fc.constantFrom(...channels),
  assurance: fc.constantFrom(...assurances),
  photoCount: fc.integer({ min: 0, max: 2 }),
  packagingPhotoCount: fc.integer({ min: 0, max: 1 }),
  isTrusted: fc.boolean(),
  auditDraw: fc.constantFrom(0.1, 0.3, 0.9),
  policyVersion: fc.constant(1),
});

/** Agents may refund USD for anything, without any limit that is ever met. */
export const openRule: PolicyRule = ruleOf({
  id: "open",
  roles: ["agent"],
  remedy: "refund",
  reasons: [],
  verifiedOrderOnly: false,
  perOrder: { USD: 1_000_000 },
  perDay: {},
  photoAbove: {},
  photoAboveTrusted: {},
});

const withCaps = (caps: Partial<PolicyRule["caps"]>) => ({ caps: { ...openRule.caps, ...caps } });
const withCounts = (counts: Partial<PolicyRule["caps"]["counts"]>) =>
  withCaps({ counts: { ...openRule.caps.counts, ...counts } });
const rarely = (cap: number) => cap % 4;

/** For each dimension what sets it, and nothing else, on a rule that limits nothing. */
export const lonelyCaps: { dimension: LimitDimension; over: (cap: number) => Partial<PolicyRule> }[] = [
  { dimension: "request_cap", over: (cap) => withCaps({ perRequest: { USD: cap } }) },
  { dimension: "order_cap", over: (cap) => ({ perOrder: { USD: cap } }) },
  { dimension: "order_share", over: (cap) => withCaps({ orderShare: cap * 8 }) },
  { dimension: "quantity", over: (cap) => withCaps({ quantity: rarely(cap) }) },
  { dimension: "day_budget", over: (cap) => ({ perDay: { USD: cap } }) },
  { dimension: "week_budget", over: (cap) => withCaps({ perWeek: { USD: cap } }) },
  {
    dimension: "customer_budget",
    over: (cap) => withCaps({ perCustomer: { days: 3, amounts: { USD: cap } } }),
  },
  { dimension: "team_budget", over: (cap) => withCaps({ perTeamMonth: { USD: cap } }) },
  { dimension: "order_count", over: (cap) => withCounts({ perOrder: rarely(cap) }) },
  { dimension: "day_count", over: (cap) => withCounts({ perDay: rarely(cap) }) },
  { dimension: "week_count", over: (cap) => withCounts({ perWeek: rarely(cap) }) },
  { dimension: "team_count", over: (cap) => withCounts({ perTeamMonth: rarely(cap) }) },
  {
    dimension: "customer_count",
    over: (cap) => withCounts({ perCustomer: { days: 3, atMost: rarely(cap) } }),
  },
  {
    dimension: "evidence",
    over: (cap) => ({ photoAbove: { USD: cap }, photoAboveTrusted: { USD: cap + 2 }, auditShare: 20 }),
  },
];

/** A rule that matches these facts for sure, with limits of any height. */
const ruleFor = (facts: DecisionFacts): fc.Arbitrary<PolicyRule> =>
  fc.tuple(policyRules, limit).map(([rule, cap]) => ({
    ...rule,
    roles: [facts.role],
    remedy: facts.remedy,
    reasons: [],
    verifiedOrderOnly: false,
    when: openRule.when,
    effect: { kind: "grant" },
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
