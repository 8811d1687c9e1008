import { z } from "zod";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import type { JobHandler } from "../core/jobs/job.ts";
import { expireRemedy } from "./expire-remedy.ts";

const payload = z.object({ remedyId: z.uuid() });

/** The job `remedy.expire`: due when the request's time is over, and without effect if it was answered. */
export function expireRemedyJob({ execute }: { execute: Execute }): JobHandler {
  return async (job) => {
    const input = payload.parse(job.payload);
    await execute(expireRemedy, input, { caller: { kind: "system" }, commandId: newId() });
    return { done: true };
  };
}
