import type { Caller } from "../../backend/core/actor.ts";
import type { Clock } from "../../backend/core/clock.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import type { Notice } from "../../backend/core/notices.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { openDatabase } from "./database.ts";
import { createFactories } from "./factories.ts";
import { makeMigratedPlace } from "./migrated-place.ts";

export const anonymous: Caller = { kind: "anonymous" };
export const system: Caller = { kind: "system" };

/** A weekday noon; tests that care for another instant set it. */
const testStart = Date.UTC(2026, 2, 4, 12);

export interface TestClock extends Clock {
  set(at: number): void;
  advance(milliseconds: number): void;
}

function createTestClock(): TestClock {
  let at = testStart;
  return {
    now: () => at,
    set: (to) => {
      at = to;
    },
    advance: (by) => {
      at += by;
    },
  };
}

export type TestHouse = Awaited<ReturnType<typeof createTestHouse>>;

/**
 * A database of one's own and the real executor over it: what a room's command tests run in. The clock stands still
 * unless told otherwise; what was published after commits is gathered in `notices`, woken jobs in `woken`.
 */
export async function createTestHouse() {
  const place = await makeMigratedPlace();
  const database: Database = await openDatabase(place);
  const clock = createTestClock();
  const notices: Notice[] = [];
  const woken: { id: string; dueAt: number }[] = [];
  const opened = [database];
  const nodeOver = (over: Database) => {
    const metrics = createMetrics();
    const executor = createExecutor({
      database: over,
      clock,
      log: createLog("silent"),
      metrics,
      loadActors,
      publish: (told) => void notices.push(...told),
      wake: (jobs) => void woken.push(...jobs),
    });
    return { ...executor, metrics };
  };
  const { execute, drain, heard, metrics } = nodeOver(database);

  return {
    ...createFactories({ database, execute, clock }),
    folder: place.folder,
    databaseUrl: place.databaseUrl,
    clock,
    notices,
    woken,
    metrics,
    heard,
    /** A pool of its own on MySQL, where there can be another; else another executor over the same file. */
    async otherNode() {
      const another = database.engine === "sqlite" ? database : await openDatabase(place);
      if (another !== database) opened.push(another);
      return nodeOver(another);
    },
    async close() {
      await drain();
      for (const each of opened.toReversed()) await each.close();
      await place.remove();
    },
  };
}

/** The refusal that the work ends in; fails if it does not, or ends in anything else. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
