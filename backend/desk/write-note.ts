import { ticketCommands } from "../contract/commands/tickets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { attachWrites, lockOwnPhotos, toPhotoRef } from "../evidence/attach-photos.ts";
import { lockTicket } from "../tickets/access.ts";
import { append } from "../tickets/timeline.ts";

const { input, who } = ticketCommands["note.write"];

export const writeNote = defineCommand({
  name: "note.write",
  who,
  input,
  async load(tx, { ticketId, photoIds }, actor: PersonActor) {
    const ticket = await lockTicket(tx, ticketId, actor);
    return { ticket, photos: await lockOwnPhotos(tx, photoIds, actor) };
  },
  decide({ ticket, photos }, { text }, actor, { now, commandId }) {
    const body = { text, photos: photos.map(toPhotoRef), commandId };
    const after = append(ticket, [{ kind: "note.written", body, by: authorOf(actor) }], now);
    return {
      answer: { seq: after.ticket.seq },
      writes: [...after.writes, ...attachWrites(photos, ticket.id, false)],
      tell: after.tell,
    };
  },
});
