/**
 * Group commit: while one batch is being carried out the next one gathers. Alone, a command does not wait at all.
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
      // Those who have gathered are on their way to the database before these are told: it need not wait for our telling.
      await carryOut(
        batch.map((each) => each.item),
        (concluded) => setImmediate(tell, concluded),
      );
    } catch (error) {
      setImmediate(failRest, error);
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (gathered.length > 0) {
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
        // Those who arrive in the same turn of the event loop share the first batch.
        if (gathered.length === 1 && !isRunning) setImmediate(() => void run());
      }),
  };
}
