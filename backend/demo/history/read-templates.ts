import { In, MoreThan } from "typeorm";
import type { Reader } from "../../core/database/reader.ts";
import { isGenerated } from "../../core/ids.ts";
import { groupByOrder } from "../../shop/orders/group-by-order.ts";
import { customers, orderLines, orders, variants } from "../../shop/tables.ts";
import type { Ground, Template } from "./history-plan.ts";
import { giftsFrom, templatesFrom } from "./templates.ts";

/** Enough of a shop to look like it. */
const ordersRead = 1000;
const namesRead = 500;
const page = 200;

/** Paid orders of the shop's, and its customers' names to be mixed anew. What was generated before is not copied. */
export async function readTemplates(
  reader: Reader,
  storefrontId: string,
): Promise<Pick<Ground, "templates" | "gifts" | "names">> {
  const sold = await reader.many(orders, {
    where: { storefrontId, paidMinor: MoreThan(0) },
    order: { orderedAt: "DESC", id: "ASC" },
    take: ordersRead,
  });
  const own = sold.filter(({ id }) => !isGenerated(id));
  const catalogue = await reader.many(variants, {
    where: { storefrontId },
    order: { sku: "ASC" },
    take: 5000,
  });
  const templates: Template[] = [];
  for (let start = 0; start < own.length; start += page) {
    const some = own.slice(start, start + page);
    const lines = await reader.many(orderLines, {
      where: { orderId: In(some.map(({ id }) => id)) },
      order: { orderId: "ASC", position: "ASC" },
      take: page * 20,
    });
    const linesOf = groupByOrder(lines);
    const withLines = some.map((order) => ({ ...order, lines: linesOf(order.id) }));
    templates.push(
      ...templatesFrom(
        withLines.filter((order) => order.lines.length > 0),
        catalogue,
      ),
    );
  }
  const known = await reader.many(customers, {
    where: { storefrontId },
    order: { externalId: "ASC" },
    take: namesRead,
  });
  const names = known.filter(({ id }) => !isGenerated(id)).map(({ name }) => name);
  return { templates, gifts: giftsFrom(catalogue), names: names.length === 0 ? ["Ada Shopper"] : names };
}
