import { remove, update } from "../../backend/core/database/writes.ts";
import type { JobHandlers } from "../../backend/core/jobs/job.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import type { TestHouse } from "./executor.ts";

const atOnce = 100;

/** Runs what is due by the house's clock, each job once, and books it as the runner does. Returns how many there were. */
export async function runDueJobs(house: TestHouse, handlers: JobHandlers): Promise<number> {
  const all = await house.reader.many(jobs, { order: { dueAt: "ASC", id: "ASC" }, take: atOnce });
  const due = all.filter((job) => job.dueAt <= house.clock.now() && handlers[job.kind] !== undefined);
  for (const job of due) {
    const result = await handlers[job.kind]?.(job);
    if (result === undefined) continue;
    await house.save(
      result.done
        ? remove(jobs, { id: job.id })
        : update(jobs, { id: job.id }, { dueAt: result.dueAt, attempt: job.attempt + 1 }),
    );
  }
  return due.length;
}

/** When the next job is due; null where none waits. */
export async function nextDueAt(house: TestHouse): Promise<number | null> {
  const [first] = await house.reader.many(jobs, { order: { dueAt: "ASC" }, take: 1 });
  return first?.dueAt ?? null;
}
