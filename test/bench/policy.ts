import { createMongoAbility, subject } from "@casl/ability";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy, judge } from "../../backend/authority/decide.ts";
import { explain } from "../../backend/authority/explain.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { Amounts, PolicyRule } from "../../backend/contract/policy.ts";
import { assurances, claimReasons, remedyKinds } from "../../backend/contract/vocabulary.ts";
import { day } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { ruleOf } from "../support/policies.ts";
import { type Measurement, median } from "./figure.ts";

const runs = 5;
const seed = 7;
const at = Date.UTC(2026, 10, 22, 12);
const ruleCount = 200;
const asked = 20_000;

const currencies = ["USD", "EUR", "CNY"];
const staff = ["agent", "supervisor", "admin"] as const;
const limits = (most: number) => {
  const limit = fc.integer({ min: most / 10, max: most });
  return fc.record(
    { USD: limit, EUR: limit, CNY: limit },
    { requiredKeys: ["USD"] },
  ) as fc.Arbitrary<Amounts>;
};

/** Null in as many of as many and one. */
const mostlyNull = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(null) }, arbitrary);
const days = fc.constantFrom(30, 90, 365);
const count = fc.integer({ min: 2, max: 20 });

/** Half of all rules ask for something beside who, remedy, reason and currency; some for several things. */
const when = fc.record({
  tiers: fc.oneof({ weight: 5, arbitrary: fc.constant<string[]>([]) }, fc.constant<string[]>(["gold"])),
  customerAgeDays: fc.constant(null),
  claims: mostlyNull(fc.record({ days, atMost: fc.integer({ min: 0, max: 4 }) }), 4),
  given: mostlyNull(fc.record({ days, atMost: limits(80_000) }), 9),
  orderAgeDays: mostlyNull(
    fc.record({ atLeast: fc.constant(null), atMost: fc.integer({ min: 30, max: 200 }) }),
    3,
  ),
  isDelivered: mostlyNull(fc.boolean(), 9),
  productTypes: fc.oneof(
    { weight: 6, arbitrary: fc.constant<string[]>([]) },
    fc.constant<string[]>(["cups", "pots"]),
  ),
  skus: fc.constant<string[]>([]),
  channels: fc.constant<"chat"[]>([]),
});

const caps = fc.record({
  perRequest: fc.oneof(fc.constant({}), limits(40_000)),
  orderShare: mostlyNull(fc.integer({ min: 20, max: 100 }), 3),
  quantity: mostlyNull(count, 4),
  perWeek: fc.oneof(fc.constant({}), limits(900_000)),
  perCustomer: mostlyNull(fc.record({ days, amounts: limits(200_000) }), 3),
  perTeamMonth: fc.oneof(fc.constant({}), limits(9_000_000)),
  counts: fc.record({
    perDay: mostlyNull(fc.integer({ min: 20, max: 80 }), 4),
    perOrder: mostlyNull(count, 4),
  }),
});

const effect = fc.oneof(
  { weight: 9, arbitrary: fc.constant({ kind: "grant" as const }) },
  fc.constant({ kind: "refuse" as const, sentence: "Not this one." }),
);

/** As a shop would have them: each for some roles, one remedy and some reasons, with caps in up to three currencies. */
const spreadRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    id: fc.uuid(),
    roles: fc.subarray([...staff], { minLength: 1, maxLength: 2 }),
    remedy: fc.constantFrom(...remedyKinds),
    reasons: fc.subarray([...claimReasons], { maxLength: 4 }),
    verifiedOrderOnly: fc.boolean(),
    when,
    effect,
    perOrder: limits(50_000),
    perDay: limits(500_000),
    caps,
    schedules: fc.constant<PolicyRule["schedules"]>([
      { id: newId(), label: "Peak", from: at - day, until: at + day, percent: 150 },
    ]),
    photoAbove: limits(10_000),
    photoAboveTrusted: limits(20_000),
    auditShare: fc.constantFrom(0, 2),
  })
  .map((rule) => ruleOf(rule));

/** The worst that can be published: the index helps nothing, every rule may bear on every request. */
const crowdedRule = spreadRule.map(
  (rule): PolicyRule => ({
    ...rule,
    roles: [...staff],
    remedy: "refund",
    reasons: [],
    verifiedOrderOnly: false,
    effect: { kind: "grant" },
  }),
);

const ago = fc.integer({ min: 1, max: 400 }).map((daysAgo) => at - daysAgo * day);
const newest = (a: number, b: number) => b - a;

const facts: fc.Arbitrary<DecisionFacts> = fc.record({
  storefrontId: fc.constant("storefront"),
  role: fc.constantFrom(...staff),
  personId: fc.uuid(),
  departmentIds: fc.constant<string[]>([]),
  at: fc.constant(at),
  remedy: fc.constantFrom(...remedyKinds),
  reason: fc.constantFrom(...claimReasons),
  currency: fc.constantFrom(...currencies),
  amountMinor: fc.integer({ min: 1, max: 12_000 }),
  orderGrantedMinor: fc.constantFrom(0, 0, 2000),
  orderGrantedCount: fc.constantFrom(0, 0, 1),
  orderPaidMinor: fc.integer({ min: 5000, max: 60_000 }),
  orderAgeDays: fc.integer({ min: 0, max: 120 }),
  isDelivered: fc.boolean(),
  products: fc.array(
    fc.record({ sku: fc.constantFrom("CUP", "POT"), productType: fc.constantFrom("cups", "pots") }),
    { minLength: 1, maxLength: 3 },
  ),
  quantity: fc.integer({ min: 0, max: 4 }),
  dayUsedMinor: fc.integer({ min: 0, max: 40_000 }),
  dayUsedCount: fc.integer({ min: 0, max: 15 }),
  weekUsedMinor: fc.integer({ min: 0, max: 90_000 }),
  weekUsedCount: fc.integer({ min: 0, max: 60 }),
  teamUsedMinor: fc.integer({ min: 0, max: 900_000 }),
  teamUsedCount: fc.integer({ min: 0, max: 600 }),
  customer: fc.record({
    id: fc.uuid(),
    tiers: fc.constantFrom<string[]>([], ["gold"]),
    ageDays: fc.integer({ min: 0, max: 900 }),
    claimsAt: fc.array(ago, { maxLength: 8 }).map((times) => times.sort(newest)),
    grants: fc
      .array(ago, { maxLength: 8 })
      .map((times) => times.sort(newest).map((then) => ({ at: then, amountMinor: 3000 }))),
  }),
  channel: fc.constantFrom("chat" as const, "claim" as const),
  assurance: fc.constantFrom(...assurances),
  photoCount: fc.integer({ min: 0, max: 2 }),
  packagingPhotoCount: fc.constant(0),
  isTrusted: fc.boolean(),
  auditDraw: fc.double({ min: 0, max: 0.99, noNaN: true }),
  policyVersion: fc.constant(1),
});

const draw = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { numRuns, seed });

/** Microseconds of one call at the median, each call timed by itself. */
function timed(calls: readonly DecisionFacts[], ask: (facts: DecisionFacts) => unknown): number {
  const nanoseconds = calls.map((each) => {
    const began = process.hrtime.bigint();
    ask(each);
    return Number(process.hrtime.bigint() - began);
  });
  return median(nanoseconds) / 1000;
}

/** One plain `can` per rule, asked what none of them grants, so that all 200 are walked. */
function bareCasl(rules: readonly PolicyRule[]): (facts: DecisionFacts) => boolean {
  const ability = createMongoAbility(
    rules.map((rule) => ({
      action: "grant",
      subject: "Remedy",
      conditions: {
        remedy: rule.remedy,
        role: { $in: rule.roles },
        amountMinor: { $lte: rule.perOrder.USD ?? 0 },
      },
    })),
  );
  return (each) => ability.can("grant", subject("Remedy", { ...each, amountMinor: Number.MAX_SAFE_INTEGER }));
}

export async function run(): Promise<Measurement[]> {
  const questions = draw(facts, asked);
  const refunds = questions.map((each): DecisionFacts => ({ ...each, remedy: "refund" }));
  const spread = draw(spreadRule, ruleCount);
  const crowded = draw(crowdedRule, ruleCount);
  const decideWith = (rules: readonly PolicyRule[]) => {
    const policy = compilePolicy(1, rules);
    return (each: DecisionFacts) => decideRemedy(policy, each);
  };
  const spreadPolicy = compilePolicy(1, spread);
  const [deciding, decidingCrowded, asking] = [decideWith(spread), decideWith(crowded), bareCasl(spread)];
  const explaining = (each: DecisionFacts) => explain(spreadPolicy, each);
  const replaying = (each: DecisionFacts) => judge(spreadPolicy, each);
  const own: number[] = [];
  const explained: number[] = [];
  const judged: number[] = [];
  const worst: number[] = [];
  const bare: number[] = [];
  // The first round compiles and warms up, and is not counted.
  for (let round = 0; round <= runs; round++) {
    const took = [
      timed(questions, deciding),
      timed(refunds, decidingCrowded),
      timed(questions, asking),
      timed(questions, explaining),
      timed(questions, replaying),
    ] as const;
    if (round === 0) continue;
    own.push(took[0]);
    worst.push(took[1]);
    bare.push(took[2]);
    explained.push(took[3]);
    judged.push(took[4]);
  }
  const reference = { name: "bare CASL over 200 rules, without reasons", values: bare };
  return [
    { name: "decision with its reasons over 200 rules", unit: "µs", values: own, goal: { atMost: 20 } },
    { name: "the same beside bare CASL", unit: "µs", values: own, reference },
    { name: "the same by the limits alone, as a replay asks it", unit: "µs", values: judged, reference },
    { name: "its whole explanation", unit: "µs", values: explained, goal: { atMost: 20 } },
    {
      name: "the same with all 200 rules on one remedy and every role",
      unit: "µs",
      values: worst,
      reference,
    },
  ];
}
