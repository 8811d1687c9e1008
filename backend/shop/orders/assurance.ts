import type { Assurance } from "../../contract/vocabulary.ts";
import type { Reader } from "../../core/database/reader.ts";
import { statedOrders } from "../storefront-tables.ts";
import type { OrderRow } from "../tables.ts";

/** A shopper's actor, or a ticket: `customerId` is set on both only where the shop vouches for the shopper. */
export interface Asker {
  shopperId: string;
  customerId: string | null;
}

/** How sure we are that the order is the shopper's; null: it is not theirs as far as we know. */
export async function assuranceOf(
  reader: Reader,
  asker: Asker,
  order: Pick<OrderRow, "id" | "customerId">,
): Promise<Assurance | null> {
  if (asker.customerId !== null && order.customerId === asker.customerId) return "verified";
  const stated = await reader.one(statedOrders, { id: `${asker.shopperId}:${order.id}` });
  return stated === null ? null : "stated";
}
