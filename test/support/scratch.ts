import type { MigrationInterface, QueryRunner } from "typeorm";
import { z } from "zod";
import { type Caller, callerKey, type ShopperActor } from "../../backend/core/actor.ts";
import { systemClock } from "../../backend/core/clock.ts";
import {
  type AnyCommand,
  type Decision,
  defineCommand,
  type RecordedRefusal,
} from "../../backend/core/command.ts";
import { column } from "../../backend/core/database/columns.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { identityStamps } from "../../backend/core/database/identity-stamps.ts";
import { addColumns, createTable } from "../../backend/core/database/migration-kit.ts";
import { openMysql } from "../../backend/core/database/open-mysql.ts";
import { openSqlite } from "../../backend/core/database/open-sqlite.ts";
import { defineTable, type Table } from "../../backend/core/database/table.ts";
import type { Transaction } from "../../backend/core/database/transaction.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import type { Wake } from "../../backend/core/jobs/job.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import type { Notice } from "../../backend/core/notices.ts";
import { receiptIdOf, receipts } from "../../backend/core/receipts.ts";
import { CreateCoreTables1795341601000 } from "../../migrations/1795341601000-create-core-tables.ts";
import { KeepRefusals1795341631000 } from "../../migrations/1795341631000-keep-refusals.ts";
import { CreateIdentityStamps1795341640000 } from "../../migrations/1795341640000-create-identity-stamps.ts";
import { ShortenReceipts1795341644000 } from "../../migrations/1795341644000-shorten-receipts.ts";
import { engine, makePlace, type TestPlace } from "./database.ts";

/** A thing of no room: the machinery is tried on tables of its own, with every type of column there is. */
export interface Cup {
  id: string;
  /** Unique. */
  code: string;
  shelf: string;
  isWhole: boolean;
  isSold: boolean | null;
  details: object;
  extra: object | null;
  priceMinor: number;
  weightMinor: number | null;
  note: string | null;
}

const cupShape = {
  columns: {
    id: column.key(),
    code: column.text(60),
    shelf: column.text(60),
    isWhole: column.flag(),
    isSold: column.optional(column.flag()),
    details: column.json(),
    extra: column.optional(column.json()),
    priceMinor: column.minor(),
    weightMinor: column.optional(column.minor()),
    note: column.optional(column.longText()),
  },
};
export const cups = defineTable<Cup>("cups", {
  ...cupShape,
  indexes: [["shelf"]],
  uniques: [["code"]],
  lockRank: "stock",
});

/** With a key of two columns, never locked. */
export interface Chip {
  cupId: string;
  seq: number;
  words: object;
}
const chipShape = { columns: { cupId: column.key(), seq: column.numberKey(), words: column.json() } };
export const chips = defineTable<Chip>("chips", chipShape);

export interface Shelf {
  id: string;
  count: number;
}
const shelfShape = { columns: { id: column.key(60), count: column.int() } };
/** Stands before cups in the order of locks. Remembered, as tickets are. */
export const shelves = defineTable<Shelf>("shelves", { ...shelfShape, lockRank: "order", isVersioned: true });

class CreateScratch1795341602000 implements MigrationInterface {
  name = "CreateScratch1795341602000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "cups", { ...cupShape, indexes: [["shelf"]], uniques: [["code"]] });
    await createTable(runner, "chips", chipShape);
    await createTable(runner, "shelves", shelfShape);
    await addColumns(runner, "shelves", { version: column.version() });
  }

  async down(): Promise<void> {
    // Never taken back: the database goes as a whole.
  }
}

const tables = [receipts, jobs, identityStamps, cups, chips, shelves] as unknown as Table<never>[];
const migrations = [
  CreateCoreTables1795341601000,
  CreateScratch1795341602000,
  KeepRefusals1795341631000,
  CreateIdentityStamps1795341640000,
  ShortenReceipts1795341644000,
];

/** Somebody whom a node can remember. */
export const scratchCaller: Caller = { kind: "shopper", sessionId: "scratch" };
const actor: ShopperActor = {
  kind: "shopper",
  shopperId: "scratch",
  sessionId: "scratch",
  sessionEndsAt: Number.MAX_SAFE_INTEGER,
  storefrontId: "scratch",
  name: null,
  email: null,
  customerId: null,
  isVerified: false,
};

function openScratchDatabase(databaseUrl: string): Promise<Database> {
  return databaseUrl.startsWith("sqlite:")
    ? openSqlite(databaseUrl.slice("sqlite:".length), tables, migrations)
    : openMysql(databaseUrl, tables, migrations);
}

export type Scratch = Awaited<ReturnType<typeof openScratch>>;

/** One node over a database, of its own unless a place is given: what it published and woke is kept. */
export async function openScratch(given: TestPlace | null = null) {
  const place = given ?? (await makePlace());
  const first = await openScratchDatabase(place.databaseUrl);
  const opened = [first];

  function nodeOver(database: Database) {
    const notices: Notice[] = [];
    const woken: Wake[] = [];
    const metrics = createMetrics();
    const executor = createExecutor({
      database,
      clock: systemClock,
      log: createLog("silent"),
      metrics,
      loadActors: async (_reader, callers) =>
        callers.map((each) => (each.kind === "system" ? { kind: "system" } : actor)),
      publish: (told) => void notices.push(...told),
      wake: (jobsToWake) => void woken.push(...jobsToWake),
    });
    const { execute } = executor;
    return {
      database,
      notices,
      woken,
      metrics,
      execute,
      drain: executor.drain,
      run: (command: AnyCommand, input: unknown = {}, commandId = newId()) =>
        execute(command, input, { caller: scratchCaller, commandId }),
    };
  }

  return {
    ...nodeOver(first),
    place,
    /**
     * Another node: a pool of its own on MySQL, where there can be another; else another executor over the same file.
     * `databaseUrl`: by another way, for one that can be cut.
     */
    async otherNode(databaseUrl = place.databaseUrl) {
      if (engine === "embedded") return nodeOver(first);
      const database = await openScratchDatabase(databaseUrl);
      opened.push(database);
      return nodeOver(database);
    },
    /** The node ends, and another begins over the same database; those opened before are of no use any more. */
    async restart() {
      for (const database of opened.splice(0).toReversed()) await database.close();
      const database = await openScratchDatabase(place.databaseUrl);
      opened.push(database);
      return nodeOver(database);
    },
    async close() {
      for (const database of opened.toReversed()) await database.close();
      await place.remove();
    },
  };
}

export const cup = (over: Partial<Cup> = {}): Cup => {
  const id = over.id ?? newId();
  return {
    id,
    code: id,
    shelf: "top",
    isWhole: true,
    isSold: null,
    details: {},
    extra: null,
    priceMinor: 100,
    weightMinor: null,
    note: null,
    ...over,
  };
};

/** A command of a test's own; its input is whatever the test says. */
export function scratchCommand<Loaded>(
  load: (tx: Transaction, input: unknown) => Promise<Loaded>,
  decide: (loaded: Loaded, input: unknown) => Decision<unknown> | RecordedRefusal,
  share?: AnyCommand["share"],
): AnyCommand {
  const command = { name: "scratch", who: ["shopper"] as const, input: z.unknown(), load, decide };
  return defineCommand(share === undefined ? command : { ...command, share });
}

/** Whether the database keeps a receipt of this command. */
export async function hasReceipt(database: Database, commandId: string): Promise<boolean> {
  return (
    (await database.reader.count(receipts, { id: receiptIdOf(callerKey(scratchCaller), commandId) })) === 1
  );
}
