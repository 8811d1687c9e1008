import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { plainLine } from "./line.ts";
import { type PackedConnection, packedLine } from "./packed-line.ts";
import { type Reader, readerOver } from "./reader.ts";
import type { Dialect } from "./statements.ts";
import { openTransaction, type Transaction } from "./transaction.ts";
import type { WriterLock } from "./writer-lock.ts";

/** The database as the rest of the house knows it: a reader, and transactions. Only `execute` calls `transact`. */
export interface Database {
  engine: "sqlite" | "mysql";
  /** Sees what is committed. On SQLite a connection of its own, so that reading never waits for a writer. */
  reader: Reader;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * The same for many commands that share a commit, of which a node carries out one at a time: on MySQL over a connection kept
   * for it, in as few round trips as the work allows.
   */
  transactShared<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The TypeORM source itself, for migrations and tests. */
  source: DataSource;
  ping(): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  dialect: Dialect;
  source: DataSource;
  /** SQLite only. */
  readSource: DataSource | null;
  /** MySQL only: one connection, that takes several statements at once. */
  sharedSource: DataSource | null;
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

function rollBackPacked(connection: PackedConnection & { destroy(): void }): Promise<void> {
  return new Promise((resolve) => {
    connection.query("ROLLBACK", null, (error) => {
      if (error !== null) connection.destroy();
      resolve();
    });
  });
}

/** After some faults (a full disk) SQLite has rolled back by itself, and says that there is nothing to roll back. */
async function rollBackSqlite(runner: QueryRunner): Promise<void> {
  await runner.query("ROLLBACK").catch(() => undefined);
}

export function databaseOver(parts: Parts): Database {
  const { dialect, source, readSource, sharedSource, writerLock, release } = parts;
  const reading: EntityManager = (readSource ?? source).manager;

  /** READ COMMITTED on MySQL; BEGIN IMMEDIATE on SQLite, one at a time. */
  async function transactOnce<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = source.createQueryRunner();
    const isMysql = dialect.engine === "mysql";
    try {
      if (isMysql) await runner.startTransaction();
      else await runner.query("BEGIN IMMEDIATE");
      try {
        const { manager } = runner;
        const tx = openTransaction({ dialect, line: plainLine(manager), reader: readerOver(manager) });
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

  async function transactPacked<T>(shared: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = shared.createQueryRunner();
    try {
      const connection: PackedConnection & { destroy(): void } = await runner.connect();
      const line = packedLine(connection);
      try {
        const tx = openTransaction({ dialect, line, reader: readerOver(runner.manager) });
        const result = await work(tx);
        await line.commit(tx.takeUnsaved());
        return result;
      } catch (error) {
        if (line.abandon()) await rollBackPacked(connection);
        throw error;
      }
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  const transact = <T>(work: (tx: Transaction) => Promise<T>) =>
    writerLock === null ? transactOnce(work) : writerLock.hold(() => transactOnce(work));

  return {
    engine: dialect.engine,
    source,
    reader: readerOver(reading),
    transact,
    transactShared: (work) => (sharedSource === null ? transact(work) : transactPacked(sharedSource, work)),
    ping: async () => {
      await reading.query("SELECT 1");
    },
    close: async () => {
      await readSource?.destroy();
      await sharedSource?.destroy();
      await source.destroy();
      await release();
    },
  };
}
