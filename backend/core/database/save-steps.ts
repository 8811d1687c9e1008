import { encodeColumns, encodeRow } from "./rows.ts";
import {
  type Dialect,
  deleteByIds,
  deleteRow,
  insertRows,
  provideThat,
  type Statement,
  saveChanges,
  saveWholeRows,
  updateRow,
} from "./statements.ts";
import type { Table } from "./table.ts";
import type { Step } from "./write-plan.ts";

/** How many rows one statement carries: keeps it under SQLite's 32,766 variables. */
const rowsPerStatement = 200;
/** And how many characters of text, which keeps it far under MySQL's packet of 16 MB or more. */
const textPerStatement = 1_000_000;

/**
 * What carries a table's steps out, in order. `provided`: its changed rows are not locked but remembered, and are changed on condition that
 * they were so and that this is so, too (SQL).
 */
export function statementsOf(
  dialect: Dialect,
  table: Table<object>,
  steps: readonly Step[],
  provided: string | null = null,
): Statement[] {
  return steps.flatMap((step) => statementsOfStep(dialect, table, step, provided));
}

function statementsOfStep(
  dialect: Dialect,
  table: Table<object>,
  step: Step,
  provided: string | null,
): Statement[] {
  switch (step.kind) {
    case "insert":
      return portions(step.rows.map((row) => encodeRow(table, row))).map((rows) => insertRows(table, rows));
    case "save":
      return provided === null
        ? saves(dialect, table, [...step.rows.values()], step.columns)
        : savesOfRemembered(dialect, table, step, provided);
    case "update":
      return [updateRow(table, step.key, step.set)];
    case "remove":
      return removals(table, step.keys);
  }
}

function saves(
  dialect: Dialect,
  table: Table<object>,
  rows: readonly object[],
  columns: ReadonlySet<string>,
): Statement[] {
  if (dialect.engine === "sqlite") {
    const whole = portions(rows.map((row) => encodeRow(table, row)));
    return whole.map((some) => saveWholeRows(table, some, columns));
  }
  const changed = [...columns];
  const { collation } = dialect;
  return changedValues(table, rows, changed).map((some) =>
    saveChanges(table, some, changed, { collation, isRemembered: false }),
  );
}

/** In the order of their keys, in which all transactions lock. */
function savesOfRemembered(
  dialect: Dialect,
  table: Table<object>,
  { rows, columns }: Extract<Step, { kind: "save" }>,
  provided: string,
): Statement[] {
  if (dialect.engine === "sqlite") throw new Error("rows are locked on SQLite, not remembered");
  const { collation } = dialect;
  const changed = [...columns];
  const inOrder = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return changedValues(table, inOrder, changed).flatMap((some) => [
    saveChanges(table, some, changed, { collation, isRemembered: true }),
    provideThat(some.length, provided),
  ]);
}

const changedValues = (table: Table<object>, rows: readonly object[], changed: readonly string[]) =>
  portions(rows.map((row) => encodeColumns(table, row, ["id", ...changed])));

function removals(table: Table<object>, keys: readonly object[]): Statement[] {
  const ids = keys.map(onlyId).filter((id) => id !== null);
  const statements: Statement[] = [];
  for (let start = 0; start < ids.length; start += rowsPerStatement) {
    statements.push(deleteByIds(table, ids.slice(start, start + rowsPerStatement)));
  }
  for (const key of keys) if (onlyId(key) === null) statements.push(deleteRow(table, key));
  return statements;
}

function onlyId(key: object): string | null {
  const { id, ...others } = key as { id?: unknown };
  return typeof id === "string" && Object.keys(others).length === 0 ? id : null;
}

/** Encoded rows, as many together as one statement may carry. */
function portions(rows: readonly unknown[][]): unknown[][][] {
  const all: unknown[][][] = [];
  let portion: unknown[][] = [];
  let text = 0;
  for (const row of rows) {
    const length = lengthOf(row);
    const isFull = portion.length >= rowsPerStatement || text + length > textPerStatement;
    if (isFull && portion.length > 0) {
      all.push(portion);
      portion = [];
      text = 0;
    }
    portion.push(row);
    text += length;
  }
  if (portion.length > 0) all.push(portion);
  return all;
}

function lengthOf(row: readonly unknown[]): number {
  let length = 0;
  for (const value of row) if (typeof value === "string") length += value.length;
  return length;
}
