import type { PolicyRule } from "../../backend/contract/policy.ts";
import { type ClaimReason, claimReasons } from "../../backend/contract/vocabulary.ts";
import { day } from "../../backend/core/clock.ts";
import { ruleOf } from "../support/policies.ts";

const each = (minor: number) => ({ CNY: minor, USD: minor });
const idOf = (nth: number) => `00000000-0000-7000-8000-${String(nth).padStart(12, "0")}`;

/** Budgets of every kind: person, customer, order and team, by amount and by count. */
const caps = {
  perRequest: each(60_000),
  orderShare: 90,
  quantity: 6,
  perWeek: each(2_000_000),
  perCustomer: { days: 90, amounts: each(120_000) },
  perTeamMonth: each(90_000_000),
  counts: {
    perOrder: 4,
    perDay: 60,
    perWeek: 300,
    perTeamMonth: 30_000,
    perCustomer: { days: 30, atMost: 6 },
  },
};

/** 32 rules by role, remedy and reason, and 18 across them with conditions, schedules and audits: every decision meets several. */
export function fiftyRules(): PolicyRule[] {
  const rules: PolicyRule[] = [];
  const add = (rule: Omit<Parameters<typeof ruleOf>[0], "id" | "verifiedOrderOnly" | "photoAboveTrusted">) =>
    rules.push(
      ruleOf({
        id: idOf(rules.length + 1),
        verifiedOrderOnly: false,
        photoAboveTrusted: {},
        ...rule,
      }),
    );
  for (const remedy of ["refund", "reship"] as const) {
    for (const reason of claimReasons) {
      add({
        roles: ["agent"],
        remedy,
        reasons: [reason],
        perOrder: each(25_000),
        perDay: each(500_000),
        photoAbove: each(15_000),
        caps,
      });
      add({
        roles: ["supervisor", "admin"],
        remedy,
        reasons: [reason],
        perOrder: each(500_000),
        perDay: {},
        photoAbove: {},
      });
    }
  }
  for (let nth = 0; nth < 18; nth++) {
    const reasons = claimReasons.slice(nth % 5, (nth % 5) + 3) as ClaimReason[];
    add({
      roles: ["agent"],
      remedy: nth % 3 === 0 ? "reship" : "refund",
      reasons,
      perOrder: each(30_000 + nth * 500),
      perDay: each(600_000),
      photoAbove: each(20_000),
      auditShare: nth % 4,
      when: {
        customerAgeDays: { atLeast: nth * 5, atMost: null },
        orderAgeDays: { atLeast: null, atMost: 60 },
        claims: { days: 90, atMost: 10 },
        given: { days: 180, atMost: each(200_000) },
        ...(nth % 6 === 0 ? { tiers: ["vip"] } : {}),
      },
      schedules: [
        { id: idOf(900 + nth), label: "Peak", from: 0, until: Date.UTC(2030, 0) - nth * day, percent: 120 },
      ],
      caps,
    });
  }
  return rules;
}
