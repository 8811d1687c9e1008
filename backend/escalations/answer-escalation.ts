import { escalationCommands } from "../contract/commands/escalations.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { refuse } from "../core/refusal.ts";
import { attachWrites, lockOwnPhotos, toPhotoRef } from "../evidence/attach-photos.ts";
import { append } from "../tickets/timeline.ts";
import { lockEscalation } from "./load-escalation.ts";

const { input, who } = escalationCommands["escalation.answer"];

export const answerEscalation = defineCommand({
  name: "escalation.answer",
  who,
  input,
  async load(tx, { escalationId, photoIds }, actor: PersonActor) {
    const loaded = await lockEscalation(tx, escalationId, actor);
    return { ...loaded, photos: await lockOwnPhotos(tx, photoIds, actor) };
  },
  decide({ ticket, escalation, photos }, { text }, actor, { now, commandId }) {
    if (escalation.state !== "open") refuse("escalation_closed", {});
    const { id: escalationId, departmentName } = escalation;
    const body = { escalationId, departmentName, text, photos: photos.map(toPhotoRef), commandId };
    const { writes, tell } = append(
      ticket,
      [{ kind: "escalation.answered", body, by: authorOf(actor) }],
      now,
    );
    return { answer: {}, writes: [...writes, ...attachWrites(photos, ticket.id, false)], tell };
  },
});
