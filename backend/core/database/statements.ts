import { encode } from "./rows.ts";
import { type Table, versionColumn } from "./table.ts";
import type { Values } from "./values.ts";

/**
 * What a transaction locks and writes, written out: TypeORM's query builder took two thirds of a message's processor time
 * (bench chat), and a statement that is data can cross together with others. Reading by conditions goes through TypeORM.
 */
export interface Statement {
  /** `?` stands for a value and for nothing else, where there are parameters. */
  sql: string;
  /** Null: all values stand in the text. */
  parameters: unknown[] | null;
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

/** How many rows one statement carries: keeps it under SQLite's 32,766 variables. */
const rowsPerStatement = 200;
/** And about how many characters of text, which keeps it far under MySQL's packet of 16 MB or more. */
const textPerStatement = 1_000_000;

interface Portions {
  say: (row: object, isFirst: boolean) => string;
  statement: (said: readonly string[]) => string;
  /** What follows on a statement of so many rows. */
  behind?: (rows: number) => Statement;
}

/** As many rows together as one statement may carry. */
function inPortions(
  rows: Iterable<object>,
  values: Values,
  { say, statement, behind }: Portions,
): Statement[] {
  const statements: Statement[] = [];
  let said: string[] = [];
  const close = () => {
    statements.push({ sql: statement(said), parameters: values.take() });
    if (behind !== undefined) statements.push(behind(said.length));
    said = [];
  };
  for (const row of rows) {
    said.push(say(row, said.length === 0));
    if (said.length >= rowsPerStatement || values.size() >= textPerStatement) close();
  }
  if (said.length > 0) close();
  return statements;
}

/** Whole rows; `otherwise` says what becomes of one that is there. */
export function insertRows(
  table: Named,
  rows: Iterable<object>,
  values: Values,
  otherwise = "",
): Statement[] {
  const { columns } = table;
  const say = (row: object) => {
    let text = "";
    for (const each of columns) {
      text += `${text === "" ? "(" : ", "}${values.say(encode((row as Row)[each[0]], each[1]))}`;
    }
    return `${text})`;
  };
  const head = `INSERT INTO ${quoted(table.name)} (${columnList(table)}) VALUES `;
  return inPortions(rows, values, { say, statement: (said) => head + said.join(", ") + otherwise });
}
type Row = Record<string, unknown>;

/**
 * Changes rows that are there and locked by this transaction. SQLite is given whole rows: each insert meets its own primary key
 * and becomes an update of that row; a second unique key that is taken fails the statement.
 */
export function saveWholeRows(
  table: Named,
  rows: Iterable<object>,
  changed: ReadonlySet<string>,
  values: Values,
): Statement[] {
  const set = [...changed].map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(", ");
  return insertRows(table, rows, values, ` ON CONFLICT (\`id\`) DO UPDATE SET ${set}`);
}

/** `provided`: the rows are not locked but remembered, and are changed on condition that they were so and that this is so, too (SQL). */
interface Saving {
  collation: string;
  provided: string | null;
}

/**
 * The same on MySQL, of the id and the changed columns alone, which is half the work of whole rows for both ends. The new values
 * are walked through, and each finds its row by the primary key: anything else would lock rows that are not ours.
 * Of remembered rows only those are changed whose version is the one before, and the statement behind sees to it that all were.
 */
export function saveChanges(
  table: Table<object>,
  rows: Iterable<object>,
  changed: ReadonlySet<string>,
  { collation, provided }: Saving,
  values: Values,
): Statement[] {
  const columns = ["id", ...changed].map((name) => [name, table.columnOf(name)] as const);
  const say = (row: object, isFirst: boolean) => {
    let text = "";
    for (const [name, column] of columns) {
      if (text !== "") text += ", ";
      text += values.say(encode((row as Row)[name], column));
      if (isFirst) text += ` AS ${quoted(name)}`;
    }
    return text;
  };
  const before = provided === null ? "" : ` AND t.${quoted(versionColumn)} = v.${quoted(versionColumn)} - 1`;
  const set = [...changed].map((name) => `t.${quoted(name)} = v.${quoted(name)}`).join(", ");
  const tail = `) v STRAIGHT_JOIN ${quoted(table.name)} t FORCE INDEX (PRIMARY) ON t.\`id\` = v.\`id\` COLLATE ${collation}${before} SET ${set}`;
  const statement = (said: readonly string[]) => `UPDATE (SELECT ${said.join(" UNION ALL SELECT ")}${tail}`;
  const behind = provided === null ? undefined : (count: number) => provideThat(count, provided);
  return inPortions(rows, values, { say, statement, behind });
}

/** In the order of their keys: the order in which all transactions lock. */
export function selectByIds(
  table: Named,
  ids: readonly string[],
  { isLocking }: { isLocking: boolean },
): Statement & { parameters: unknown[] } {
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
function provideThat(changedRows: number, provided: string): Statement {
  const holds = `ROW_COUNT() = ${changedRows} AND ${provided}`;
  return { sql: `SET @holds = IF(${holds}, 1, (SELECT 1 UNION ALL SELECT 2))`, parameters: null };
}

export function updateRow(table: Table<object>, key: object, set: object): Statement {
  const given = encoded(table, set);
  const where = conditions(table, key);
  const version = quoted(versionColumn);
  const assigned = [
    ...given.map(([name]) => `${quoted(name)} = ?`),
    ...(table.isVersioned ? [`${version} = ${version} + 1`] : []),
  ].join(", ");
  return {
    sql: `UPDATE ${quoted(table.name)} SET ${assigned} WHERE ${where.sql}`,
    parameters: [...given.map(([, value]) => value), ...where.parameters],
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

function conditions(table: Table<object>, key: object) {
  const given = encoded(table, key);
  // Nothing said would be every row.
  if (given.length === 0) throw new Error(`which rows of ${table.name}?`);
  return {
    sql: given.map(([name, value]) => `${quoted(name)} ${value === null ? "IS NULL" : "= ?"}`).join(" AND "),
    parameters: given.map(([, value]) => value).filter((value) => value !== null),
  };
}

/** Of some of its columns, those that are given. */
const encoded = (table: Table<object>, given: object): [name: string, value: unknown][] =>
  table.columns
    .filter(([name]) => (given as Row)[name] !== undefined)
    .map(([name, column]) => [name, encode((given as Row)[name], column)]);
