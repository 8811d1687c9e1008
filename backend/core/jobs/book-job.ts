import { z } from "zod";
import { type Decision, defineCommand } from "../command.ts";
import { remove, update } from "../database/writes.ts";
import type { Wake } from "./job.ts";
import { jobs } from "./tables.ts";

const who = ["system"] as const;

export const finishJob = defineCommand({
  name: "job.finish",
  who,
  input: z.object({ jobId: z.uuid() }),
  load: (tx, { jobId }) => tx.lock(jobs, jobId),
  decide: (job) => ({ answer: {}, writes: job === null ? [] : [remove(jobs, { id: job.id })] }),
});

/** Under a new attempt number: Bull ignores a job whose id it has seen fail. */
export const rescheduleJob = defineCommand({
  name: "job.reschedule",
  who,
  input: z.object({ jobId: z.uuid(), dueAt: z.number(), error: z.string().nullable() }),
  load: (tx, { jobId }) => tx.lock(jobs, jobId),
  decide: (job, { dueAt, error }): Decision<{ wake: Wake | null }> => {
    if (job === null) return { answer: { wake: null } };
    const attempt = job.attempt + 1;
    return {
      answer: { wake: { id: job.id, attempt, dueAt } },
      writes: [update(jobs, { id: job.id }, { attempt, dueAt, lastError: error?.slice(0, 500) ?? null })],
    };
  },
});
