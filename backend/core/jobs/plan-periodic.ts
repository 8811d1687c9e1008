import { z } from "zod";
import { defineCommand } from "../command.ts";
import { insert } from "../database/writes.ts";
import { jobs } from "./tables.ts";

/**
 * A job that comes again and again is one row with a fixed id, which its handler puts off to the next time: whatever the
 * number of nodes, it is one job. Given at every start; what is planned already stays as it is.
 */
export const planPeriodic = defineCommand({
  name: "job.plan-periodic",
  who: ["system"],
  input: z.object({
    jobs: z.array(z.object({ id: z.uuid(), kind: z.string().max(60), firstDueAt: z.number() })).max(20),
  }),
  load: (tx, input) =>
    tx.lockAll(
      jobs,
      input.jobs.map(({ id }) => id),
    ),
  decide(planned, input, _actor, { now }) {
    const missing = input.jobs.filter(({ id }) => !planned.some((job) => job.id === id));
    return {
      answer: { planned: missing.length },
      writes: missing.map(({ id, kind, firstDueAt }) =>
        insert(jobs, {
          id,
          kind,
          payload: {},
          dueAt: firstDueAt,
          attempt: 0,
          createdAt: now,
          lastError: null,
        }),
      ),
    };
  },
});
