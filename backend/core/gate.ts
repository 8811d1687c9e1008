import { refuse } from "./refusal.ts";

/**
 * Whoever passes is counted until they are through, and a drain shuts it and waits for them. A number, not a set of promises: every
 * command passes here, and what it leaves outlives it to the next collection.
 */
export interface Gate {
  /** Refuses `draining` once it is shut. */
  enter(): void;
  leave(): void;
  /** Resolves when nobody is under way any more. */
  drain(): Promise<void>;
}

/** `outer`: this gate lies within another, and whoever passes it passes both. */
export function createGate(outer?: Gate): Gate {
  let isShut = false;
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    enter() {
      if (isShut) refuse("draining", {});
      outer?.enter();
      count += 1;
    },
    leave() {
      outer?.leave();
      count -= 1;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    drain() {
      isShut = true;
      return new Promise((resolve) => (count === 0 ? resolve() : void waiting.push(resolve)));
    },
  };
}
