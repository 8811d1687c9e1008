import { type EntityManager, In } from "typeorm";
import { type Engine, insertRows, saveRows } from "./statements.ts";
import type { Table } from "./table.ts";
import type { Step } from "./write-plan.ts";

/** How many rows one statement carries: keeps it under SQLite's 32,766 variables. */
const rowsPerStatement = 200;
/** And how many characters of text, which keeps it far under MySQL's packet of 16 MB or more. */
const textPerStatement = 1_000_000;

/** Carries a table's steps out, in order. */
export async function saveSteps(
  manager: EntityManager,
  engine: Engine,
  table: Table<object>,
  steps: Step[],
): Promise<void> {
  const run = ({ sql, parameters }: { sql: string; parameters: unknown[] }) => manager.query(sql, parameters);
  for (const step of steps) {
    switch (step.kind) {
      case "insert":
        for (const rows of portions(step.rows)) await run(insertRows(table, rows));
        break;
      case "save":
        for (const rows of portions([...step.rows.values()])) {
          await run(saveRows(engine, table, rows, [...step.columns]));
        }
        break;
      case "update":
        await manager.update(table.schema, step.key, step.set);
        break;
      case "remove":
        await removeAll(manager, table, step.keys);
    }
  }
}

async function removeAll(manager: EntityManager, table: Table<object>, keys: object[]): Promise<void> {
  const ids = keys.map(onlyId).filter((id) => id !== null);
  for (let start = 0; start < ids.length; start += rowsPerStatement) {
    await manager.delete(table.schema, { id: In(ids.slice(start, start + rowsPerStatement)) });
  }
  for (const key of keys) if (onlyId(key) === null) await manager.delete(table.schema, key);
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
