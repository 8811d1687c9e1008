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

/** What a remedy is about: bought lines, or goods off the shelf that take no line's place. Neither: the order as such. */
export interface Chosen {
  lines: readonly OrderedLine[];
  goods: { sku: string; quantity: number } | null;
}

const parcelsPerOrder = 50;

/** What a decision sees of the order itself and of what is chosen. */
export async function readOrderFacts(
  reader: Reader,
  { order, lines }: OrderWithLines,
  { lines: chosen, goods }: Chosen,
  now: number,
): Promise<OrderFacts> {
  const parcels = await reader.many(shipments, { where: { orderId: order.id }, take: parcelsPerOrder });
  const chosenIds = new Set(chosen.map(({ lineId }) => lineId));
  const skus = [...new Set(skusMeant(lines, chosenIds, goods))];
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
    quantity: chosen.length > 0 ? sumOf(chosen) : (goods?.quantity ?? sumOf(lines)),
    auditDraw: drawForAudit(
      await readAuditKey(reader, order.storefrontId),
      order.id,
      lines.map(({ id }) => id),
    ),
  };
}

/** An amount on the order as such may be for any piece of it: to leave the lines out must not give more than to name them. */
const sumOf = (counted: readonly Pick<OrderedLine, "quantity">[]) =>
  counted.reduce((sum, { quantity }) => sum + quantity, 0);

/**
 * A rule that names products is about what was bought: of an exchange the line that comes back, not what goes out for it.
 * Only what takes no line's place, a gift, is asked about itself.
 */
function skusMeant(
  lines: OrderWithLines["lines"],
  chosenIds: ReadonlySet<string>,
  goods: Chosen["goods"],
): string[] {
  if (chosenIds.size === 0 && goods !== null) return [goods.sku];
  const meant = chosenIds.size === 0 ? lines : lines.filter(({ id }) => chosenIds.has(id));
  return meant.map(({ sku }) => sku);
}
