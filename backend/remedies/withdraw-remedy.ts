import { remedyCommands } from "../contract/commands/remedies.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { refuse } from "../core/refusal.ts";
import { after } from "./change-remedy.ts";
import { isLead } from "./consider.ts";
import { endRequest } from "./end-request.ts";
import { lockRemedyCase } from "./lock-case.ts";

const { input, who } = remedyCommands["remedy.withdraw"];

/** By who asked, or by a supervisor while the asker is away. */
export const withdrawRemedy = defineCommand({
  name: "remedy.withdraw",
  who,
  input,
  load: (tx, { remedyId }, actor: PersonActor) => lockRemedyCase(tx, remedyId, actor),
  decide({ ticket, remedy }, _input, actor, { now }) {
    if (remedy.requesterId !== actor.personId && !isLead(actor)) refuse("not_allowed", {});
    return endRequest({
      ticket,
      before: remedy,
      after: after(remedy, "withdraw", now),
      draft: { kind: "remedy.withdrawn", body: { remedyId: remedy.id }, by: authorOf(actor) },
      now,
    });
  },
});
