import { encodeRow, encodeValues } from "./rows.ts";
import type { Table } from "./table.ts";

/**
 * What a transaction locks and writes, written out: TypeORM's query builder took two thirds of a message's processor time
 * (bench chat), and a statement that is data can cross together with others. Reading by conditions goes through TypeORM.
 */
export interface Statement {
  /** `?` stands for a value and for nothing else. */
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

export function updateRow(table: Table<object>, key: object, set: object): Statement {
  const values = encodeValues(table, set);
  const where = conditions(table, key);
  const assigned = values.map(([name]) => `${quoted(name)} = ?`).join(", ");
  return {
    sql: `UPDATE ${quoted(table.name)} SET ${assigned} WHERE ${where.sql}`,
    parameters: [...values.map(([, value]) => value), ...where.parameters],
  };
}

export function deleteByIds(table: Named, ids: readonly string[]): Statement {
  const marks = ids.map(() => "?").join(", ");
  return { sql: `DELETE FROM ${quoted(table.name)} WHERE \`id\` IN (${marks})`, parameters: [...ids] };
}

export function deleteRow(table: Table<object>, key: object): Statement {
  const where = conditions(table, key);
  return { ...where, sql: `DELETE FROM ${quoted(table.name)} WHERE ${where.sql}` };
}

function conditions(table: Table<object>, key: object): Statement {
  const values = encodeValues(table, key);
  // Nothing said would be every row.
  if (values.length === 0) throw new Error(`which rows of ${table.name}?`);
  return {
    sql: values.map(([name, value]) => `${quoted(name)} ${value === null ? "IS NULL" : "= ?"}`).join(" AND "),
    parameters: values.map(([, value]) => value).filter((value) => value !== null),
  };
}
