import { remedyCommands } from "../contract/commands/remedies.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { after } from "./change-remedy.ts";
import { isLead } from "./consider.ts";
import { endRequest } from "./end-request.ts";
import { ensureInTurn, lockRequest } from "./lock-request.ts";

const { input, who } = remedyCommands["remedy.decline"];

/** By whoever is in turn; a supervisor may stop what others are still asked for. */
export const declineRemedy = defineCommand({
  name: "remedy.decline",
  who,
  input,
  load: (tx, { remedyId }, actor: PersonActor, { now }) => lockRequest(tx, remedyId, actor, now),
  decide(asked, { because }, actor, { now }) {
    const { ticket, remedy } = asked;
    const declined = after(remedy, "decline", now, {
      deciderId: actor.personId,
      deciderName: actor.name,
      declinedBecause: because,
    });
    if (!isLead(actor)) ensureInTurn(asked);
    return endRequest({
      ticket,
      before: remedy,
      after: declined,
      draft: { kind: "remedy.declined", body: { remedyId: remedy.id, because }, by: authorOf(actor) },
      now,
    });
  },
});
