import { In } from "typeorm";
import type { OrderedLine } from "../contract/fields.ts";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { deliveryOf } from "../shop/orders/order-phase.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { shipments, variants } from "../shop/tables.ts";
import { drawForAudit } from "./audit-draw.ts";
import type { DecisionFacts } from "./facts.ts";
import { readAuditKey } from "./read-audit-key.ts";

export type OrderFacts = Pick<
  DecisionFacts,
  "orderPaidMinor" | "orderAgeDays" | "isDelivered" | "products" | "quantity" | "auditDraw"
>;

const parcelsPerOrder = 50;

/** What a decision sees of the order itself and of the chosen lines. */
export async function readOrderFacts(
  reader: Reader,
  { order, lines }: OrderWithLines,
  chosen: readonly OrderedLine[],
  now: number,
): Promise<OrderFacts> {
  const parcels = await reader.many(shipments, { where: { orderId: order.id }, take: parcelsPerOrder });
  const chosenIds = new Set(chosen.map(({ lineId }) => lineId));
  const meant = chosen.length === 0 ? lines : lines.filter(({ id }) => chosenIds.has(id));
  const skus = [...new Set(meant.map(({ sku }) => sku))];
  const known = await reader.many(variants, {
    where: { storefrontId: order.storefrontId, sku: In(skus) },
    take: Math.max(1, skus.length),
  });
  const typeOf = new Map(known.map(({ sku, productType }) => [sku, productType]));
  return {
    orderPaidMinor: order.paidMinor,
    orderAgeDays: Math.max(0, Math.floor((now - order.orderedAt) / day)),
    isDelivered: deliveryOf(order, parcels).isDelivered,
    products: skus.map((sku) => ({ sku, productType: typeOf.get(sku) ?? "" })),
    quantity: chosen.reduce((sum, { quantity }) => sum + quantity, 0),
    auditDraw: drawForAudit(await readAuditKey(reader, order.storefrontId), order.id, chosenIds),
  };
}
