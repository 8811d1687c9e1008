import type { Reader } from "../../core/database/reader.ts";
import { type ShipmentRow, shipments } from "../tables.ts";
import type { OrderWithLines } from "./order-worth.ts";

const parcelsPerOrder = 50;

/**
 * The lines of which something has left the shop, or may have: a parcel that does not say what is in it may hold any.
 * What needs no parcel was delivered when it was bought, so it counts as shipped too.
 */
export function shippedLines(o: OrderWithLines, parcels: readonly ShipmentRow[]): ReadonlySet<string> {
  const isAllGone =
    o.order.fulfillmentStatus === "fulfilled" || parcels.some(({ skus }) => skus.length === 0);
  const sent = new Set(parcels.flatMap(({ skus }) => skus));
  const gone = o.lines.filter((line) => isAllGone || !line.requiresShipping || sent.has(line.sku));
  return new Set(gone.map((line) => line.id));
}

export async function readShippedLines(reader: Reader, o: OrderWithLines): Promise<ReadonlySet<string>> {
  const where = { orderId: o.order.id };
  return shippedLines(o, await reader.many(shipments, { where, take: parcelsPerOrder }));
}
