import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, isPerson, type PersonActor, type ShopperActor } from "../core/actor.ts";
import { defineCommand, sharedRow } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { attachWrites, lockOwnPhotos, toPhotoRef } from "../evidence/attach-photos.ts";
import { heldTicket } from "../tickets/access.ts";
import { type TicketRow, tickets } from "../tickets/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";

const { input, who } = ticketCommands["message.send"];

export const sendMessage = defineCommand({
  name: "message.send",
  who,
  input,
  share: ({ ticketId }) => [sharedRow(tickets, ticketId)],
  load(tx, { ticketId, photoIds }, actor: ShopperActor | PersonActor) {
    const ticket = heldTicket(tx, ticketId, actor);
    if (photoIds.length === 0) return { ticket, photos: [] };
    return lockOwnPhotos(tx, photoIds, actor).then((photos) => ({ ticket, photos }));
  },
  decide({ ticket, photos }, { text }, actor, { now, commandId }) {
    const body = { text, photos: photos.map(toPhotoRef), commandId };
    const drafts = [...before(ticket, actor), { kind: "message.sent", body, by: authorOf(actor) } as const];
    const after = append(ticket, drafts, now, seenByWriting(ticket, drafts, actor));
    const moved = after.ticket.waitingFor !== ticket.waitingFor || drafts.length > 1;
    return {
      answer: { seq: isPerson(actor) ? after.ticket.seq : after.ticket.publicSeq },
      writes: [...after.writes, ...attachWrites(photos, ticket.id, true)],
      tell: moved ? [...after.tell, toStaff(topic.queues)] : after.tell,
    };
  },
});

/** Writing reopens what was resolved; the first person to answer becomes the one who answers. */
function before(ticket: TicketRow, actor: ShopperActor | PersonActor): Draft[] {
  const by = authorOf(actor);
  const drafts: Draft[] = [];
  if (ticket.status === "resolved") {
    const because = isPerson(actor) ? "staff" : "shopper_wrote";
    drafts.push({ kind: "ticket.reopened", body: { because }, by });
  }
  if (isPerson(actor) && ticket.assigneeId === null) {
    const body = { assigneeId: actor.personId, assigneeName: actor.name, isTakeover: false };
    drafts.push({ kind: "ticket.assigned", body, by });
  }
  return drafts;
}

/** Who writes has read what stands above. */
function seenByWriting(
  ticket: TicketRow,
  drafts: Draft[],
  actor: ShopperActor | PersonActor,
): Partial<TicketRow> {
  return isPerson(actor)
    ? { staffSeenSeq: ticket.seq + drafts.length }
    : { shopperSeenSeq: ticket.publicSeq + drafts.length };
}
