/** Round values for a scale from 0 that reaches `most`, three or four of them; `steps` are what a step may be a power of. */
export function ticksUpTo(most: number, steps: readonly number[] = [1, 2, 5]): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [...steps.map((each) => each * power), 10 * power].find((each) => each >= rough) ?? rough;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

const minute = 60_000;
/** From a minute to weeks, each a few times the one before: a linear scale would show nothing but the longest wait. */
const waitMarks = [1, 10, 60, 360, 1440, 10_080, 40_320].map((each) => each * minute);

/** Where a wait stands on the logarithmic scale; what is shorter than a minute stands at its foot. */
export const waitHeight = (ms: number): number => Math.log(Math.max(ms, minute) / minute);
export const waitAt = (height: number): number => Math.exp(height) * minute;

/** As heights, up to the first mark that reaches `mostMs`. */
export function waitTicks(mostMs: number): number[] {
  const last = waitMarks.findIndex((each) => each >= mostMs);
  return waitMarks.slice(0, Math.max(2, last === -1 ? waitMarks.length : last + 1)).map(waitHeight);
}

/** Which of so many columns get a label below, so that the labels keep `room` apart. The last one always does. */
export function labelledColumns(count: number, width: number, room: number): number[] {
  const fitting = Math.max(1, Math.floor(width / room));
  const every = Math.max(1, Math.ceil(count / fitting));
  return Array.from({ length: count }, (_, index) => index).filter(
    (index) => (count - 1 - index) % every === 0,
  );
}

/** The column under a point, within the plot. */
export const columnAt = (x: number, width: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor((x / width) * count)));
