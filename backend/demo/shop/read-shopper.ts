import type { Reader } from "../../core/database/reader.ts";
import { type DetailedOrder, readOrdersOf } from "../../shop/orders/read-details.ts";
import { availableStock } from "../../shop/orders/stock.ts";
import { identitySecrets } from "../../shop/storefronts/secrets.ts";
import { customers, variants } from "../../shop/tables.ts";
import { signIdentity } from "./identity-token.ts";
import type { DemoShopper } from "./visitor.ts";

interface Shop {
  reader: Reader;
  storefrontId: string;
}

const customerOf = ({ reader, storefrontId }: Shop, shopper: DemoShopper) =>
  reader.one(customers, { storefrontId, externalId: shopper.id });

/** Newest first. */
export async function ordersOf(shop: Shop, shopper: DemoShopper): Promise<DetailedOrder[]> {
  const customer = await customerOf(shop, shopper);
  const asker = { shopperId: "", customerId: customer?.id ?? null };
  return readOrdersOf(shop.reader, shop.storefrontId, asker, { take: 50 });
}

/** Signed with the newest secret, so that a rotation in the console holds at once; null where there is none. */
export async function tokenOf(shop: Shop, shopper: DemoShopper): Promise<string | null> {
  const customer = await customerOf(shop, shopper);
  const [newest] = await identitySecrets(shop.reader, shop.storefrontId);
  if (customer === null || newest === undefined) return null;
  return signIdentity({ id: shopper.id, email: customer.email, name: customer.name }, newest);
}

export async function stockOf({ reader, storefrontId }: Shop, sku: string): Promise<number | null> {
  const variant = await reader.one(variants, { storefrontId, sku });
  return variant === null ? null : availableStock(variant);
}
