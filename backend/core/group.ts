import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Group commit: while one batch is being carried out the next one gathers, and it goes when some turns of the event loop bring
 * nobody more: a commit costs as much as a dozen commands. Alone, a command waits for these turns, a fraction of a millisecond.
 */
export interface Group<Item, Result> {
  join(item: Item): Promise<Result>;
}

interface Parts<Item, Verdict, Result> {
  /** How many may go together. */
  largest: number;
  /** Says of each what has become of it, all at once or as it comes to them. If it throws, every one of which it has said nothing fails. */
  carryOut(items: Item[], say: (verdicts: ReadonlyMap<Item, Verdict>) => void): Promise<void>;
  /** What a verdict is for who waits for it, or throws; called in the order in which they came, a turn later. */
  conclude(verdict: Verdict): Result;
}

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

export function createGroup<Item extends object, Verdict, Result>({
  largest,
  carryOut,
  conclude,
}: Parts<Item, Verdict, Result>): Group<Item, Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function carryOutBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let waiting = batch;
    const tell = (verdicts: ReadonlyMap<Item, Verdict>) => {
      const told = waiting;
      waiting = told.filter(({ item }) => !verdicts.has(item));
      for (const { item, resolve, reject } of told) {
        const verdict = verdicts.get(item);
        if (verdict === undefined) continue;
        try {
          resolve(conclude(verdict));
        } catch (error) {
          reject(error);
        }
      }
    };
    const failRest = (error: unknown) => {
      for (const { reject } of waiting) reject(error);
    };
    try {
      // Told in the turn in which the next ones gather, among them those who answer at once.
      await carryOut(
        batch.map((each) => each.item),
        (verdicts) => setImmediate(tell, verdicts),
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
