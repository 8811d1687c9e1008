import { column } from "./columns.ts";
import type { Reader } from "./reader.ts";
import type { Statement } from "./statements.ts";
import { defineTable, type Table } from "./table.ts";

/**
 * Counters that rise whenever a row changes that says who somebody is and what they may (`stampedBy` of its table). An actor that
 * was read under some counts is still the same while these counts stand, and comparing them costs a fraction of reading anew.
 */
export interface IdentityStampRow {
  id: number;
  version: number;
}

export const identityStamps = defineTable<IdentityStampRow>("identity_stamps", {
  columns: { id: column.numberKey(), version: column.int() },
});

/** Few enough to be read at once, many enough that one person's change concerns hardly anybody else. */
export const stampCount = 64;

/** FNV-1a; every node must come to the same. */
export function stampOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % stampCount;
}

/** By stamp; one that was never raised has no row. Read before the actors are: what changes in between makes them look older, never younger. */
export async function readStamps(reader: Reader): Promise<number[]> {
  const rows = await reader.sql<IdentityStampRow>("SELECT `id`, `version` FROM `identity_stamps`");
  const versions = new Array<number>(stampCount).fill(0);
  for (const { id, version } of rows) versions[id] = version;
  return versions;
}

/** What a transaction's changes raise. */
export interface StampNotes {
  /** Of a row that is changed or removed, by what it was reached by. */
  note(table: Table<object>, key: object): void;
  /** The statement that raises them, said last so that nobody waits for them longer than need be. */
  take(): Statement[];
}

export function createStampNotes(): StampNotes {
  let concernsAll = false;
  const stamps = new Set<number>();
  return {
    note({ stampedBy }, key) {
      if (stampedBy === null) return;
      const ids = stampedBy.map((name) => (key as Record<string, unknown>)[name]);
      const named = ids.filter((id) => typeof id === "string");
      if (named.length === 0) concernsAll = true;
      for (const id of named) stamps.add(stampOf(id));
    },
    take() {
      if (!concernsAll && stamps.size === 0) return [];
      const raised = concernsAll ? Array.from({ length: stampCount }, (_, stamp) => stamp) : [...stamps];
      concernsAll = false;
      stamps.clear();
      const rows = raised.sort((a, b) => a - b).map((stamp) => `(${stamp}, 1)`);
      const sql =
        `INSERT INTO \`identity_stamps\` (\`id\`, \`version\`) VALUES ${rows.join(", ")} ` +
        "ON DUPLICATE KEY UPDATE `version` = `version` + 1";
      return [{ sql, parameters: [] }];
    },
  };
}

/** More of them are found by walking through all than one by one, in half the time. */
const stampsNamed = 16;

/**
 * True in SQL while these stamps together stand as they did: each only rises. Of many, all are compared; what was raised
 * in vain costs a question more, and is as rare as a sign-out.
 */
export function stampsStandAt(stamps: ReadonlySet<number>, versions: readonly number[]): string {
  const isOfAll = stamps.size > stampsNamed;
  const compared = isOfAll ? versions : [...stamps].map((stamp) => versions[stamp] ?? 0);
  const sum = compared.reduce((before, version) => before + version, 0);
  const which = isOfAll ? "" : ` WHERE \`id\` IN (${[...stamps].join(", ")})`;
  return `(SELECT COALESCE(SUM(\`version\`), 0) FROM \`identity_stamps\`${which}) = ${sum}`;
}
