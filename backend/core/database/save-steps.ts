import {
  type Dialect,
  deleteByIds,
  deleteRow,
  insertRows,
  type Statement,
  saveChanges,
  saveWholeRows,
  updateRow,
} from "./statements.ts";
import type { Table } from "./table.ts";
import type { Values } from "./values.ts";
import type { Step } from "./write-plan.ts";

/** How the statements of a transaction are said. */
export interface Manner {
  dialect: Dialect;
  values: Values;
}

/** How many rows one statement removes. */
const removedAtOnce = 200;

/**
 * What carries a table's steps out, in order. `provided`: its changed rows are not locked but remembered, and are changed on condition that
 * they were so and that this is so, too (SQL).
 */
export function statementsOf(
  manner: Manner,
  table: Table<object>,
  steps: readonly Step[],
  provided: string | null = null,
): Statement[] {
  return steps.flatMap((step) => statementsOfStep(manner, table, step, provided));
}

function statementsOfStep(
  manner: Manner,
  table: Table<object>,
  step: Step,
  provided: string | null,
): Statement[] {
  switch (step.kind) {
    case "insert":
      return insertRows(table, step.rows, manner.values);
    case "save":
      return saves(manner, table, step, provided);
    case "update":
      return [updateRow(table, step.key, step.set)];
    case "remove":
      return removals(table, step.keys);
  }
}

function saves(
  { dialect, values }: Manner,
  table: Table<object>,
  { rows, columns }: Extract<Step, { kind: "save" }>,
  provided: string | null,
): Statement[] {
  if (dialect.engine === "sqlite") {
    if (provided !== null) throw new Error("rows are locked on SQLite, not remembered");
    return saveWholeRows(table, rows.values(), columns, values);
  }
  // Locked ones in any order; those that are not, in the order of their keys, in which all transactions lock.
  const inOrder = provided === null ? rows.values() : sortedByKey(rows);
  return saveChanges(table, inOrder, columns, { collation: dialect.collation, provided }, values);
}

const sortedByKey = (rows: ReadonlyMap<string, object>): object[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);

function removals(table: Table<object>, keys: readonly object[]): Statement[] {
  const ids = keys.map(onlyId).filter((id) => id !== null);
  const statements: Statement[] = [];
  for (let start = 0; start < ids.length; start += removedAtOnce) {
    statements.push(deleteByIds(table, ids.slice(start, start + removedAtOnce)));
  }
  for (const key of keys) if (onlyId(key) === null) statements.push(deleteRow(table, key));
  return statements;
}

function onlyId(key: object): string | null {
  const { id, ...others } = key as { id?: unknown };
  return typeof id === "string" && Object.keys(others).length === 0 ? id : null;
}
