import type { DataSourceOptions } from "typeorm";
import type { Database } from "./database.ts";
import { openMysql } from "./open-mysql.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { Table } from "./table.ts";

/** Where a database is. `url`: mysql://user:password@host:port/database. */
export type DatabasePlace = { engine: "sqlite"; file: string } | { engine: "mysql"; url: string };

/** Opens it, migrated. Throws AlreadyRunning where another process holds the SQLite file. */
export function openDatabase(
  place: DatabasePlace,
  tables: Table<never>[],
  migrations: NonNullable<DataSourceOptions["migrations"]>,
): Promise<Database> {
  return place.engine === "sqlite"
    ? openSqlite(place.file, tables, migrations)
    : openMysql(place.url, tables, migrations);
}
