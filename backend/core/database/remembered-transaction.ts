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
export interface RememberedTransaction extends Transaction {
  /** The row as it is by now, held for locked; null where it is not remembered. */
  recall<Row extends Keyed>(table: Table<Row>, id: string): Row | null;
}

export function rememberedTransaction(
  open: OpenTransaction,
  remembered: RememberedRows,
): RememberedTransaction {
  const unknown = () => Promise.reject(new NotRemembered());

  function recall<Row extends Keyed>(table: Table<Row>, id: string): Row | null {
    const known = open.known(table, id);
    if (known !== undefined) return known;
    const row = table.isVersioned ? (remembered.of(table, id) as Row | null) : null;
    if (row !== null) open.recall(table, row);
    return row;
  }

  function mustRecall<Row extends Keyed>(table: Table<Row>, id: string): void {
    if (recall(table, id) === null) throw new NotRemembered();
  }

  return {
    recall,
    one: unknown,
    many: unknown,
    count: unknown,
    sql: unknown,
    flush: unknown,
    held: open.held,
    apply: open.apply,
    async lock(table, id) {
      mustRecall(table, id);
      return open.lock(table, id);
    },
    async lockAll(table, ids) {
      for (const id of ids) mustRecall(table, id);
      return open.lockAll(table, ids);
    },
  };
}
