import { z } from "zod";
import { authorOf } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { approvals } from "./approval-table.ts";
import { after } from "./change-remedy.ts";
import { endRequest } from "./end-request.ts";
import { lockRemedyCase } from "./lock-case.ts";

/** The limits it was asked under were withdrawn. Says nothing of what was answered meanwhile, or asked under others. */
export const recallRemedy = defineCommand({
  name: "remedy.recall",
  who: ["system"],
  input: z.object({ remedyId: z.uuid(), policyVersion: z.number().int().positive() }),
  async load(tx, { remedyId }, actor) {
    const found = await lockRemedyCase(tx, remedyId, actor);
    return { ...found, approval: await tx.one(approvals, { id: remedyId }) };
  },
  decide({ ticket, remedy, approval }, { policyVersion }, actor, { now }) {
    const isUnder = approval?.policyVersion === policyVersion;
    if (remedy.state !== "awaiting_approval" || !isUnder) return { answer: {} };
    const body = { remedyId: remedy.id, policyVersion };
    return endRequest({
      ticket,
      before: remedy,
      after: after(remedy, "recall", now),
      draft: { kind: "remedy.recalled", body, by: authorOf(actor) },
      now,
    });
  },
});
