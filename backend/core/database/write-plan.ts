import type { Table } from "./table.ts";

/** One or a few statements. `rows` of `insert` and `save` are whole rows; `save` is for rows that are there and locked. */
export type Step =
  | { kind: "insert"; rows: object[] }
  | { kind: "save"; rows: Map<string, object>; columns: Set<string> }
  | { kind: "update"; key: object; set: object }
  | { kind: "remove"; keys: object[] };

export interface WritePlan {
  insert(table: Table<object>, row: object): void;
  /** The whole row as it is now, of a row that this transaction has locked or inserted, and what of it changed. */
  save(table: Table<object>, id: string, row: object, changed: readonly string[]): void;
  update(table: Table<object>, key: object, set: object): void;
  remove(table: Table<object>, key: object): void;
  isEmpty(): boolean;
  /** What was planned, in the order of each table's writes; the plan is empty afterwards. */
  take(): [Table<object>, Step[]][];
}

/**
 * Few statements with the meaning of many: neighbours of one kind go out together, and a row that is inserted and then
 * changed is inserted as it became. Within a table the order is kept, because a key may be freed and taken again; between
 * tables there is nothing to keep (there are no foreign keys).
 */
export function createWritePlan(): WritePlan {
  let tables = new Map<Table<object>, Step[]>();

  function stepsOf(table: Table<object>): Step[] {
    const steps = tables.get(table) ?? [];
    tables.set(table, steps);
    return steps;
  }

  return {
    insert(table, row) {
      const steps = stepsOf(table);
      const last = steps.at(-1);
      if (last?.kind === "insert") last.rows.push(row);
      else steps.push({ kind: "insert", rows: [row] });
    },
    save(table, id, row, changed) {
      const steps = stepsOf(table);
      const last = steps.at(-1);
      const inserted = last?.kind === "insert" ? last.rows.findIndex((each) => idOf(each) === id) : -1;
      if (last?.kind === "insert" && inserted >= 0) last.rows[inserted] = row;
      else if (last?.kind === "save") {
        last.rows.set(id, row);
        for (const column of changed) last.columns.add(column);
      } else steps.push({ kind: "save", rows: new Map([[id, row]]), columns: new Set(changed) });
    },
    update(table, key, set) {
      stepsOf(table).push({ kind: "update", key, set });
    },
    remove(table, key) {
      const steps = stepsOf(table);
      const last = steps.at(-1);
      if (last?.kind === "remove") last.keys.push(key);
      else steps.push({ kind: "remove", keys: [key] });
    },
    isEmpty: () => tables.size === 0,
    take() {
      const planned = [...tables];
      tables = new Map();
      return planned;
    },
  };
}

const idOf = (row: object): unknown => (row as { id?: unknown }).id;
