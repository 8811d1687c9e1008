import { type QueryRunner, Table, type TableColumnOptions, TableIndex } from "typeorm";
import type { Column } from "./columns.ts";
import { indexName } from "./table.ts";

interface Shape {
  columns: Record<string, Column>;
  indexes?: string[][];
  uniques?: string[][];
}

function toOptions(name: string, column: Column, isMysql: boolean): TableColumnOptions {
  return {
    name,
    // MySQL's `text` ends at 64 KB, too little for a long timeline body; SQLite knows no other.
    type: column.type === "text" && isMysql ? "mediumtext" : column.type,
    length: column.length?.toString(),
    ...(column.isExact && isMysql ? { charset: "utf8mb4", collation: "utf8mb4_bin" } : {}),
    isPrimary: column.isKey ?? false,
    isNullable: column.isNullable ?? false,
    default: column.usual,
  };
}

const isMysql = (runner: QueryRunner) => runner.connection.options.type !== "better-sqlite3";

/** May be run again after dying half-way: what exists is left as it is, because MySQL's DDL is not transactional. */
export async function createTable(runner: QueryRunner, name: string, shape: Shape): Promise<void> {
  const indices = [
    ...(shape.indexes ?? []).map(
      (columns) =>
        new TableIndex({
          name: indexName(name, columns, "ix"),
          columnNames: columns,
        }),
    ),
    ...(shape.uniques ?? []).map(
      (columns) =>
        new TableIndex({
          name: indexName(name, columns, "uq"),
          columnNames: columns,
          isUnique: true,
        }),
    ),
  ];
  const columns = Object.entries(shape.columns).map(([key, column]) =>
    toOptions(key, column, isMysql(runner)),
  );
  await runner.createTable(new Table({ name, columns, indices }), true);
}

/**
 * New columns are optional or have a usual value, so that old nodes and rows live on beside them. TypeORM would copy the whole table on SQLite;
 * the plain statement does not, and is the same on both engines.
 */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: Record<string, Column>,
): Promise<void> {
  for (const [name, column] of Object.entries(columns)) {
    if (await runner.hasColumn(table, name)) continue;
    const { type, length, collation } = toOptions(name, column, isMysql(runner));
    const sized = length === undefined ? type : `${type}(${length})`;
    const exact = collation === undefined ? "" : ` COLLATE ${collation}`;
    const otherwise = column.usual === undefined ? "NULL" : `NOT NULL DEFAULT ${column.usual}`;
    await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${name}\` ${sized}${exact} ${otherwise}`);
  }
}

export async function dropColumns(runner: QueryRunner, table: string, names: string[]): Promise<void> {
  for (const name of names) {
    if (await runner.hasColumn(table, name))
      await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${name}\``);
  }
}

export async function addIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  const index = new TableIndex({ name: indexName(table, columns, "ix"), columnNames: columns });
  const found = await runner.getTable(table);
  if (!found?.indices.some(({ name }) => name === index.name)) await runner.createIndex(table, index);
}

export async function dropIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  const name = indexName(table, columns, "ix");
  const found = await runner.getTable(table);
  if (found?.indices.some((index) => index.name === name)) await runner.dropIndex(table, name);
}

export async function dropTables(runner: QueryRunner, names: string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name, true);
}
