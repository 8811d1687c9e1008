import { In } from "typeorm";
import { consoleQueries, type OfferedVariant } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { readOrder } from "../shop/orders/read-order.ts";
import { availableStock } from "../shop/orders/stock.ts";
import { priceDifference } from "../shop/orders/variant-price.ts";
import { type VariantRow, variants } from "../shop/tables.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import { lineOf } from "./executors/preconditions.ts";
import { belongTogether } from "./rules.ts";

const { input, who } = consoleQueries["variant.list"];
const shown = 50;

/** For exchange and change: the same product as a line. For a gift: whatever a word finds. Cheapest first. */
export const readOfferedVariants = defineQuery({
  name: "variant.list",
  who,
  input,
  async read(reader, { ticketId, orderId, like, search }, actor: PersonActor) {
    const ticket = await reader.one(tickets, { id: ticketId });
    const o = await readOrder(reader, orderId);
    if (ticket === null || o === null || audienceOf(actor, ticket) === null) refuse("not_found", {});
    if (!belongTogether(ticket, o.order)) refuse("not_found", {});
    const own = like === null ? null : await readOwn(reader, o, like.lineId);
    const found =
      like === null
        ? await findByWord(reader, o.order.storefrontId, search)
        : await readOthersOf(reader, o, like.lineId, own);
    const offered = found.map((variant): OfferedVariant => {
      const { sku, title, priceMinor } = variant;
      const differenceMinor = like === null ? 0 : priceDifference(o, like, own, variant);
      return {
        sku,
        title,
        variant: variant.variant,
        priceMinor,
        inStock: availableStock(variant),
        differenceMinor,
      };
    });
    return { variants: offered };
  },
});

const readOwn = (reader: Reader, o: OrderWithLines, lineId: string): Promise<VariantRow | null> =>
  reader.one(variants, { storefrontId: o.order.storefrontId, sku: lineOf(o, lineId).sku });

/** As the rules of a swap have it: the line's product by its own variant, else by its title. */
async function readOthersOf(
  reader: Reader,
  o: OrderWithLines,
  lineId: string,
  own: VariantRow | null,
): Promise<VariantRow[]> {
  const line = lineOf(o, lineId);
  const { storefrontId } = o.order;
  const same = own === null ? { title: line.title } : { productHandle: own.productHandle };
  const found = await reader.many(variants, {
    where: { storefrontId, ...same },
    order: { priceMinor: "ASC", sku: "ASC" },
    take: shown,
  });
  return found.filter((variant) => variant.sku !== line.sku);
}

async function findByWord(reader: Reader, storefrontId: string, word: string): Promise<VariantRow[]> {
  const like = `%${word.replace(/[!%_]/g, (sign) => `!${sign}`)}%`;
  const found = await reader.sql<{ id: string }>(
    "SELECT `id` FROM `variants` WHERE `storefrontId` = ? AND `requiresShipping` = ? AND (`title` LIKE ? ESCAPE '!' OR `sku` LIKE ? ESCAPE '!') ORDER BY `priceMinor`, `sku` LIMIT ?",
    [storefrontId, 1, like, like, shown],
  );
  const rows = await reader.many(variants, { where: { id: In(found.map(({ id }) => id)) }, take: shown });
  return rows.sort((a, b) => a.priceMinor - b.priceMinor || (a.sku < b.sku ? -1 : 1));
}
