import type { ShopperEntry, StaffEntry } from "../contract/entries.ts";
import { projectToDepartment } from "../contract/project-entry.ts";
import { type Resumed, resumePage } from "../contract/sockets.ts";
import type { ShopperTicketView, StaffTicketView } from "../contract/views.ts";
import type { Actor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { audienceOf, type TicketAudience } from "../tickets/access.ts";
import { readMarks } from "../tickets/marks.ts";
import { readEntriesAfter, readShopperEntriesAfter } from "../tickets/read-entries.ts";
import { type TicketRow, tickets } from "../tickets/tables.ts";
import { readShopperView, readStaffView } from "./read-ticket-view.ts";

/** `seq`: the head in the staff's count, whatever the audience. */
export type TicketResumed =
  | { audience: "shopper"; seq: number; resumed: Resumed<ShopperTicketView, ShopperEntry> }
  | {
      audience: Exclude<TicketAudience, "shopper">;
      seq: number;
      resumed: Resumed<StaffTicketView, StaffEntry>;
    };

export async function readTicketFor(reader: Reader, ticketId: string, actor: Actor): Promise<TicketRow> {
  const ticket = await reader.one(tickets, { id: ticketId });
  if (ticket === null || audienceOf(actor, ticket) === null) refuse("not_found", {});
  return ticket;
}

/** A view is made of several reads; if the ticket moved meanwhile it is read again, so that it is of one moment. */
const readsAtMost = 8;

/**
 * What a client gets that opens a ticket or comes back behind `after` (in its own count): what it missed, or a fresh
 * view if that is more than a page or if `after` lies ahead of the ticket.
 */
export async function resumeTicket(
  reader: Reader,
  ticketId: string,
  after: number | null,
  actor: Actor,
): Promise<TicketResumed> {
  for (let attempt = 0; attempt < readsAtMost; attempt++) {
    const ticket = await readTicketFor(reader, ticketId, actor);
    const audience = audienceOf(actor, ticket);
    if (audience === null) refuse("not_found", {});
    const result = await (audience === "shopper"
      ? resumeShopper(reader, ticket, after)
      : resumeStaff(reader, ticket, after, audience));
    const again = await reader.one(tickets, { id: ticketId });
    if (again?.seq === ticket.seq || result.resumed.kind === "entries") return result;
  }
  return refuse("busy", {});
}

const isNear = (after: number | null, head: number): after is number =>
  after !== null && after <= head && head - after <= resumePage;

async function resumeShopper(
  reader: Reader,
  ticket: TicketRow,
  after: number | null,
): Promise<TicketResumed> {
  const audience = "shopper";
  if (!isNear(after, ticket.publicSeq)) {
    return {
      audience,
      seq: ticket.seq,
      resumed: { kind: "snapshot", ...(await readShopperView(reader, ticket)) },
    };
  }
  const entries = await readShopperEntriesAfter(reader, ticket.id, after, resumePage);
  const marks = (await readMarks(reader, ticket)).public;
  return { audience, seq: ticket.seq, resumed: { kind: "entries", entries, head: ticket.publicSeq, marks } };
}

async function resumeStaff(
  reader: Reader,
  ticket: TicketRow,
  after: number | null,
  audience: Exclude<TicketAudience, "shopper">,
): Promise<TicketResumed> {
  if (!isNear(after, ticket.seq)) {
    return {
      audience,
      seq: ticket.seq,
      resumed: { kind: "snapshot", ...(await readStaffView(reader, ticket, audience)) },
    };
  }
  const missed = await readEntriesAfter(reader, ticket.id, after, resumePage);
  const entries = audience === "staff" ? missed : missed.map(projectToDepartment);
  const marks = (await readMarks(reader, ticket)).staff;
  return { audience, seq: ticket.seq, resumed: { kind: "entries", entries, head: ticket.seq, marks } };
}
