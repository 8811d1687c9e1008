import { In } from "typeorm";
import type { Assurance } from "../../contract/vocabulary.ts";
import type { Reader } from "../../core/database/reader.ts";
import { statedOrders } from "../storefront-tables.ts";
import { type OrderRow, orderLines, orders, type ShipmentRow, shipments } from "../tables.ts";
import type { Asker } from "./assurance.ts";
import { groupByOrder } from "./group-by-order.ts";
import type { OrderWithLines } from "./order-worth.ts";
import { linesPerOrder } from "./read-order.ts";

export interface DetailedOrder extends OrderWithLines {
  shipments: ShipmentRow[];
  assurance: Assurance | null;
}

const parcelsPerOrder = 50;

/** The asker's orders, newest first: all of a verified customer's, and those that they stated. `first` leads where given. */
export async function readOrdersOf(
  reader: Reader,
  storefrontId: string,
  asker: Asker,
  { take, first = null }: { take: number; first?: string | null },
): Promise<DetailedOrder[]> {
  const stated = await reader.many(statedOrders, {
    where: { shopperId: asker.shopperId },
    order: { at: "DESC" },
    take,
  });
  const statedIds = new Set(stated.map((each) => each.orderId));
  const named = [...statedIds, ...(first === null ? [] : [first])];
  const found = await reader.many(orders, {
    where: [
      ...(asker.customerId === null ? [] : [{ storefrontId, customerId: asker.customerId }]),
      { storefrontId, id: In(named) },
    ],
    order: { orderedAt: "DESC", id: "ASC" },
    take: take + named.length,
  });
  const rank = (order: OrderRow) => (order.id === first ? 0 : 1);
  const chosen = found.sort((a, b) => rank(a) - rank(b) || b.orderedAt - a.orderedAt).slice(0, take);
  const assuranceFor = (order: OrderRow): Assurance | null => {
    if (asker.customerId !== null && order.customerId === asker.customerId) return "verified";
    return statedIds.has(order.id) ? "stated" : null;
  };
  return withDetails(reader, chosen, assuranceFor);
}

async function withDetails(
  reader: Reader,
  rows: readonly OrderRow[],
  assuranceFor: (order: OrderRow) => Assurance | null,
): Promise<DetailedOrder[]> {
  const orderId = In(rows.map((order) => order.id));
  const [lines, parcels] = await Promise.all([
    reader.many(orderLines, {
      where: { orderId },
      order: { orderId: "ASC", position: "ASC" },
      take: rows.length * linesPerOrder,
    }),
    reader.many(shipments, {
      where: { orderId },
      order: { shippedAt: "ASC", id: "ASC" },
      take: rows.length * parcelsPerOrder,
    }),
  ]);
  const linesOf = groupByOrder(lines);
  const parcelsOf = groupByOrder(parcels);
  return rows.map((order) => ({
    order,
    lines: linesOf(order.id),
    shipments: parcelsOf(order.id),
    assurance: assuranceFor(order),
  }));
}
