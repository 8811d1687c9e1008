import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { type Reader, readerOver } from "./reader.ts";
import { openTransaction, type Transaction } from "./transaction.ts";
import type { WriterLock } from "./writer-lock.ts";

/** The database as the rest of the house knows it: a reader, and transactions. Only `execute` calls `transact`. */
export interface Database {
  engine: "sqlite" | "mysql";
  /** Sees what is committed. On SQLite a connection of its own, so that reading never waits for a writer. */
  reader: Reader;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The TypeORM source itself, for migrations and tests. */
  source: DataSource;
  ping(): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  engine: Database["engine"];
  source: DataSource;
  /** SQLite only. */
  readSource: DataSource | null;
  writerLock: WriterLock | null;
  release: () => Promise<void>;
}

/** Never fails, lest it hide why we roll back. A connection that cannot even do that must not go back into the pool. */
async function rollBackMysql(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch {
    const connection = (await runner.connect()) as { destroy(): void };
    connection.destroy();
  }
}

/** After some faults (a full disk) SQLite has rolled back by itself, and says that there is nothing to roll back. */
async function rollBackSqlite(runner: QueryRunner): Promise<void> {
  await runner.query("ROLLBACK").catch(() => undefined);
}

export function databaseOver({ engine, source, readSource, writerLock, release }: Parts): Database {
  const reading: EntityManager = (readSource ?? source).manager;

  /** READ COMMITTED on MySQL; BEGIN IMMEDIATE on SQLite, one at a time. */
  async function transactOnce<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = source.createQueryRunner();
    const isMysql = engine === "mysql";
    try {
      if (isMysql) await runner.startTransaction();
      else await runner.query("BEGIN IMMEDIATE");
      try {
        const tx = openTransaction(runner.manager, { locksRows: isMysql });
        const result = await work(tx);
        await tx.flush();
        if (isMysql) await runner.commitTransaction();
        else await runner.query("COMMIT");
        return result;
      } catch (error) {
        await (isMysql ? rollBackMysql(runner) : rollBackSqlite(runner));
        throw error;
      }
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  return {
    engine,
    source,
    reader: readerOver(reading),
    transact: (work) =>
      writerLock === null ? transactOnce(work) : writerLock.hold(() => transactOnce(work)),
    ping: async () => {
      await reading.query("SELECT 1");
    },
    close: async () => {
      await readSource?.destroy();
      await source.destroy();
      await release();
    },
  };
}
