import type { Amounts, PolicyRule } from "../../backend/contract/policy.ts";

/** The four columns of figures, each an amount per currency. */
export const amountFields = ["perOrder", "perDay", "photoAbove", "photoAboveTrusted"] as const;
export type AmountField = (typeof amountFields)[number];

export interface LimitsDraft {
  /** The version that the draft was begun from. */
  basedOn: number;
  rules: PolicyRule[];
}

export function currenciesOf(rules: readonly PolicyRule[]): string[] {
  const named = rules.flatMap((rule) => amountFields.flatMap((field) => Object.keys(rule[field])));
  return [...new Set(named)].sort();
}

export function withAmount(
  rule: PolicyRule,
  field: AmountField,
  currency: string,
  minor: number | null,
): PolicyRule {
  const { [currency]: _before, ...rest } = rule[field];
  const amounts: Amounts = minor === null ? rest : { ...rest, [currency]: minor };
  return { ...rule, [field]: amounts };
}

export const newRule = (): PolicyRule => ({
  id: crypto.randomUUID(),
  roles: ["agent"],
  departmentIds: [],
  personIds: [],
  remedy: "refund",
  reasons: [],
  verifiedOrderOnly: false,
  when: {
    tiers: [],
    customerAgeDays: null,
    claims: null,
    given: null,
    orderAgeDays: null,
    isDelivered: null,
    productTypes: [],
    skus: [],
    channels: [],
  },
  effect: { kind: "grant" },
  perOrder: {},
  perDay: {},
  caps: {
    perRequest: {},
    orderShare: null,
    quantity: null,
    perWeek: {},
    perCustomer: null,
    perTeamMonth: {},
    counts: { perOrder: null, perDay: null, perWeek: null, perTeamMonth: null, perCustomer: null },
  },
  schedules: [],
  photoAbove: {},
  photoAboveTrusted: {},
  packagingPhoto: false,
  auditShare: 0,
});

/** The same whatever order keys and currencies stand in. */
function canonical(rule: PolicyRule): string {
  const sorted = (amounts: Amounts) => Object.entries(amounts).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([
    rule.remedy,
    rule.roles.toSorted(),
    rule.reasons.toSorted(),
    rule.verifiedOrderOnly,
    ...amountFields.map((field) => sorted(rule[field])),
  ]);
}

/** The ids of rules that are not as they are in force: changed, added or taken away. */
export function changedRules(before: readonly PolicyRule[], after: readonly PolicyRule[]): Set<string> {
  const changed = new Set<string>();
  const old = new Map(before.map((rule) => [rule.id, canonical(rule)]));
  for (const rule of after) if (old.get(rule.id) !== canonical(rule)) changed.add(rule.id);
  const kept = new Set(after.map(({ id }) => id));
  for (const { id } of before) if (!kept.has(id)) changed.add(id);
  return changed;
}
