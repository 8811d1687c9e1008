/** Counts what is under way, for whoever waits until nothing is any more. */
export interface UnderWay {
  begin(): void;
  end(): void;
  over(): Promise<void>;
}

/** A number, not a set of promises: every command passes here twice, and what it leaves outlives it to the next collection. */
export function createUnderWay(): UnderWay {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    over: () => new Promise((resolve) => (count === 0 ? resolve() : void waiting.push(resolve))),
  };
}
