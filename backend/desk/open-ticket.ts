import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type ShopperActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { type Notice, toStaff } from "../core/notices.ts";
import { attachWrites, lockOwnPhotos, toPhotoRef } from "../evidence/attach-photos.ts";
import { lockTicketCounter, newTicket } from "../tickets/new-ticket.ts";
import { append } from "../tickets/timeline.ts";

const { input, who } = ticketCommands["ticket.open"];

export const openTicket = defineCommand({
  name: "ticket.open",
  who,
  input,
  async load(tx, { photoIds }, actor: ShopperActor) {
    const photos = await lockOwnPhotos(tx, photoIds, actor);
    return { photos, counter: await lockTicketCounter(tx) };
  },
  decide({ photos, counter }, { text, context }, actor, circumstances) {
    const { ticket, drafts, writes } = newTicket(actor, { counter, ...context }, circumstances);
    const body = { text, photos: photos.map(toPhotoRef), commandId: circumstances.commandId };
    const appended = append(
      ticket,
      [...drafts, { kind: "message.sent", body, by: authorOf(actor) }],
      circumstances.now,
    );
    const { publicSeq } = appended.ticket;
    const home: Notice = {
      kind: "topics",
      to: { kind: "shopper", shopperId: actor.shopperId },
      topics: [topic.home(actor.shopperId)],
    };
    return {
      answer: { ticketId: ticket.id, seq: publicSeq },
      writes: [...writes, ...appended.writes, ...attachWrites(photos, ticket.id, true)],
      tell: [...appended.tell, toStaff(topic.queues), home],
    };
  },
});
