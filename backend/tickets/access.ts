import type { Actor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { type TicketRow, tickets } from "./tables.ts";

/** In which projection somebody may read a ticket. */
export type TicketAudience = "shopper" | "staff" | "department";

type Seen = Pick<TicketRow, "shopperId" | "invitedDepartmentIds">;

/** The one answer to "who may see this ticket", for commands, queries, sockets and photos alike. Null: nobody told you of it. */
export function audienceOf(actor: Actor, ticket: Seen): TicketAudience | null {
  switch (actor.kind) {
    case "shopper":
      return ticket.shopperId === actor.shopperId ? "shopper" : null;
    case "agent":
    case "supervisor":
    case "admin":
      return "staff";
    case "department":
      return ticket.invitedDepartmentIds.some((id) => actor.departmentIds.includes(id)) ? "department" : null;
    default:
      return null;
  }
}

/** Locks a ticket that the actor may see; "not yours" reads the same as "not found". */
export async function lockTicket(tx: Transaction, ticketId: string, actor: Actor): Promise<TicketRow> {
  return seen(await tx.lock(tickets, ticketId), actor);
}

/** The same of one that is held for a shared command. */
export function heldTicket(tx: Transaction, ticketId: string, actor: Actor): TicketRow {
  return seen(tx.held(tickets, ticketId), actor);
}

function seen(ticket: TicketRow | null, actor: Actor): TicketRow {
  if (ticket === null || (actor.kind !== "system" && audienceOf(actor, ticket) === null))
    refuse("not_found", {});
  return ticket;
}
