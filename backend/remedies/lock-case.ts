import { In } from "typeorm";
import type { OrderedLine } from "../contract/fields.ts";
import type { RemedyKind } from "../contract/vocabulary.ts";
import type { Actor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { lockOrder } from "../shop/orders/read-order.ts";
import { variants } from "../shop/tables.ts";
import { lockTicket } from "../tickets/access.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Stock } from "./rules.ts";
import { type RemedyRow, remedies } from "./tables.ts";

export interface Case {
  o: OrderWithLines;
  ticket: TicketRow;
}

/** In the fixed order: the order first, because it is what two tickets may share. Refuses `not_found`. */
export async function lockCase(
  tx: Transaction,
  { orderId, ticketId }: { orderId: string; ticketId: string },
  actor: Actor,
): Promise<Case> {
  const o = (await lockOrder(tx, orderId)) ?? refuse("not_found", {});
  return { o, ticket: await lockTicket(tx, ticketId, actor) };
}

/** A remedy with its case. Which case that is never changes, so it is read before the locks are taken. */
export async function lockRemedyCase(
  tx: Transaction,
  remedyId: string,
  actor: Actor,
): Promise<Case & { remedy: RemedyRow }> {
  const seen = (await tx.one(remedies, { id: remedyId })) ?? refuse("not_found", {});
  const { o, ticket } = await lockCase(tx, seen, actor);
  const remedy = (await tx.lock(remedies, remedyId)) ?? refuse("not_found", {});
  return { o, ticket, remedy };
}

/** The shelf of the chosen lines, by SKU; nothing for a refund. Lines that are not the order's are left to the rules. */
export async function lockStock(
  tx: Transaction,
  o: OrderWithLines,
  of: { remedy: RemedyKind; lines: readonly OrderedLine[] },
): Promise<Stock> {
  if (of.remedy !== "reship") return new Map();
  const chosen = new Set(of.lines.map((line) => line.lineId));
  const skus = new Set(o.lines.filter((line) => chosen.has(line.id)).map((line) => line.sku));
  if (skus.size === 0) return new Map();
  const found = await tx.many(variants, {
    where: { storefrontId: o.order.storefrontId, sku: In([...skus]) },
    take: skus.size,
  });
  const locked = await tx.lockAll(
    variants,
    found.map((variant) => variant.id),
  );
  return new Map(locked.map((variant) => [variant.sku, variant]));
}

/** Two who press at the same moment mean the same remedy: under the ticket's lock the second is told to look again. */
export async function ensureSeen(tx: Transaction, ticket: TicketRow, seen: number | null): Promise<void> {
  if (seen !== null && (await tx.count(remedies, { ticketId: ticket.id })) > seen)
    refuse("changed_meanwhile", {});
}
