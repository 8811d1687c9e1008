import type { FinancialStatus } from "../contract/vocabulary.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { type OrderRow, orderLines, orderMoney, orders, variants } from "../shop/tables.ts";
import { piecesBySku, type Stock } from "./rules.ts";
import type { RemedyRow } from "./tables.ts";

/** A remedy and what it bears on, all of it locked. */
export interface Bearing {
  remedy: RemedyRow;
  o: OrderWithLines;
  stock: Stock;
}

/** Promised: held back on the order and on the shelf until the outside world has answered. */
export function holdWrites({ remedy, o, stock }: Bearing): Write[] {
  if (remedy.remedy === "refund") {
    const reservedMinor = o.order.reservedMinor + remedy.amountMinor;
    return [update(orders, { id: o.order.id }, { reservedMinor }), ...lineWrites(remedy, o, 1)];
  }
  return [...lineWrites(remedy, o, 1), ...shelfWrites(remedy, o, stock, { reserved: 1, stock: 0 })];
}

/** Failed for good: everything that was held may be given to somebody again. */
export function releaseWrites({ remedy, o, stock }: Bearing): Write[] {
  if (remedy.remedy === "refund") {
    const reservedMinor = Math.max(0, o.order.reservedMinor - remedy.amountMinor);
    return [update(orders, { id: o.order.id }, { reservedMinor }), ...lineWrites(remedy, o, -1)];
  }
  return [...lineWrites(remedy, o, -1), ...shelfWrites(remedy, o, stock, { reserved: -1, stock: 0 })];
}

interface Settling {
  attemptId: string;
  /** False where the attempt had given back what it held: then the lines count anew as well. */
  wasHeld: boolean;
  newId: () => string;
  now: number;
}

/**
 * Settled: a refund stands in the order's ledger under the attempt's key. A parcel has left the shelf, so it is taken
 * from the last known count and no longer reserved; were it only unreserved, we would promise the same piece again
 * before the next count, and were it kept reserved, the next count (which lacks it already) would lack it twice.
 */
export function settleWrites({ remedy, o, stock }: Bearing, settling: Settling): Write[] {
  const { attemptId, wasHeld, newId, now } = settling;
  const lines = wasHeld ? [] : lineWrites(remedy, o, 1);
  if (remedy.remedy === "reship")
    return [...lines, ...shelfWrites(remedy, o, stock, { reserved: wasHeld ? -1 : 0, stock: -1 })];
  const { order } = o;
  const refundedMinor = order.refundedMinor + remedy.amountMinor;
  const reservedMinor = Math.max(0, order.reservedMinor - (wasHeld ? remedy.amountMinor : 0));
  const financialStatus = statusAfter(order, refundedMinor);
  const money = {
    id: newId(),
    storefrontId: order.storefrontId,
    orderId: order.id,
    kind: "refund" as const,
    amountMinor: remedy.amountMinor,
    source: "frontline" as const,
    reference: attemptId,
    at: now,
  };
  return [
    update(orders, { id: order.id }, { refundedMinor, reservedMinor, financialStatus }),
    insert(orderMoney, money),
    ...lines,
  ];
}

function statusAfter(order: OrderRow, refundedMinor: number): FinancialStatus {
  return refundedMinor >= order.paidMinor ? "refunded" : "partially_refunded";
}

function lineWrites(remedy: RemedyRow, o: OrderWithLines, sign: 1 | -1): Write[] {
  return remedy.lines.flatMap(({ lineId, quantity }) => {
    const line = o.lines.find((each) => each.id === lineId);
    // An import may have replaced the order's lines since.
    if (line === undefined) return [];
    const change = sign * quantity;
    const set =
      remedy.remedy === "refund"
        ? { refundedQuantity: Math.max(0, line.refundedQuantity + change) }
        : { reshippedQuantity: Math.max(0, line.reshippedQuantity + change) };
    return [update(orderLines, { id: lineId }, set)];
  });
}

function shelfWrites(
  remedy: RemedyRow,
  o: OrderWithLines,
  stock: Stock,
  by: { reserved: 1 | 0 | -1; stock: 0 | -1 },
): Write[] {
  const known = remedy.lines.filter(({ lineId }) => o.lines.some((line) => line.id === lineId));
  return [...piecesBySku(known, o)].flatMap(([sku, quantity]) => {
    const variant = stock.get(sku);
    if (variant === undefined) return [];
    const reserved = Math.max(0, variant.reserved + by.reserved * quantity);
    const counted = variant.stock === null ? null : variant.stock + by.stock * quantity;
    return [update(variants, { id: variant.id }, { reserved, stock: counted })];
  });
}
