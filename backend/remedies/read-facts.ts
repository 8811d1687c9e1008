import { Like } from "typeorm";
import { personDayBudgetId } from "../authority/budgets.ts";
import type { CompiledPolicy } from "../authority/compile-policy.ts";
import type { AmountlessFacts } from "../authority/facts.ts";
import { readCompiledPolicy } from "../authority/queries.ts";
import { countClaims90Days } from "../claims/queries.ts";
import type { Assurance, ClaimReason, RemedyKind } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { photos } from "../evidence/tables.ts";
import { assuranceOf } from "../shop/orders/assurance.ts";
import { readTrust } from "../shop/orders/queries.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import type { OrderRow } from "../shop/tables.ts";
import type { TicketRow } from "../tickets/tables.ts";
import { readGranted } from "./read-granted.ts";
import { belongTogether } from "./rules.ts";

/** What is asked, by whom and of what. */
export interface Question {
  ticket: TicketRow;
  order: OrderRow;
  actor: PersonActor;
  remedy: RemedyKind;
  reason: ClaimReason;
  now: number;
}

export interface Known {
  policy: CompiledPolicy;
  facts: AmountlessFacts;
}

/** The budget that the person's grants of today on this order draw from. */
export async function readDayBudgetId(
  reader: Reader,
  order: Pick<OrderRow, "storefrontId" | "currency">,
  personId: string,
  now: number,
): Promise<string> {
  const { storefrontId, currency } = order;
  const storefront = await reader.one(storefronts, { id: storefrontId });
  return personDayBudgetId({
    storefrontId,
    personId,
    currency,
    timeZone: storefront?.timeZone ?? "UTC",
    now,
  });
}

/**
 * The one place where the facts of a decision are gathered: headroom, grant, request, approval and retry all see the
 * same. `dayUsedMinor` comes from the caller, who knows whether it was read under the budget's lock. Refuses an order
 * that is none of the ticket's as `not_found`.
 */
export async function readFacts(reader: Reader, question: Question, dayUsedMinor: number): Promise<Known> {
  const { ticket, order, actor, remedy, reason, now } = question;
  if (!belongTogether(ticket, order)) refuse("not_found", {});
  const policy = await readCompiledPolicy(reader, order.storefrontId);
  const facts: AmountlessFacts = {
    storefrontId: order.storefrontId,
    role: actor.kind,
    personId: actor.personId,
    remedy,
    reason,
    currency: order.currency,
    orderGrantedMinor: await readGranted(reader, order.id),
    dayUsedMinor,
    assurance: await readAssurance(reader, ticket, order),
    photoCount: await reader.count(photos, { ticketId: ticket.id, owner: Like("shopper:%") }),
    isTrusted: await readIsTrusted(reader, ticket, now),
    policyVersion: policy.version,
  };
  return { policy, facts };
}

/** An order that staff attached, or that nobody vouches for, is stated. */
async function readAssurance(reader: Reader, ticket: TicketRow, order: OrderRow): Promise<Assurance> {
  if (ticket.orderId === order.id && ticket.assurance !== null) return ticket.assurance;
  return (await assuranceOf(reader, ticket, order)) ?? "stated";
}

async function readIsTrusted(reader: Reader, ticket: TicketRow, now: number): Promise<boolean> {
  const { customerId } = ticket;
  const claims90Days = await countClaims90Days(reader, customerId, now, ticket.id);
  return readTrust(reader, { customerId, claims90Days }, now);
}
