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

export async function dropTables(runner: QueryRunner, names: string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name, true);
}
