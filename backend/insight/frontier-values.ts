const frontierValues = 40;

/**
 * Round heights for a limit, rising: from nothing to a bit above what was ever asked for or set, with those that must be
 * on the curve among them. `frontierValues` of them, fewer where the limit is small.
 */
export function chooseValues(asked: readonly number[], must: readonly number[]): number[] {
  const sorted = asked.toSorted((a, b) => a - b);
  // The very largest few would squeeze all that matters into the first points.
  const high = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const most = Math.max(high, ...must.map((each) => each * 1.5), 1);
  const steps = frontierValues - new Set(must).size - 1;
  const grain = Math.max(1, 10 ** (Math.floor(Math.log10(most / steps)) - 1));
  const values = new Set<number>(must);
  for (let nth = 0; nth <= steps; nth++) values.add(Math.round((most * nth) / steps / grain) * grain);
  return [...values].sort((a, b) => a - b);
}
