import type { Actor, PersonActor } from "../core/actor.ts";
import { authorOf } from "../core/actor.ts";
import type { Circumstances } from "../core/command.ts";
import type { NewJob } from "../core/jobs/job.ts";
import { refuse } from "../core/refusal.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Draft } from "../tickets/timeline.ts";
import type { RemedyRow } from "./tables.ts";

/** Carries out one attempt of a remedy; see pay-remedy.ts. */
export function payJob({ id, attempt }: RemedyRow): NewJob {
  return { kind: "remedy.pay", payload: { remedyId: id, attempt } };
}

export function expireJob({ id, expiresAt }: RemedyRow): NewJob {
  return { kind: "remedy.expire", payload: { remedyId: id }, dueAt: expiresAt ?? undefined };
}

/** A closed case is opened again before anything is promised in it, so that it stands where the shopper looks. */
export function ensureOpen(ticket: TicketRow): void {
  if (ticket.status === "resolved") refuse("ticket_resolved", {});
}

/** What the person writes to the shopper stands before the card, in the same commit. */
export function toldDrafts(text: string | null, actor: Actor, { commandId }: Circumstances): Draft[] {
  if (text === null) return [];
  return [{ kind: "message.sent", body: { text, photos: [], commandId }, by: authorOf(actor) }];
}

/** Who gives in a case that nobody has answered yet becomes the one who answers it. */
export function assignDrafts(ticket: TicketRow, actor: PersonActor): Draft[] {
  if (ticket.assigneeId !== null) return [];
  const body = { assigneeId: actor.personId, assigneeName: actor.name, isTakeover: false };
  return [{ kind: "ticket.assigned", body, by: authorOf(actor) }];
}

export function promisedBody({ id, remedy, amountMinor, currency, lines, terms }: RemedyRow) {
  return { remedyId: id, remedy, amountMinor, currency, lines, terms };
}
