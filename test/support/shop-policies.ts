import fc from "fast-check";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { claimReasons, type Role } from "../../backend/contract/vocabulary.ts";
import { newId } from "../../backend/core/ids.ts";
import { ruleOf } from "./policies.ts";

/** Of the size that a shop's orders have, so that months of cases meet every kind of limit. */
const amounts = (least: number, most: number) =>
  fc.record({ CNY: fc.integer({ min: least, max: most }), USD: fc.integer({ min: least, max: most }) });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const count = (most: number) => rarely(fc.integer({ min: 1, max: most }));
const none = fc.constant({});
const window = fc.constantFrom(7, 60);
const upToThree = fc.integer({ min: 0, max: 3 });
const someEnds = { requiredKeys: ["days" as const] };
const sometimes = (least: number, most: number) => fc.oneof(none, amounts(least, most));

const shopRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    roles: fc.constantFrom<Role[]>(["agent"], ["agent", "supervisor"]),
    remedy: fc.constantFrom("refund" as const, "refund" as const, "reship" as const),
    reasons: fc.subarray([...claimReasons], { maxLength: 5 }),
    verifiedOrderOnly: fc.boolean(),
    perOrder: amounts(1000, 60_000),
    perDay: sometimes(20_000, 200_000),
    photoAbove: sometimes(1000, 30_000),
    photoAboveTrusted: fc.constant({}),
    effect: fc.oneof(
      { weight: 8, arbitrary: fc.constant({ kind: "grant" as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: "refuse" as const, sentence: "Not this." }) },
    ),
    when: fc.record({
      given: rarely(
        fc.record({ days: window, atLeast: amounts(1000, 20_000), atMost: amounts(1000, 60_000) }, someEnds),
      ),
      claims: rarely(fc.record({ days: window, atLeast: upToThree, atMost: upToThree }, someEnds)),
    }),
    caps: fc.record({
      perRequest: sometimes(1000, 40_000),
      perWeek: sometimes(100_000, 800_000),
      perTeamMonth: sometimes(1_000_000, 5_000_000),
      perCustomer: rarely(fc.record({ days: fc.constantFrom(7, 60), amounts: amounts(2000, 60_000) })),
      counts: fc.record({
        perOrder: count(3),
        perDay: count(8),
        perWeek: count(30),
        perTeamMonth: count(300),
        perCustomer: rarely(
          fc.record({ days: fc.constantFrom(7, 60), atMost: fc.integer({ min: 0, max: 3 }) }),
        ),
      }),
    }),
    auditShare: fc.constantFrom(0, 0, 20),
  })
  .map((rule) => ruleOf({ ...rule, id: newId() }));

export const shopRules = fc.array(shopRule, { minLength: 1, maxLength: 6 });
