/** A linear scale and its inverse; a domain without width maps everything to the middle. */
export interface Scale {
  (value: number): number;
  invert(at: number): number;
  domain: readonly [number, number];
}

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const width = to - from;
  const scale = (value: number) =>
    width === 0 ? (start + end) / 2 : start + ((value - from) / width) * (end - start);
  const invert = (at: number) => (end === start ? from : from + ((at - start) / (end - start)) * width);
  return Object.assign(scale, { invert, domain });
}

/** Round values between the two, about as many as asked: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(from: number, to: number, about: number): number[] {
  if (!(to > from) || about < 1) return [from];
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
