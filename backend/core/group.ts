import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Group commit: while one batch is being carried out the next one gathers, and it goes when some turns of the event loop bring
 * nobody more: a commit costs as much as a dozen commands. Alone, a command waits for these turns, a fraction of a millisecond.
 * `carryOut` hands over conclusions as it comes to them, run in order, a turn later; if it throws, every item that has none fails.
 */
export interface Group<Item, Result> {
  join(item: Item): Promise<Result>;
}

export type Concluded<Item, Result> = readonly (readonly [Item, () => Result])[];

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

/** Whoever comes in an endless stream does not keep those before it waiting. */
const gatherForMs = 3;

/** So often the event loop looks for what has come in before it is said that nobody has. */
const looks = 3;

async function lookForMore(): Promise<void> {
  for (let look = 0; look < looks; look++) await nextTurn();
}

export function createGroup<Item extends object, Result>(
  largest: number,
  carryOut: (items: Item[], conclude: (concluded: Concluded<Item, Result>) => void) => Promise<void>,
): Group<Item, Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function carryOutBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const waiting = new Map(batch.map((each) => [each.item, each]));
    const tell = (concluded: Concluded<Item, Result>) => {
      for (const [item, conclusion] of concluded) {
        const { resolve, reject } = waiting.get(item) as Waiting<Item, Result>;
        waiting.delete(item);
        try {
          resolve(conclusion());
        } catch (error) {
          reject(error);
        }
      }
    };
    const failRest = (error: unknown) => {
      for (const { reject } of waiting.values()) reject(error);
    };
    try {
      // Told in the turn in which the next ones gather, among them those who answer at once.
      await carryOut(
        batch.map((each) => each.item),
        (concluded) => setImmediate(tell, concluded),
      );
    } catch (error) {
      setImmediate(failRest, error);
    }
  }

  async function gather(): Promise<void> {
    const until = performance.now() + gatherForMs;
    let before = 0;
    while (gathered.length > before && gathered.length < largest && performance.now() < until) {
      before = gathered.length;
      await lookForMore();
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (gathered.length > 0) {
      await gather();
      const batch = gathered.slice(0, largest);
      gathered = gathered.slice(largest);
      await carryOutBatch(batch);
    }
    isRunning = false;
  }

  return {
    join: (item) =>
      new Promise((resolve, reject) => {
        gathered.push({ item, resolve, reject });
        if (!isRunning) void run();
      }),
  };
}
