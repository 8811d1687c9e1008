import type { Reader } from "../../core/database/reader.ts";
import { shipments } from "../tables.ts";
import type { OrderWithLines } from "./order-worth.ts";

const parcelsPerOrder = 50;

/**
 * The lines of which something has left the shop, or may have: a parcel that does not say what is in it may hold any.
 * What needs no parcel was delivered when it was bought, so it counts as shipped too.
 */
export async function readShippedLines(reader: Reader, o: OrderWithLines): Promise<ReadonlySet<string>> {
  const parcels = await reader.many(shipments, { where: { orderId: o.order.id }, take: parcelsPerOrder });
  const isAllGone =
    o.order.fulfillmentStatus === "fulfilled" || parcels.some(({ skus }) => skus.length === 0);
  const sent = new Set(parcels.flatMap(({ skus }) => skus));
  const gone = o.lines.filter((line) => isAllGone || !line.requiresShipping || sent.has(line.sku));
  return new Set(gone.map((line) => line.id));
}
