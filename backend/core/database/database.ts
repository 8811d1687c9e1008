import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { isDuplicateKey, isTransient, isUnmetProvision } from "./faults.ts";
import { plainLine } from "./line.ts";
import { type PackedConnection, packedLine } from "./packed-line.ts";
import { type Reader, readerOver } from "./reader.ts";
import { createRememberedRows } from "./remembered-rows.ts";
import { type RememberedTransaction, rememberedTransaction } from "./remembered-transaction.ts";
import type { Dialect } from "./statements.ts";
import { type OpenTransaction, openTransaction, type Transaction } from "./transaction.ts";
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
  /**
   * The same in a single round trip: `work` is carried out on the rows that this node remembers, and is saved on condition that they
   * and what is `provided` still hold. Null: they do not, or there was nothing to save; nothing is done then, and what was in doubt is forgotten.
   * Null itself on SQLite, where asking crosses nothing.
   */
  transactAhead: TransactAhead | null;
  /** Spares a walk ahead in vain: rows with these ids were changed elsewhere. */
  forget(ids: Iterable<string>): void;
  /** The TypeORM source itself, for migrations and tests. */
  source: DataSource;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type TransactAhead = <T>(
  work: (tx: RememberedTransaction) => Promise<Ahead<T> | null>,
) => Promise<T | null>;

export interface Ahead<T> {
  result: T;
  /** In SQL: what must still be so beside the rows. */
  provided: string;
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
  const remembered = createRememberedRows();
  const takesBlocks = dialect.engine === "mysql" && dialect.isMariaDb;

  /** READ COMMITTED on MySQL; BEGIN IMMEDIATE on SQLite, one at a time. */
  async function transactOnce<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = source.createQueryRunner();
    const isMysql = dialect.engine === "mysql";
    try {
      if (isMysql) await runner.startTransaction();
      else await runner.query("BEGIN IMMEDIATE");
      try {
        const { manager } = runner;
        const line = plainLine(manager);
        const tx = openTransaction({ dialect, line, reader: readerOver(manager) });
        const result = await work(tx);
        await line.run(tx.takeUnsaved());
        if (isMysql) await runner.commitTransaction();
        else await runner.query("COMMIT");
        forget(tx);
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
      const line = packedLine(connection, { takesBlocks });
      try {
        const tx = openTransaction({ dialect, line, reader: readerOver(runner.manager) });
        const result = await work(tx);
        await line.commit(tx.takeUnsaved());
        remember(tx);
        return result;
      } catch (error) {
        if (line.abandon()) await rollBackPacked(connection);
        throw error;
      }
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  /** What rolls it back, a rival, a command answered before, another's change, is found by whoever asks: the usual way. */
  async function transactAhead<T>(
    shared: DataSource,
    work: (tx: RememberedTransaction) => Promise<Ahead<T> | null>,
  ): Promise<T | null> {
    const runner = shared.createQueryRunner();
    try {
      const connection: PackedConnection & { destroy(): void } = await runner.connect();
      const line = packedLine(connection, { takesBlocks });
      const tx = openTransaction({ dialect, line, reader: readerOver(runner.manager) });
      const ahead = await work(rememberedTransaction(tx, remembered));
      if (ahead === null) return null;
      try {
        await line.commit(tx.takeUnsaved(ahead.provided));
      } catch (error) {
        forget(tx);
        if (line.abandon()) await rollBackPacked(connection);
        if (isUnmetProvision(error) || isDuplicateKey(error) || isTransient(error)) return null;
        throw error;
      }
      remember(tx);
      return ahead.result;
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  function remember(tx: OpenTransaction): void {
    for (const { table, rows } of tx.versionedRows()) {
      remembered.keep(
        table,
        [...rows.values()].filter((row) => row !== null),
      );
    }
  }

  /** Read anew by the next one who needs them. */
  function forget(tx: OpenTransaction): void {
    for (const { rows } of tx.versionedRows()) remembered.forget(rows.keys());
  }

  const transact = <T>(work: (tx: Transaction) => Promise<T>) =>
    writerLock === null ? transactOnce(work) : writerLock.hold(() => transactOnce(work));

  return {
    engine: dialect.engine,
    source,
    reader: readerOver(reading),
    transact,
    transactShared: (work) => (sharedSource === null ? transact(work) : transactPacked(sharedSource, work)),
    transactAhead: sharedSource === null ? null : (work) => transactAhead(sharedSource, work),
    forget: remembered.forget,
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
