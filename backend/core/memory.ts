import { createRememberedActors, type RememberedActors } from "./remembered-actors.ts";

/** What a node remembers of callers and commands, to walk ahead on (walk-ahead.ts). */
export interface Memory {
  actors: RememberedActors;
  /**
   * Ids of commands that were answered here of late: whoever sends one again has to be given its answer. A guess: of one that is
   * not remembered the receipt is in the way, and one of another person or in other letters is walked the usual way, and that is all.
   */
  answered: { has(commandId: string): boolean; add(commandId: string): void };
}

export const createMemory = (): Memory => ({ actors: createRememberedActors(), answered: createRecently() });

/**
 * Some thousands of the last, each in the one place that is its own: whichever falls on it next takes it. A set of so many
 * grows, is thrown away and is read all over memory, for a guess whose failing costs no more than a second walk.
 */
function createRecently(places = 16_384): Memory["answered"] {
  const kept = new Array<string>(places).fill("");
  /** FNV-1a of the end, which is random in every kind of UUID. */
  const placeOf = (id: string): number => {
    let hash = 0x811c9dc5;
    for (let index = id.length - 8; index < id.length; index++) {
      hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
    }
    return (hash >>> 0) % places;
  };
  return {
    has: (commandId) => kept[placeOf(commandId)] === commandId,
    add(commandId) {
      kept[placeOf(commandId)] = commandId;
    },
  };
}
