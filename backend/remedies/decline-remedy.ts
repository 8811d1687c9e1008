import { remedyCommands } from "../contract/commands/remedies.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { after } from "./change-remedy.ts";
import { endRequest } from "./end-request.ts";
import { lockRemedyCase } from "./lock-case.ts";

const { input, who } = remedyCommands["remedy.decline"];

export const declineRemedy = defineCommand({
  name: "remedy.decline",
  who,
  input,
  load: (tx, { remedyId }, actor: PersonActor) => lockRemedyCase(tx, remedyId, actor),
  decide({ ticket, remedy }, { because }, actor, { now }) {
    const declined = after(remedy, "decline", now, {
      deciderId: actor.personId,
      deciderName: actor.name,
      declinedBecause: because,
    });
    return endRequest({
      ticket,
      before: remedy,
      after: declined,
      draft: { kind: "remedy.declined", body: { remedyId: remedy.id, because }, by: authorOf(actor) },
      now,
    });
  },
});
