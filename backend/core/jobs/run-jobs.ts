import { In, LessThanOrEqual } from "typeorm";
import type { Caller } from "../actor.ts";
import { type Clock, minute, second } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Execute } from "../execute.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { Refusal } from "../refusal.ts";
import { finishJob, rescheduleJob } from "./book-job.ts";
import type { JobHandlers, Wake } from "./job.ts";
import type { JobQueue } from "./queue.ts";
import { jobs } from "./tables.ts";

interface Parts {
  database: Database;
  execute: Execute;
  queue: JobQueue;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  handlers: JobHandlers;
  /** How often the sweeper looks for what was not woken. */
  sweepEveryMs: number;
}

const system: Caller = { kind: "system" };
const sweepAtOnce = 200;
/** Timers of queues run a little early; a job that is due within this is waited for. */
const earlyMs = 100;

function pauseAfter(attempt: number): number {
  return Math.min(5 * minute, second * 2 ** attempt) * (0.5 + Math.random());
}

export interface JobRunner {
  start(): void;
  drain(): Promise<void>;
}

/** Runs the outbox: each job's handler, then books that it is done or due again. */
export function createJobRunner(parts: Parts): JobRunner {
  const { database, execute, queue, clock, log, metrics, handlers } = parts;
  const kinds = Object.keys(handlers);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function run(jobId: string): Promise<void> {
    const job = await database.reader.one(jobs, { id: jobId });
    const early = job === null ? 0 : job.dueAt - clock.now();
    if (job === null || early > earlyMs) return;
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const handle = handlers[job.kind];
    if (handle === undefined) {
      // An older node may meet a newer node's job during an upgrade: it stays for the one that knows it.
      log.error({ jobId, kind: job.kind }, "no handler for this kind of job");
      return;
    }
    try {
      const result = await handle(job);
      metrics.jobs.inc({ kind: job.kind, outcome: result.done ? "done" : "again" });
      if (result.done) {
        await execute(finishJob, { jobId }, { caller: system, commandId: `${jobId}/done` });
      } else await again(jobId, job.attempt, result.dueAt, null);
    } catch (error) {
      if (error instanceof Refusal && error.code === "draining") return;
      metrics.jobs.inc({ kind: job.kind, outcome: "failed" });
      log.error({ err: error, jobId, kind: job.kind, attempt: job.attempt }, "job failed, will run again");
      await again(jobId, job.attempt, clock.now() + pauseAfter(job.attempt), String(error));
    }
  }

  async function again(jobId: string, attempt: number, dueAt: number, error: string | null): Promise<void> {
    const call = { caller: system, commandId: `${jobId}/${attempt}` };
    try {
      const { wake } = (await execute(rescheduleJob, { jobId, dueAt, error }, call)) as { wake: Wake | null };
      if (wake !== null) queue.wake([wake]);
    } catch (refused) {
      // Another node had the same attempt in hand and has booked it, with another pause.
      if (!(refused instanceof Refusal && refused.code === "command_id_reused")) throw refused;
    }
  }

  /** All kinds count: a job that nobody here knows is an operator's concern too. */
  async function measure(now: number): Promise<void> {
    const [row] = await database.reader.sql<{ waiting: unknown; oldest: unknown }>(
      "SELECT COUNT(*) AS `waiting`, MIN(`dueAt`) AS `oldest` FROM `jobs` WHERE `dueAt` <= ?",
      [now],
    );
    metrics.jobsWaiting.set(Number(row?.waiting ?? 0));
    metrics.outboxAgeSeconds.set(row?.oldest == null ? 0 : (now - Number(row.oldest)) / second);
  }

  async function sweep(): Promise<void> {
    try {
      const now = clock.now();
      const due = await database.reader.many(jobs, {
        // Only what has a handler here: what has none stays due, and must not stand before all others.
        where: { dueAt: LessThanOrEqual(now + parts.sweepEveryMs), kind: In(kinds) },
        order: { dueAt: "ASC" },
        take: sweepAtOnce,
      });
      queue.wake(due);
      await measure(now);
    } catch (error) {
      log.warn({ err: error }, "outbox not swept");
    }
    if (!isStopped) timer = setTimeout(() => void sweep(), parts.sweepEveryMs);
  }

  return {
    start() {
      queue.start(async (jobId) => {
        await run(jobId).catch((error: unknown) =>
          log.error({ err: error, jobId }, "job could not be booked"),
        );
      });
      void sweep();
    },
    async drain() {
      isStopped = true;
      clearTimeout(timer);
      await queue.drain();
    },
  };
}
