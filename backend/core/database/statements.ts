import { encodeValues } from "./rows.ts";
import { type Table, versionColumn } from "./table.ts";

/**
 * What a transaction locks and writes, written out: TypeORM's query builder took two thirds of a message's processor time
 * (bench chat), and a statement that is data can cross together with others. Reading by conditions goes through TypeORM.
 */
export interface Statement {
  /** `?` stands for a value and for nothing else. */
  sql: string;
  parameters: unknown[];
}

export type Dialect =
  | { engine: "sqlite" }
  /** `collation`: of the ids, which is the database's own. */
  | { engine: "mysql"; collation: string; isMariaDb: boolean };

const quoted = (name: string) => `\`${name}\``;
type Named = Pick<Table<object>, "name" | "columns">;
const listOf = (names: readonly string[]) => names.map(quoted).join(", ");
const columnList = (table: Named) => listOf(table.columns.map(([name]) => name));
const marks = (count: number) => (count === 0 ? "" : `?${", ?".repeat(count - 1)}`);

/** Not `flat()`, which takes several times as long. */
function inOne(rows: readonly (readonly unknown[])[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) values.push(...row);
  return values;
}

/** `rows`: encoded, in the order of the table's columns. */
export function insertRows(table: Named, rows: readonly (readonly unknown[])[]): Statement {
  const row = `(${marks(table.columns.length)})`;
  return {
    sql: `INSERT INTO ${quoted(table.name)} (${columnList(table)}) VALUES ${row}${`, ${row}`.repeat(rows.length - 1)}`,
    parameters: inOne(rows),
  };
}

/**
 * Changes rows that are there and locked by this transaction. SQLite is given whole rows: each insert meets its own primary key
 * and becomes an update of that row; a second unique key that is taken fails the statement.
 */
export function saveWholeRows(
  table: Named,
  rows: readonly (readonly unknown[])[],
  changed: ReadonlySet<string>,
): Statement {
  const insert = insertRows(table, rows);
  const set = [...changed].map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(", ");
  return { ...insert, sql: `${insert.sql} ON CONFLICT (\`id\`) DO UPDATE SET ${set}` };
}

/**
 * The same on MySQL, of the id and the changed columns alone, which is half the work of whole rows for both ends. The new values
 * are walked through, and each finds its row by the primary key: anything else would lock rows that are not ours.
 * `isRemembered`: the rows are not locked, and only those are changed whose version is the one before.
 */
export function saveChanges(
  table: Named,
  rows: readonly (readonly unknown[])[],
  changed: readonly string[],
  { collation, isRemembered }: { collation: string; isRemembered: boolean },
): Statement {
  const before = isRemembered ? ` AND t.${quoted(versionColumn)} = v.${quoted(versionColumn)} - 1` : "";
  const named = ["id", ...changed].map((name) => `? AS ${quoted(name)}`).join(", ");
  const others = ` UNION ALL SELECT ${marks(changed.length + 1)}`.repeat(rows.length - 1);
  const set = changed.map((name) => `t.${quoted(name)} = v.${quoted(name)}`).join(", ");
  return {
    sql: `UPDATE (SELECT ${named}${others}) v STRAIGHT_JOIN ${quoted(table.name)} t FORCE INDEX (PRIMARY) ON t.\`id\` = v.\`id\` COLLATE ${collation}${before} SET ${set}`,
    parameters: inOne(rows),
  };
}

/** In the order of their keys: the order in which all transactions lock. */
export function selectByIds(
  table: Named,
  ids: readonly string[],
  { isLocking }: { isLocking: boolean },
): Statement {
  const lock = isLocking ? " FOR UPDATE" : "";
  return {
    sql: `SELECT ${columnList(table)} FROM ${quoted(table.name)} WHERE \`id\` IN (${marks(ids.length)}) ORDER BY \`id\`${lock}`,
    parameters: [...ids],
  };
}

/**
 * Said right behind a statement that changes rows: ends the packet with error 1242 unless so many were changed and the rest is so too, and
 * nothing behind it is carried out, the commit least of all. An assignment, because it answers in one word (and `DO` keeps silent about errors).
 */
export function provideThat(changedRows: number, provided: string): Statement {
  const holds = `ROW_COUNT() = ${changedRows} AND ${provided}`;
  return { sql: `SET @holds = IF(${holds}, 1, (SELECT 1 UNION ALL SELECT 2))`, parameters: [] };
}

export function updateRow(table: Table<object>, key: object, set: object): Statement {
  const values = encodeValues(table, set);
  const where = conditions(table, key);
  const version = quoted(versionColumn);
  const assigned = [
    ...values.map(([name]) => `${quoted(name)} = ?`),
    ...(table.isVersioned ? [`${version} = ${version} + 1`] : []),
  ].join(", ");
  return {
    sql: `UPDATE ${quoted(table.name)} SET ${assigned} WHERE ${where.sql}`,
    parameters: [...values.map(([, value]) => value), ...where.parameters],
  };
}

export function deleteByIds(table: Named, ids: readonly string[]): Statement {
  return {
    sql: `DELETE FROM ${quoted(table.name)} WHERE \`id\` IN (${marks(ids.length)})`,
    parameters: [...ids],
  };
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
