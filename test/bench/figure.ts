/** One thing measured in several runs, beside its reference from the same runs, in their order. */
export interface Measurement {
  name: string;
  unit: string;
  values: number[];
  reference?: { name: string; values: number[] };
  goal?: Goal;
}

/** Of the ratio to the reference, or of the value itself where there is none. */
export type Goal = { atLeast: number } | { atMost: number };

/** As the last line of a bench carries it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  reference: number | null;
  ratio: number | null;
  goal: string | null;
  met: boolean | null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Run by run, and then the median: a machine's speed may change by a factor of two between one run and the next, and those made
 * one after the other share it. What was not run in pairs is compared by its medians.
 */
function ratioOf(values: readonly number[], reference: readonly number[]): number {
  if (values.length !== reference.length) return median(values) / median(reference);
  return median(values.map((value, run) => value / (reference[run] as number)));
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function figureOf({ name, unit, values, reference, goal }: Measurement): Figure {
  const value = median(values);
  const beside = reference === undefined ? null : median(reference.values);
  const ratio = reference === undefined ? null : ratioOf(values, reference.values);
  return {
    name,
    value: rounded(value),
    unit,
    reference: beside === null ? null : rounded(beside),
    ratio: ratio === null ? null : rounded(ratio),
    goal: goal === undefined ? null : sentenceOf(goal, ratio !== null),
    met: goal === undefined ? null : isMet(goal, ratio ?? value),
  };
}

const isMet = (goal: Goal, measured: number): boolean =>
  "atLeast" in goal ? measured >= goal.atLeast : measured <= goal.atMost;

function sentenceOf(goal: Goal, isRatio: boolean): string {
  const limit = "atLeast" in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  return isRatio ? `${limit} times the reference` : limit;
}

const spread = (values: readonly number[]): string =>
  `${rounded(Math.min(...values))}–${rounded(Math.max(...values))}`;

/** For people: the median, the smallest and largest run, and the reference beside it; the ratio is that of the runs. */
export function lineOf(measurement: Measurement): string {
  const { name, unit, values, reference } = measurement;
  const { value, ratio, goal, met } = figureOf(measurement);
  const own = `${name}: ${value} ${unit} (${spread(values)}, ${values.length} runs)`;
  const beside =
    reference === undefined
      ? ""
      : `; ${reference.name}: ${rounded(median(reference.values))} ${unit} (${spread(reference.values)}); ratio ${ratio}`;
  return `${own}${beside}${goal === null ? "" : `; goal ${goal}: ${met === true ? "met" : "missed"}`}`;
}
