import { encodeRow } from "./rows.ts";
import type { Table } from "./table.ts";

/**
 * The few statements of the hot path, written out: TypeORM's query builder took two thirds of a message's processor time
 * (bench chat). Everything else goes through TypeORM.
 */
export interface Statement {
  sql: string;
  parameters: unknown[];
}

export type Engine = "sqlite" | "mysql";

const quoted = (name: string) => `\`${name}\``;
type Named = Pick<Table<object>, "name" | "columns">;
const columnList = (table: Named) => table.columns.map(([name]) => quoted(name)).join(", ");

export function insertRows(table: Table<object>, rows: readonly object[]): Statement {
  const marks = `(${table.columns.map(() => "?").join(", ")})`;
  return {
    sql: `INSERT INTO ${quoted(table.name)} (${columnList(table)}) VALUES ${rows.map(() => marks).join(", ")}`,
    parameters: rows.flatMap((row) => encodeRow(table, row)),
  };
}

/**
 * Whole rows, of which `changed` columns are written. Every row is there and locked by this transaction, so each insert
 * meets its own primary key first (the clustered index is tried before all others) and becomes an update of that row; a
 * second unique key that is taken fails the statement.
 */
export function saveRows(
  engine: Engine,
  table: Table<object>,
  rows: readonly object[],
  changed: readonly string[],
): Statement {
  const insert = insertRows(table, rows);
  const set = changed
    .map((name) => (engine === "mysql" ? `VALUES(${quoted(name)})` : `excluded.${quoted(name)}`))
    .map((value, index) => `${quoted(changed[index] ?? "")} = ${value}`)
    .join(", ");
  const onConflict = engine === "mysql" ? "ON DUPLICATE KEY UPDATE" : "ON CONFLICT (`id`) DO UPDATE SET";
  return { ...insert, sql: `${insert.sql} ${onConflict} ${set}` };
}

/** In the order of their keys: the order in which all transactions lock. */
export function selectByIds(
  table: Named,
  ids: readonly string[],
  { isLocking }: { isLocking: boolean },
): Statement {
  const marks = ids.map(() => "?").join(", ");
  const lock = isLocking ? " FOR UPDATE" : "";
  return {
    sql: `SELECT ${columnList(table)} FROM ${quoted(table.name)} WHERE \`id\` IN (${marks}) ORDER BY \`id\`${lock}`,
    parameters: [...ids],
  };
}
