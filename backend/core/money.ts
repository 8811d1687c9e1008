/** Integers in minor units with an ISO 4217 code; no other file does arithmetic on money beyond + and -. */

/** Decimal places of a currency, as ISO 4217 has them: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** "1,234.56" of a merchant's file -> 123456. Null where it is no amount of that currency. */
export function parseMinor(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim().replaceAll(",", ""));
  if (match === null) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) return null;
  return sign === "-" ? -minor : minor;
}

/**
 * Shares `total` out by `weights`, to the last minor unit, by largest remainder (ties to the earlier): the shares add
 * up to `total`, and none is further than one minor unit from its exact share. Weights that are all 0 share evenly.
 * Weights are integers of at least 0; a negative total is shared out as its positive twin.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  if (total < 0) return allocate(-total, weights).map((share) => 0 - share);
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = sum === 0 ? weights.map(() => 1) : weights;
  const whole = BigInt(sum === 0 ? weights.length : sum);
  const exact = parts.map((weight) => BigInt(total) * BigInt(weight));
  const floors = exact.map((each) => each / whole);
  const remainders = exact.map((each, index) => ({
    index,
    rest: each % whole,
  }));
  let left = BigInt(total) - floors.reduce((a, b) => a + b, 0n);
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of remainders) {
    if (left === 0n) break;
    floors[index] = (floors[index] as bigint) + 1n;
    left -= 1n;
  }
  return floors.map(Number);
}

/** `amount` times `part` over `whole`, half a minor unit up. All of them at least 0, `whole` above. */
export function inProportion(amount: number, part: number, whole: number): number {
  const doubled = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
  return Number(doubled / (2n * BigInt(whole)));
}
