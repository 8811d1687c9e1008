import type { FinancialStatus } from "../contract/vocabulary.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { type CustomerRow, type OrderRow, orderLines, orderMoney, orders, variants } from "../shop/tables.ts";
import type { Ground } from "./executors/executor.ts";
import { executorOf } from "./executors/executors.ts";
import { piecesBySku } from "./executors/preconditions.ts";
import type { RemedyRow } from "./tables.ts";

/** A remedy and what it bears on, all of it locked. */
export interface Bearing extends Ground {
  remedy: RemedyRow;
}

/** Promised: held back on the order and on the shelf until the outside world has answered. */
export function holdWrites(bearing: Bearing): Write[] {
  return [
    ...moneyHeld(bearing, 1),
    ...lineWrites(bearing, 1),
    ...shelfWrites(bearing, { reserved: 1, stock: 0 }),
  ];
}

/** Failed for good: everything that was held may be given to somebody again. */
export function releaseWrites(bearing: Bearing): Write[] {
  return [
    ...moneyHeld(bearing, -1),
    ...lineWrites(bearing, -1),
    ...shelfWrites(bearing, { reserved: -1, stock: 0 }),
  ];
}

interface Settling {
  corrected: CustomerRow | null;
  attemptId: string;
  /** False where the attempt had given back what it held: then the lines count anew as well. */
  wasHeld: boolean;
  newId: () => string;
  now: number;
}

/**
 * Settled: what went back to the payer stands in the order's ledger under the attempt's key. A parcel has left the shelf,
 * so it is taken from the last known count and no longer reserved; were it only unreserved, we would promise the same
 * piece again before the next count, and were it kept reserved, the next count (which lacks it already) would lack it twice.
 */
export function settleWrites(bearing: Bearing, settling: Settling): Write[] {
  const { remedy } = bearing;
  const { wasHeld, now, corrected } = settling;
  return [
    ...moneySettled(bearing, settling),
    ...(wasHeld ? [] : lineWrites(bearing, 1)),
    ...shelfWrites(bearing, { reserved: wasHeld ? -1 : 0, stock: -1 }),
    ...(executorOf(remedy.remedy).settle?.(remedy, { ...bearing, corrected }, now) ?? []),
  ];
}

const refundOf = ({ remedy }: Bearing): number => executorOf(remedy.remedy).refundMinor(remedy);

function moneyHeld(bearing: Bearing, sign: 1 | -1): Write[] {
  const { order } = bearing.o;
  const refundMinor = refundOf(bearing);
  if (refundMinor === 0) return [];
  const reservedMinor = Math.max(0, order.reservedMinor + sign * refundMinor);
  return [update(orders, { id: order.id }, { reservedMinor })];
}

function moneySettled(bearing: Bearing, { attemptId, wasHeld, newId, now }: Settling): Write[] {
  const { order } = bearing.o;
  const refundMinor = refundOf(bearing);
  if (refundMinor === 0) return [];
  const refundedMinor = order.refundedMinor + refundMinor;
  const reservedMinor = Math.max(0, order.reservedMinor - (wasHeld ? refundMinor : 0));
  const financialStatus = statusAfter(order, refundedMinor);
  const money = {
    id: newId(),
    storefrontId: order.storefrontId,
    orderId: order.id,
    kind: "refund" as const,
    amountMinor: refundMinor,
    source: "frontline" as const,
    reference: attemptId,
    at: now,
  };
  return [
    update(orders, { id: order.id }, { refundedMinor, reservedMinor, financialStatus }),
    insert(orderMoney, money),
  ];
}

function statusAfter(order: OrderRow, refundedMinor: number): FinancialStatus {
  return refundedMinor >= order.paidMinor ? "refunded" : "partially_refunded";
}

function lineWrites({ remedy, o }: Bearing, sign: 1 | -1): Write[] {
  const { counts } = executorOf(remedy.remedy);
  if (counts === null) return [];
  return remedy.lines.flatMap(({ lineId, quantity }) => {
    const line = o.lines.find((each) => each.id === lineId);
    // An import may have replaced the order's lines since.
    if (line === undefined) return [];
    return [update(orderLines, { id: lineId }, { [counts]: Math.max(0, line[counts] + sign * quantity) })];
  });
}

/** What leaves the shelf for it, by SKU. */
function piecesOf({ remedy, o }: Bearing): Map<string, number> {
  const { takes } = executorOf(remedy.remedy);
  if (takes === "lines") return piecesBySku(remedy.lines, o);
  const goods = remedy.terms?.goods ?? null;
  return new Map(takes === "goods" && goods !== null ? [[goods.sku, goods.quantity]] : []);
}

function shelfWrites(bearing: Bearing, by: { reserved: 1 | 0 | -1; stock: 0 | -1 }): Write[] {
  return [...piecesOf(bearing)].flatMap(([sku, quantity]) => {
    const variant = bearing.stock.get(sku);
    if (variant === undefined) return [];
    const reserved = Math.max(0, variant.reserved + by.reserved * quantity);
    const counted = variant.stock === null ? null : variant.stock + by.stock * quantity;
    return [update(variants, { id: variant.id }, { reserved, stock: counted })];
  });
}
