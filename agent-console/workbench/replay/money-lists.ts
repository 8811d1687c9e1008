import type { Amounts } from "../../../backend/contract/policy.ts";

/** "¥1,200, $30": amounts per currency, the largest figure first; null where nothing was given. */
export function amountsInWords(
  amounts: Amounts,
  money: (minor: number, currency: string) => string,
): string | null {
  const given = Object.entries(amounts).filter(([, minor]) => minor > 0);
  if (given.length === 0) return null;
  return given
    .sort(([, a], [, b]) => b - a)
    .map(([currency, minor]) => money(minor, currency))
    .join(" + ");
}

/** How long a bar is beside the longest of its list, from 0 to 1; bars of several currencies go by their cases. */
export function barShares(rows: readonly { extra: Amounts; count: number }[]): number[] {
  const currencies = new Set(rows.flatMap(({ extra }) => Object.keys(extra)));
  const isOneCurrency = currencies.size === 1;
  const weights = rows.map(({ extra, count }) => (isOneCurrency ? (Object.values(extra)[0] ?? 0) : count));
  const most = Math.max(1, ...weights);
  return weights.map((weight) => weight / most);
}
