import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { DataSource, type DataSourceOptions } from "typeorm";
import { type Database, databaseOver } from "./database.ts";
import { runMigrations } from "./migrate.ts";
import type { Table } from "./table.ts";
import { createWriterLock } from "./writer-lock.ts";

type Migrations = NonNullable<DataSourceOptions["migrations"]>;

export class AlreadyRunning extends Error {}

/**
 * Exactly one process per file: holds an exclusive SQLite lock on a file beside it, which the operating system lets go
 * when the process dies, however it dies.
 */
function takeProcessLock(file: string): () => void {
  const lock = new BetterSqlite3(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new AlreadyRunning(`another Frontline process is using ${file}`);
  }
  return () => lock.close();
}

/** WAL with synchronous FULL: what was committed survives a power cut. */
export async function openSqlite(
  file: string,
  tables: Table<never>[],
  migrations: Migrations,
): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const unlock = takeProcessLock(file);
  const opened: DataSource[] = [];
  try {
    const shared = {
      type: "better-sqlite3" as const,
      entities: tables.map((table) => table.schema),
    };
    const source = new DataSource({
      ...shared,
      database: file,
      migrations,
      migrationsTransactionMode: "each",
      enableWAL: true,
      prepareDatabase: (connection: BetterSqlite3.Database) => {
        connection.pragma("synchronous = FULL");
      },
    });
    opened.push(await source.initialize());
    await runMigrations(source);
    const readSource = new DataSource({
      ...shared,
      database: file,
      readonly: true,
    });
    await readSource.initialize();
    return databaseOver({
      dialect: { engine: "sqlite" },
      source,
      readSource,
      sharedSource: null,
      writerLock: createWriterLock(),
      release: async () => unlock(),
    });
  } catch (error) {
    for (const source of opened) await source.destroy();
    unlock();
    throw error;
  }
}
