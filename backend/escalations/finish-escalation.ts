import { escalationCommands } from "../contract/commands/escalations.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { endEscalation } from "./end-escalation.ts";
import { lockEscalation } from "./load-escalation.ts";

const { input, who } = escalationCommands["escalation.finish"];

export const finishEscalation = defineCommand({
  name: "escalation.finish",
  who,
  input,
  load: (tx, { escalationId }, actor: PersonActor) => lockEscalation(tx, escalationId, actor),
  decide(loaded, { result }, actor, { now }) {
    const { id: escalationId, departmentName } = loaded.escalation;
    return endEscalation(
      loaded,
      { state: "finished", result },
      { kind: "escalation.finished", body: { escalationId, departmentName, result }, by: authorOf(actor) },
      now,
    );
  },
});
