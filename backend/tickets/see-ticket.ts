import { ticketCommands } from "../contract/commands/tickets.ts";
import type { Actor } from "../core/actor.ts";
import { defineCommand, sharedRow } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import type { Notice } from "../core/notices.ts";
import { audienceOf, heldTicket } from "./access.ts";
import { readMarks } from "./marks.ts";
import { type TicketRow, tickets } from "./tables.ts";

const { input, who } = ticketCommands["ticket.see"];

/** How far this side has read is no entry: it would double the timeline, and nobody needs its history. */
export const seeTicket = defineCommand({
  name: "ticket.see",
  who,
  input,
  share: ({ ticketId }) => [sharedRow(tickets, ticketId)],
  async load(tx, { ticketId, seq }, actor: Actor) {
    const ticket = await heldTicket(tx, ticketId, actor);
    const seen = seenBy(actor, ticket, seq);
    return { ticket, seen, marks: await readMarks(tx, { ...ticket, ...seen }) };
  },
  decide({ ticket, seen, marks }) {
    const [change] = Object.entries(seen) as [keyof typeof seen, number][];
    if (change === undefined || change[1] <= (ticket[change[0]] ?? 0)) return { answer: {} };
    const tell: Notice = { kind: "marks", ticketId: ticket.id, ...marks };
    return { answer: {}, writes: [update(tickets, { id: ticket.id }, seen)], tell: [tell] };
  },
});

/** A department's reading says nothing about whether the shopper was read, so it leaves no mark. */
function seenBy(
  actor: Actor,
  ticket: TicketRow,
  seq: number,
): Partial<Pick<TicketRow, "shopperSeenSeq" | "staffSeenSeq">> {
  const audience = audienceOf(actor, ticket);
  if (audience === "shopper") return { shopperSeenSeq: Math.min(seq, ticket.publicSeq) };
  if (audience === "staff") return { staffSeenSeq: Math.min(seq, ticket.seq) };
  return {};
}
