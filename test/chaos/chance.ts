/** Chance that can be dealt again: the same seed gives the same numbers, whoever else draws in between. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** True in this share of cases. */
  is(share: number): boolean;
  /** A whole number from 0 below `count`. */
  below(count: number): number;
  between(least: number, most: number): number;
  /** Undefined of an empty list alone. */
  pick<T>(list: readonly T[]): T | undefined;
  /** A source of its own for somebody with this name. */
  of(name: string): Chance;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return value >>> 0;
}

/** Mulberry32: small, and even enough to deal faults with. */
export function createChance(seed: string): Chance {
  let state = hash(seed);
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    is: (share) => next() < share,
    below,
    between: (least, most) => least + next() * (most - least),
    pick: (list) => list[below(list.length)],
    of: (name) => createChance(`${seed}/${name}`),
  };
}
