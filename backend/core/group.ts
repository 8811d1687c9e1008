/**
 * Group commit: while one batch is being carried out the next one gathers. Alone, a command does not wait at all.
 * `carryOut` returns one conclusion per item, run in order; if it throws, every item of the batch fails.
 */
export interface Group<Item, Result> {
  join(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

export function createGroup<Item, Result>(
  largest: number,
  carryOut: (items: Item[]) => Promise<(() => Result)[]>,
): Group<Item, Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function carryOutBatch(batch: readonly Waiting<Item, Result>[]): Promise<() => void> {
    try {
      const conclusions = await carryOut(batch.map((each) => each.item));
      return () => {
        for (const [index, each] of batch.entries()) {
          try {
            each.resolve((conclusions[index] as () => Result)());
          } catch (error) {
            each.reject(error);
          }
        }
      };
    } catch (error) {
      return () => {
        for (const each of batch) each.reject(error);
      };
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (gathered.length > 0) {
      const batch = gathered.slice(0, largest);
      gathered = gathered.slice(largest);
      const conclude = await carryOutBatch(batch);
      // Those who have gathered are on their way to the database before these are told: it need not wait for our telling.
      setImmediate(conclude);
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
