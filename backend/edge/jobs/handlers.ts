import { newId } from "../../core/ids.ts";
import type { JobHandlers } from "../../core/jobs/job.ts";
import { adoptTickets } from "../../desk/adopt-tickets.ts";
import { runInsightJob } from "../../insight/run-job.ts";
import { recallRequestsJob, remindApproversJob } from "../../remedies/approval-jobs.ts";
import { expireRemedyJob } from "../../remedies/expire-remedy-job.ts";
import { payRemedyJob } from "../../remedies/pay-remedy.ts";
import type { Doors } from "../doors.ts";
import { createHousekeeping } from "./keep-house.ts";

/** Every kind of job and who does it. */
export function createJobHandlers(doors: Doors): JobHandlers {
  const { database, execute, clock, log } = doors;
  return {
    ...createHousekeeping(doors),
    "remedy.pay": payRemedyJob({ reader: database.reader, execute, clock, log }),
    "remedy.expire": expireRemedyJob({ execute }),
    "remedy.recall": recallRequestsJob({ reader: database.reader, execute }),
    "approval.remind": remindApproversJob({ execute }),
    "insight.run": runInsightJob({ reader: database.reader, execute, log }),
    "shopper.adopt-tickets": async (job) => {
      await execute(adoptTickets, job.payload, { caller: { kind: "system" }, commandId: newId() });
      return { done: true };
    },
  };
}
