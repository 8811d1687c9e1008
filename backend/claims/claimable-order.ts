import type { Assurance } from "../contract/vocabulary.ts";
import type { ShopperActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { assuranceOf } from "../shop/orders/assurance.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { readOrder } from "../shop/orders/read-order.ts";

export interface ClaimableOrder extends OrderWithLines {
  assurance: Assurance;
}

/** An order that this shopper may claim on; somebody else's is `not_found`, as an unknown one is. */
export async function readClaimableOrder(
  reader: Reader,
  orderId: string,
  actor: ShopperActor,
): Promise<ClaimableOrder> {
  const found = await readOrder(reader, orderId);
  if (found === null || found.order.storefrontId !== actor.storefrontId) refuse("not_found", {});
  const assurance = (await assuranceOf(reader, actor, found.order)) ?? refuse("not_found", {});
  return { ...found, assurance };
}
