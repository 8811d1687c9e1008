import type { RememberedRows } from "./remembered-rows.ts";
import type { Table } from "./table.ts";
import type { Keyed, OpenTransaction, Transaction } from "./transaction.ts";

/** What was asked for must be asked of the database: whoever asked has changed nothing, and walks the usual way. */
export class NotRemembered extends Error {
  constructor() {
    super("not remembered");
    this.name = "NotRemembered";
  }
}

/** A transaction that asks the database nothing: rows come from memory, and everything else is not known. */
export function rememberedTransaction(open: OpenTransaction, remembered: RememberedRows): Transaction {
  const unknown = () => Promise.reject(new NotRemembered());
  const known = new Map<string, Set<string>>();

  function recall<Row extends Keyed>(table: Table<Row>, id: string): void {
    const ids = known.get(table.name) ?? new Set();
    known.set(table.name, ids);
    if (ids.has(id)) return;
    const row = table.isVersioned ? remembered.of(table, id) : null;
    if (row === null) throw new NotRemembered();
    open.recall(table as unknown as Table<Keyed>, row);
    ids.add(id);
  }

  return {
    one: unknown,
    many: unknown,
    count: unknown,
    sql: unknown,
    flush: unknown,
    apply: open.apply,
    async lock(table, id) {
      recall(table, id);
      return open.lock(table, id);
    },
    async lockAll(table, ids) {
      for (const id of ids) recall(table, id);
      return open.lockAll(table, ids);
    },
  };
}
