import {
  deleteByIds,
  deleteRow,
  type Engine,
  insertRows,
  type Statement,
  saveRows,
  updateRow,
} from "./statements.ts";
import type { Table } from "./table.ts";
import type { Step } from "./write-plan.ts";

/** How many rows one statement carries: keeps it under SQLite's 32,766 variables. */
const rowsPerStatement = 200;
/** And how many characters of text, which keeps it far under MySQL's packet of 16 MB or more. */
const textPerStatement = 1_000_000;

/** What carries a table's steps out, in order. */
export function statementsOf(engine: Engine, table: Table<object>, steps: readonly Step[]): Statement[] {
  return steps.flatMap((step) => statementsOfStep(engine, table, step));
}

function statementsOfStep(engine: Engine, table: Table<object>, step: Step): Statement[] {
  switch (step.kind) {
    case "insert":
      return [...portions(step.rows)].map((rows) => insertRows(table, rows));
    case "save":
      return [...portions([...step.rows.values()])].map((rows) =>
        saveRows(engine, table, rows, [...step.columns]),
      );
    case "update":
      return [updateRow(table, step.key, step.set)];
    case "remove":
      return removals(table, step.keys);
  }
}

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

function* portions(rows: object[]): Generator<object[]> {
  let portion: object[] = [];
  let text = 0;
  for (const row of rows) {
    const length = lengthOf(row);
    const isFull = portion.length >= rowsPerStatement || text + length > textPerStatement;
    if (isFull && portion.length > 0) {
      yield portion;
      portion = [];
      text = 0;
    }
    portion.push(row);
    text += length;
  }
  if (portion.length > 0) yield portion;
}

/** Only what may be long is measured. */
function lengthOf(row: object): number {
  let length = 0;
  for (const value of Object.values(row)) {
    if (typeof value === "string") length += value.length;
    else if (typeof value === "object" && value !== null) length += JSON.stringify(value).length;
  }
  return length;
}
