interface Waiting<Key, Value> {
  key: Key;
  resolve: (value: Value) => void;
  reject: (reason: unknown) => void;
}

/** Who asks within this of the query before waits for its end: the more ask, the more share a query. */
const gatheredMs = 5;

/**
 * Loads what many ask for at the same time in one query: ten thousand who come back at once would else be ten thousand
 * queries. `load` answers one value per key, in order. Nothing is remembered: who asks later is loaded anew. Alone, one
 * waits for nothing but the end of this turn of the event loop.
 */
export function gatherLoads<Key, Value>(
  largest: number,
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let gathered: Waiting<Key, Value>[] = [];
  let leftAt = Number.NEGATIVE_INFINITY;

  async function loadBatch(batch: readonly Waiting<Key, Value>[]): Promise<void> {
    try {
      const values = await load(batch.map(({ key }) => key));
      for (const [index, each] of batch.entries()) each.resolve(values[index] as Value);
    } catch (error) {
      for (const each of batch) each.reject(error);
    }
  }

  function loadGathered(): void {
    const all = gathered;
    gathered = [];
    leftAt = performance.now();
    for (let start = 0; start < all.length; start += largest)
      void loadBatch(all.slice(start, start + largest));
  }

  return (key) =>
    new Promise((resolve, reject) => {
      gathered.push({ key, resolve, reject });
      if (gathered.length > 1) return;
      const wait = leftAt + gatheredMs - performance.now();
      if (wait <= 0) setImmediate(loadGathered);
      else setTimeout(loadGathered, wait);
    });
}
