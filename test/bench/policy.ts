import { createMongoAbility, subject } from "@casl/ability";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { limitsOf } from "../../backend/authority/limits.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { assurances, claimReasons, remedyKinds } from "../../backend/contract/vocabulary.ts";
import { plainSurroundings, ruleOf } from "../support/policies.ts";
import { type Measurement, median } from "./figure.ts";

const runs = 5;
const seed = 7;
const ruleCount = 200;
const asked = 20_000;

const currencies = ["USD", "EUR", "CNY"];
const staff = ["agent", "supervisor", "admin"] as const;
const limits = (most: number) => {
  const limit = fc.integer({ min: most / 10, max: most });
  return fc.record({ USD: limit, EUR: limit, CNY: limit }, { requiredKeys: ["USD"] });
};

/** As a shop would have them: each for some roles, one remedy and some reasons, with caps in up to three currencies. */
const spreadRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    id: fc.uuid(),
    roles: fc.subarray([...staff], { minLength: 1, maxLength: 2 }),
    remedy: fc.constantFrom(...remedyKinds),
    reasons: fc.subarray([...claimReasons], { maxLength: 4 }),
    verifiedOrderOnly: fc.boolean(),
    perOrder: limits(50_000),
    perDay: limits(500_000),
    photoAbove: limits(10_000),
    photoAboveTrusted: limits(20_000),
  })
  .map(ruleOf);

/** The worst that can be published: the index helps nothing, every rule may bear on every request. */
const crowdedRule = spreadRule.map(
  (rule): PolicyRule => ({ ...rule, roles: [...staff], remedy: "refund", verifiedOrderOnly: false }),
);

const facts: fc.Arbitrary<DecisionFacts> = fc.record({
  storefrontId: fc.constant("storefront"),
  role: fc.constantFrom(...staff),
  personId: fc.uuid(),
  remedy: fc.constantFrom(...remedyKinds),
  reason: fc.constantFrom(...claimReasons),
  currency: fc.constantFrom(...currencies),
  amountMinor: fc.integer({ min: 1, max: 12_000 }),
  orderGrantedMinor: fc.constantFrom(0, 0, 2000),
  dayUsedMinor: fc.integer({ min: 0, max: 40_000 }),
  assurance: fc.constantFrom(...assurances),
  photoCount: fc.integer({ min: 0, max: 2 }),
  ...plainSurroundings,
  isTrusted: fc.boolean(),
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
    return (each: DecisionFacts) => [decideRemedy(policy, each), limitsOf(policy, each)];
  };
  const [deciding, decidingCrowded, asking] = [decideWith(spread), decideWith(crowded), bareCasl(spread)];
  const own: number[] = [];
  const worst: number[] = [];
  const bare: number[] = [];
  // The first round compiles and warms up, and is not counted.
  for (let round = 0; round <= runs; round++) {
    const took = [
      timed(questions, deciding),
      timed(refunds, decidingCrowded),
      timed(questions, asking),
    ] as const;
    if (round === 0) continue;
    own.push(took[0]);
    worst.push(took[1]);
    bare.push(took[2]);
  }
  const reference = { name: "bare CASL over 200 rules, without reasons", values: bare };
  return [
    { name: "decision with its reasons over 200 rules", unit: "µs", values: own, goal: { atMost: 20 } },
    { name: "the same beside bare CASL", unit: "µs", values: own, reference },
    {
      name: "the same with all 200 rules on one remedy and every role",
      unit: "µs",
      values: worst,
      reference,
    },
  ];
}
