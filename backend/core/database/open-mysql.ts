import { DataSource, type DataSourceOptions } from "typeorm";
import { type Database, databaseOver } from "./database.ts";
import { runMigrations } from "./migrate.ts";
import type { Dialect } from "./statements.ts";
import type { Table } from "./table.ts";

type Migrations = NonNullable<DataSourceOptions["migrations"]>;

interface Pool {
  on(event: "connection", listener: (connection: { query(sql: string): void }) => void): void;
}

/** With the last one values are quoted as the driver does it, whatever the server is set to. */
const settings = [
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
  "SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')",
];

/** Said once per connection instead of once per transaction: to those to come, and to the one that `initialize` opened. */
async function setUp(source: DataSource): Promise<void> {
  const { pool } = source.driver as unknown as { pool: Pool };
  pool.on("connection", (connection) => {
    for (const each of settings) connection.query(each);
  });
  for (const each of settings) await source.query(each);
}

async function dialectOf(source: DataSource): Promise<Dialect> {
  const [row] = (await source.query(
    "SELECT @@collation_database AS `collation`, VERSION() AS `version`",
  )) as {
    collation: string;
    version: string;
  }[];
  if (row === undefined || !/^\w+$/.test(row.collation))
    throw new Error("the database's collation has no name");
  return { engine: "mysql", collation: row.collation, isMariaDb: row.version.includes("MariaDB") };
}

/** `url`: mysql://user:password@host:port/database. */
export async function openMysql(
  url: string,
  tables: Table<never>[],
  migrations: Migrations,
): Promise<Database> {
  const shared = {
    type: "mysql" as const,
    url,
    charset: "utf8mb4",
    timezone: "Z",
    connectTimeout: 5000,
    supportBigNumbers: true,
    bigNumberStrings: false,
    entities: tables.map((table) => table.schema),
  };
  const source = new DataSource({ ...shared, poolSize: 16, migrations, migrationsTransactionMode: "none" });
  const sharedSource = new DataSource({ ...shared, poolSize: 1, multipleStatements: true });
  await source.initialize();
  let dialect: Dialect;
  try {
    dialect = await dialectOf(source);
    await setUp(source);
    await runMigrations(source);
    await sharedSource.initialize();
    await setUp(sharedSource);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return databaseOver({
    dialect,
    source,
    readSource: null,
    sharedSource,
    writerLock: null,
    release: async () => undefined,
  });
}
