import type { Caller } from "../../core/actor.ts";
import { day, hour, minute } from "../../core/clock.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import type { JobHandlers } from "../../core/jobs/job.ts";
import { planPeriodic } from "../../core/jobs/plan-periodic.ts";
import { sweepOrphanPhotos } from "../../evidence/sweep-orphan-photos.ts";
import type { Doors } from "../doors.ts";
import { type Swept, sweepRows, sweptAtOnce, sweptTables } from "./sweep-rows.ts";

const system: Caller = { kind: "system" };

/** The outbox gives each to one node at a time. The ids are fixed, so that there is one row of each for ever. */
const periodic = {
  "rows.sweep": { id: "00000000-0000-7000-8000-000000000001", everyMs: hour },
  "photos.sweep": { id: "00000000-0000-7000-8000-000000000002", everyMs: day },
};

/** 50,000 rows of a table in one go; what is left then is gone on with soon, and the node has time for others. */
const roundsAtMost = 250;
const soonMs = minute;

/** At every start: sees to it that the house is kept. */
export async function planHousekeeping(execute: Execute, now: number): Promise<void> {
  const jobs = Object.entries(periodic).map(([kind, { id, everyMs }]) => ({
    id,
    kind,
    firstDueAt: now + everyMs,
  }));
  await execute(planPeriodic, { jobs }, { caller: system, commandId: newId() });
}

export function createHousekeeping(doors: Doors): JobHandlers {
  const { database, execute, clock, store, metrics } = doors;

  /** False where there is more. */
  async function sweep(of: Swept): Promise<boolean> {
    for (let round = 0; round < roundsAtMost; round++) {
      const call = { caller: system, commandId: newId() };
      const { swept } = (await execute(sweepRows, { of }, call)) as { swept: number };
      metrics.swept.inc({ table: of }, swept);
      if (swept < sweptAtOnce) return true;
    }
    return false;
  }

  return {
    "rows.sweep": async () => {
      let isDone = true;
      for (const of of sweptTables) isDone = (await sweep(of)) && isDone;
      return { done: false, dueAt: clock.now() + (isDone ? periodic["rows.sweep"].everyMs : soonMs) };
    },
    "photos.sweep": async () => {
      const swept = await sweepOrphanPhotos({ reader: database.reader, execute, store }, clock.now());
      metrics.swept.inc({ table: "photos" }, swept);
      return { done: false, dueAt: clock.now() + periodic["photos.sweep"].everyMs };
    },
  };
}
