import type { Amounts, PolicyRule } from "../../../backend/contract/policy.ts";

/** Without a figure that is empty: a currency that is not named is not covered. */
export function withAmount(amounts: Amounts, currency: string, minor: number | null): Amounts {
  const { [currency]: _before, ...rest } = amounts;
  return minor === null ? rest : { ...rest, [currency]: minor };
}

const moneyOf = (rule: PolicyRule): Amounts[] => [
  rule.perOrder,
  rule.perDay,
  rule.photoAbove,
  rule.photoAboveTrusted,
  rule.caps.perRequest,
  rule.caps.perWeek,
  rule.caps.perTeamMonth,
  rule.caps.perCustomer?.amounts ?? {},
  rule.when.given?.atLeast ?? {},
  rule.when.given?.atMost ?? {},
];

export function currenciesOf(rules: readonly PolicyRule[]): string[] {
  return [...new Set(rules.flatMap((rule) => moneyOf(rule).flatMap((each) => Object.keys(each))))].sort();
}

const firstMinor = 10_000;

/** A figure to begin from in each currency that the rule covers: so many times what it allows for an order. */
export function moneyNear(rule: PolicyRule, times: number): Amounts {
  const covered = Object.entries(rule.perOrder);
  const near = covered.length > 0 ? covered : currenciesOf([rule]).map((code) => [code, firstMinor] as const);
  const amounts = near.length > 0 ? near : [["CNY", firstMinor] as const];
  return Object.fromEntries(amounts.map(([code, minor]) => [code, Math.round(minor * times)]));
}
