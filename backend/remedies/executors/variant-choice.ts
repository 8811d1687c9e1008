import type { OrderedLine } from "../../contract/fields.ts";
import { type GoodsRef, noTerms, type Terms } from "../../contract/remedy-terms.ts";
import { refuse } from "../../core/refusal.ts";
import { titleOf } from "../../shop/orders/order-worth.ts";
import { priceDifference } from "../../shop/orders/variant-price.ts";
import type { VariantRow } from "../../shop/tables.ts";
import type { Choice, Ground } from "./executor.ts";
import { leastAmountMinor, lineOf } from "./preconditions.ts";

export const goodsOf = (variant: VariantRow, quantity: number): GoodsRef => ({
  sku: variant.sku,
  title: titleOf(variant),
  quantity,
});

/** Refuses `unknown_variant` for what the shop does not sell. */
export const variantOf = ({ stock }: Ground, sku: string): VariantRow =>
  stock.get(sku) ?? refuse("unknown_variant", { sku });

/** As the catalogue has it now; null where it has left. */
const ownVariantOf = ({ o, stock }: Ground, lineId: string): VariantRow | null =>
  stock.get(lineOf(o, lineId).sku) ?? null;

/** Another variant of what the line is. A line whose own variant has left the catalogue is known by its title. */
function otherVariantOf(ground: Ground, lineId: string, sku: string): VariantRow {
  const line = lineOf(ground.o, lineId);
  const variant = variantOf(ground, sku);
  if (line.sku === sku) refuse("same_variant", { sku });
  const own = ownVariantOf(ground, lineId);
  const isSameProduct =
    own === null ? variant.title === line.title : variant.productHandle === own.productHandle;
  if (!isSameProduct) refuse("other_product", { sku });
  return variant;
}

/**
 * A line's pieces become another variant of the same product. A cheaper one gives the difference back; a dearer one is
 * refused unless the shop waives the difference, because Frontline asks nobody for money.
 */
export function termsOfSwap(
  ground: Ground,
  line: OrderedLine,
  { sku, isDifferenceWaived }: { sku: string; isDifferenceWaived: boolean },
): Terms {
  const variant = otherVariantOf(ground, line.lineId, sku);
  const differenceMinor = priceDifference(ground.o, line, ownVariantOf(ground, line.lineId), variant);
  if (differenceMinor < 0 && !isDifferenceWaived) {
    const { currency } = ground.o.order;
    refuse("dearer_variant", { differenceMinor: -differenceMinor, currency });
  }
  return {
    ...noTerms,
    goods: goodsOf(variant, line.quantity),
    refundMinor: Math.max(0, differenceMinor),
    waivedMinor: Math.max(0, -differenceMinor),
  };
}

/** What is forgone or given back by a choice that may not be complete yet. */
export function previewDifference({ lines: [line], goods }: Choice, ground: Ground): number {
  const variant = goods === null ? undefined : ground.stock.get(goods.sku);
  if (line === undefined || variant === undefined) return 0;
  return priceDifference(ground.o, line, ownVariantOf(ground, line.lineId), variant);
}

/** What goods cost in the shop today. */
export const worthOfGoods = (variant: VariantRow | undefined, quantity: number): number =>
  Math.max(leastAmountMinor, (variant?.priceMinor ?? 0) * quantity);
