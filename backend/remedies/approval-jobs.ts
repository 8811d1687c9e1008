import { z } from "zod";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import type { JobHandler } from "../core/jobs/job.ts";
import { recallRemedy } from "./recall-remedy.ts";
import { remindApprovers } from "./remind-approvers.ts";

const asSystem = () => ({ caller: { kind: "system" as const }, commandId: newId() });

/** The job `approval.remind`: without effect where somebody has answered since it was planned. */
export function remindApproversJob({ execute }: { execute: Execute }): JobHandler {
  return async (job) => {
    await execute(remindApprovers, job.payload, asSystem());
    return { done: true };
  };
}

const withdrawn = z.object({ storefrontId: z.uuid(), version: z.number().int().positive() });
const atOnce = 100;

/** The job `remedy.recall`: ends whatever waits under limits that were withdrawn, one by one, each under its own locks. */
export function recallRequestsJob({ reader, execute }: { reader: Reader; execute: Execute }): JobHandler {
  return async (job) => {
    const { storefrontId, version } = withdrawn.parse(job.payload);
    for (let after = ""; ; ) {
      const waiting = await reader.sql<{ id: string }>(
        "SELECT r.`id` AS `id` FROM `approvals` a JOIN `remedies` r ON r.`id` = a.`id` " +
          "WHERE a.`storefrontId` = ? AND a.`policyVersion` = ? AND r.`state` = 'awaiting_approval' AND r.`id` > ? " +
          `ORDER BY r.\`id\` LIMIT ${atOnce}`,
        [storefrontId, version, after],
      );
      for (const { id } of waiting)
        await execute(recallRemedy, { remedyId: id, policyVersion: version }, asSystem());
      const last = waiting.at(-1);
      if (last === undefined) return { done: true };
      after = last.id;
    }
  };
}
