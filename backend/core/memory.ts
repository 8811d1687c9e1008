import { createRememberedActors, type RememberedActors } from "./remembered-actors.ts";

/** What a node remembers of callers and commands, to walk ahead on (walk-ahead.ts). */
export interface Memory {
  actors: RememberedActors;
  /**
   * Ids of commands that were answered here of late: whoever sends one again has to be given its answer. Whose they were is not
   * remembered: another's command of the same id is walked the usual way, and that is all.
   */
  answered: { has(commandId: string): boolean; add(commandId: string): void };
}

export const createMemory = (): Memory => ({ actors: createRememberedActors(), answered: createRecently() });

/** The last thousands, in two heaps of which the older is thrown away. */
function createRecently(atMost = 10_000): Memory["answered"] {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: (commandId) => young.has(commandId.toLowerCase()) || old.has(commandId.toLowerCase()),
    add(commandId) {
      if (young.size >= atMost) {
        old = young;
        young = new Set();
      }
      young.add(commandId.toLowerCase());
    },
  };
}
