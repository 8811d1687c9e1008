import { createRememberedActors, type RememberedActors } from "./remembered-actors.ts";

/** What a node remembers of callers and commands, to walk ahead on (walk-ahead.ts). */
export interface Memory {
  actors: RememberedActors;
  /** Receipts that were written here of late: whoever sends such a command again has to be given its answer. */
  answered: { has(receiptId: string): boolean; add(receiptId: string): void };
}

export const createMemory = (): Memory => ({ actors: createRememberedActors(), answered: createRecently() });

/** The last thousands, in two heaps of which the older is thrown away. */
function createRecently(atMost = 10_000): Memory["answered"] {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: (id) => young.has(id) || old.has(id),
    add(id) {
      if (young.size >= atMost) {
        old = young;
        young = new Set();
      }
      young.add(id);
    },
  };
}
