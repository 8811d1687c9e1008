import { In, MoreThan } from "typeorm";
import type { Reader } from "../../core/database/reader.ts";
import { isGenerated } from "../../core/ids.ts";
import { groupByOrder } from "../../shop/orders/group-by-order.ts";
import { customers, orderLines, orders, variants } from "../../shop/tables.ts";
import type { Template } from "./history-plan.ts";

/** Enough of a shop to look like it. */
const ordersRead = 1000;
const namesRead = 500;
const page = 200;

/** Paid orders of the shop's, and its customers' names to be mixed anew. What was generated before is not copied. */
export async function readTemplates(
  reader: Reader,
  storefrontId: string,
): Promise<{ templates: Template[]; names: string[] }> {
  const sold = await reader.many(orders, {
    where: { storefrontId, paidMinor: MoreThan(0) },
    order: { orderedAt: "DESC", id: "ASC" },
    take: ordersRead,
  });
  const own = sold.filter(({ id }) => !isGenerated(id));
  const goods = await reader.many(variants, { where: { storefrontId }, order: { sku: "ASC" }, take: 5000 });
  const typeOf = new Map(goods.map(({ sku, productType }) => [sku, productType]));
  const templates: Template[] = [];
  for (let start = 0; start < own.length; start += page) {
    const some = own.slice(start, start + page);
    const lines = await reader.many(orderLines, {
      where: { orderId: In(some.map(({ id }) => id)) },
      order: { orderId: "ASC", position: "ASC" },
      take: page * 20,
    });
    const linesOf = groupByOrder(lines);
    for (const { id, currency, paymentMethod, shippingAddress } of some) {
      const found = linesOf(id).map((line) => ({
        sku: line.sku,
        title: line.title,
        variant: line.variant,
        productType: typeOf.get(line.sku) ?? "",
        unitPriceMinor: line.unitPriceMinor,
        quantity: line.quantity,
        requiresShipping: line.requiresShipping,
      }));
      if (found.length > 0)
        templates.push({ currency, paymentMethod, address: shippingAddress, lines: found });
    }
  }
  const known = await reader.many(customers, {
    where: { storefrontId },
    order: { externalId: "ASC" },
    take: namesRead,
  });
  const names = known.filter(({ id }) => !isGenerated(id)).map(({ name }) => name);
  return { templates, names: names.length === 0 ? ["Ada Shopper"] : names };
}
