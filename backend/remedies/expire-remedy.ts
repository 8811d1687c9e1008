import { z } from "zod";
import { authorOf } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { after } from "./change-remedy.ts";
import { endRequest } from "./end-request.ts";
import { lockRemedyCase } from "./lock-case.ts";

/** Nobody answered in time. Says nothing of a request that was answered, or whose time has not come. */
export const expireRemedy = defineCommand({
  name: "remedy.expire",
  who: ["system"],
  input: z.object({ remedyId: z.uuid() }),
  load: (tx, { remedyId }, actor) => lockRemedyCase(tx, remedyId, actor),
  decide({ ticket, remedy }, _input, actor, { now }) {
    const isDue = remedy.expiresAt !== null && remedy.expiresAt <= now;
    if (remedy.state !== "awaiting_approval" || !isDue) return { answer: {} };
    return endRequest({
      ticket,
      before: remedy,
      after: after(remedy, "expire", now),
      draft: { kind: "remedy.expired", body: { remedyId: remedy.id }, by: authorOf(actor) },
      now,
    });
  },
});
