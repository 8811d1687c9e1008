export const frontierValues = 40;

/**
 * Round heights for a limit, rising: from nothing to a bit above what was ever asked for or set, with those that must be
 * on the curve among them. At most `frontierValues`.
 */
export function chooseValues(asked: readonly number[], must: readonly number[]): number[] {
  const sorted = asked.toSorted((a, b) => a - b);
  // The very largest few would squeeze all that matters into the first points.
  const high = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const most = Math.max(high, ...must.map((each) => each * 1.5), 1);
  const step = roundUp(most / (frontierValues - must.length - 1));
  const values = new Set<number>(must);
  for (let value = 0; values.size < frontierValues && value <= most + step; value += step) values.add(value);
  return [...values].sort((a, b) => a - b);
}

/** To 1, 2, 2.5 or 5 times a power of ten; at least 1. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= value) ?? 10;
  return Math.max(1, Math.ceil(factor * power));
}
