import type { Table } from "./table.ts";

type Keyed = { id: string };

/**
 * Rows of versioned tables as this node last saw them committed. Another node may have changed them since: whoever acts on
 * them has the database compare their version in the same breath (`saveChanges`).
 */
export interface RememberedRows {
  of(table: Pick<Table<object>, "name">, id: string): Keyed | null;
  keep(table: Pick<Table<object>, "name">, rows: Iterable<Keyed>): void;
  /** Of whichever table: ids are unique among all. */
  forget(ids: Iterable<string>): void;
}

/** About a kilobyte each; those kept longest ago are forgotten first. */
const rememberedAtMost = 10_000;

export function createRememberedRows(): RememberedRows {
  const tables = new Map<string, Map<string, Keyed>>();
  const rowsOf = ({ name }: { name: string }) => {
    const rows = tables.get(name) ?? new Map<string, Keyed>();
    tables.set(name, rows);
    return rows;
  };
  return {
    of: (table, id) => rowsOf(table).get(id) ?? null,
    keep(table, kept) {
      const rows = rowsOf(table);
      for (const row of kept) {
        rows.delete(row.id);
        rows.set(row.id, row);
      }
      for (const id of rows.keys()) {
        if (rows.size <= rememberedAtMost) return;
        rows.delete(id);
      }
    },
    forget(ids) {
      for (const id of ids) for (const rows of tables.values()) rows.delete(id);
    },
  };
}
