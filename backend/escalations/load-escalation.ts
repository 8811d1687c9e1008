import type { PersonActor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { lockTicket } from "../tickets/access.ts";
import type { TicketRow } from "../tickets/tables.ts";
import { type EscalationRow, escalations } from "./tables.ts";

export interface LoadedEscalation {
  ticket: TicketRow;
  escalation: EscalationRow;
  /** Other open invitations of the same department into the same ticket. */
  openBeside: number;
}

/** Locks ticket and escalation for an actor who may see the ticket; a department only for its own invitation. */
export async function lockEscalation(
  tx: Transaction,
  escalationId: string,
  actor: PersonActor,
): Promise<LoadedEscalation> {
  const found = await tx.one(escalations, { id: escalationId });
  if (found === null) refuse("not_found", {});
  if (actor.kind === "department" && !actor.departmentIds.includes(found.departmentId))
    refuse("not_found", {});
  const ticket = await lockTicket(tx, found.ticketId, actor);
  const escalation = await tx.lock(escalations, escalationId);
  if (escalation === null) refuse("not_found", {});
  const { ticketId, departmentId } = escalation;
  const open = await tx.count(escalations, { ticketId, departmentId, state: "open" });
  return { ticket, escalation, openBeside: escalation.state === "open" ? open - 1 : open };
}
