import type { OrderedLine } from "../contract/fields.ts";
import type { Reader } from "../core/database/reader.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { availableStock } from "../shop/orders/stock.ts";
import { variants } from "../shop/tables.ts";

const looked = 50;

/** Whether something else of the same product is there for what is claimed; an exchange is of one line. */
export async function hasOtherVariant(
  reader: Reader,
  { order, lines }: OrderWithLines,
  chosen: readonly OrderedLine[],
): Promise<boolean> {
  const [only, ...more] = chosen;
  const line = lines.find(({ id }) => id === only?.lineId);
  if (only === undefined || line === undefined || more.length > 0) return false;
  const { storefrontId } = order;
  const own = await reader.one(variants, { storefrontId, sku: line.sku });
  if (own === null) return false;
  const same = await reader.many(variants, {
    where: { storefrontId, productHandle: own.productHandle },
    order: { sku: "ASC" },
    take: looked,
  });
  return same.some(
    (variant) => variant.sku !== own.sku && (availableStock(variant) ?? only.quantity) >= only.quantity,
  );
}
