import { DataSource, type DataSourceOptions } from "typeorm";
import { type Database, databaseOver } from "./database.ts";
import { runMigrations } from "./migrate.ts";
import type { Table } from "./table.ts";

type Migrations = NonNullable<DataSourceOptions["migrations"]>;

interface Pool {
  on(event: "connection", listener: (connection: { query(sql: string): void }) => void): void;
}

const isolation = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

/** Said once per connection instead of once per transaction: to those to come, and to the one that `initialize` opened. */
async function readCommitted(source: DataSource): Promise<void> {
  const { pool } = source.driver as unknown as { pool: Pool };
  pool.on("connection", (connection) => connection.query(isolation));
  await source.query(isolation);
}

/** `url`: mysql://user:password@host:port/database. */
export async function openMysql(
  url: string,
  tables: Table<never>[],
  migrations: Migrations,
): Promise<Database> {
  const source = new DataSource({
    type: "mysql",
    url,
    charset: "utf8mb4",
    timezone: "Z",
    poolSize: 16,
    connectTimeout: 5000,
    supportBigNumbers: true,
    bigNumberStrings: false,
    entities: tables.map((table) => table.schema),
    migrations,
    migrationsTransactionMode: "none",
  });
  await source.initialize();
  await readCommitted(source);
  try {
    await runMigrations(source);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return databaseOver({
    engine: "mysql",
    source,
    readSource: null,
    writerLock: null,
    release: async () => undefined,
  });
}
