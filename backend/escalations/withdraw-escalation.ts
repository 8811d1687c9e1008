import { escalationCommands } from "../contract/commands/escalations.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { endEscalation } from "./end-escalation.ts";
import { lockEscalation } from "./load-escalation.ts";

const { input, who } = escalationCommands["escalation.withdraw"];

export const withdrawEscalation = defineCommand({
  name: "escalation.withdraw",
  who,
  input,
  load: (tx, { escalationId }, actor: PersonActor) => lockEscalation(tx, escalationId, actor),
  decide(loaded, _input, actor, { now }) {
    const { id: escalationId, departmentName } = loaded.escalation;
    return endEscalation(
      loaded,
      { state: "withdrawn", result: null },
      { kind: "escalation.withdrawn", body: { escalationId, departmentName }, by: authorOf(actor) },
      now,
    );
  },
});
