import { In } from "typeorm";
import type { Actor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { lockOrder } from "../shop/orders/read-order.ts";
import { readShippedLines } from "../shop/orders/shipped-lines.ts";
import { type VariantRow, variants } from "../shop/tables.ts";
import { lockTicket } from "../tickets/access.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Choice, Ground } from "./executors/executor.ts";
import { executorOf } from "./executors/executors.ts";
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

/** What a choice is judged on and bears on. Lines that are not the order's are left to the rules. */
export async function lockGround(tx: Transaction, o: OrderWithLines, choice: Choice): Promise<Ground> {
  const skus = skusOf(o, choice);
  const found = skus.length === 0 ? [] : await readVariants(tx, o, skus);
  const locked = await tx.lockAll(
    variants,
    found.map((variant) => variant.id),
  );
  return { ...groundOf(o, locked), shippedLineIds: await readShippedLines(tx, o) };
}

/** The same for who only looks. */
export async function readGround(reader: Reader, o: OrderWithLines, choice: Choice): Promise<Ground> {
  const found = await readVariants(reader, o, skusOf(o, choice));
  return { ...groundOf(o, found), shippedLineIds: await readShippedLines(reader, o) };
}

const groundOf = (o: OrderWithLines, found: readonly VariantRow[]) => ({
  o,
  stock: new Map(found.map((variant) => [variant.sku, variant])),
});

/** A variant that takes a line's place is compared with the line's own, so both are looked at. */
function skusOf(o: OrderWithLines, { remedy, lines, goods }: Choice): string[] {
  if (executorOf(remedy).takes === "nothing") return [];
  const chosen = new Set(lines.map((line) => line.lineId));
  const own = o.lines.filter((line) => chosen.has(line.id)).map((line) => line.sku);
  return [...new Set(goods === null ? own : [...own, goods.sku])];
}

async function readVariants(
  reader: Reader,
  { order }: OrderWithLines,
  skus: readonly string[],
): Promise<VariantRow[]> {
  if (skus.length === 0) return [];
  const where = { storefrontId: order.storefrontId, sku: In([...skus]) };
  return reader.many(variants, { where, take: skus.length });
}

/** Two who press at the same moment mean the same remedy: under the ticket's lock the second is told to look again. */
export async function ensureSeen(tx: Transaction, ticket: TicketRow, seen: number | null): Promise<void> {
  if (seen !== null && (await tx.count(remedies, { ticketId: ticket.id })) > seen)
    refuse("changed_meanwhile", {});
}
