import type { OrderedLine } from "../../contract/fields.ts";
import { allocate } from "../../core/money.ts";
import { refuse } from "../../core/refusal.ts";
import type { VariantRow } from "../tables.ts";
import { goodsWorth, type OrderWithLines } from "./order-worth.ts";

/** Shipping was paid for the parcel, not for the choice of a variant. */
const withoutShipping = ({ order, lines }: OrderWithLines): OrderWithLines => ({
  order: { ...order, shippingMinor: 0, totalMinor: Math.max(0, order.totalMinor - order.shippingMinor) },
  lines,
});

/**
 * What chosen pieces would have cost less as another variant: positive where it is cheaper, negative where it is dearer, in
 * minor units. A cheaper one gives back its share of what was really paid for them, discount and tax included; a dearer one
 * is dearer by its list price, because nobody knows what discount it would have had. Refuses `wrong_line`.
 */
export function priceDifference(
  o: OrderWithLines,
  { lineId, quantity }: OrderedLine,
  variant: Pick<VariantRow, "priceMinor">,
): number {
  const line = o.lines.find((each) => each.id === lineId) ?? refuse("wrong_line", { lineId });
  const gapMinor = quantity * (line.unitPriceMinor - variant.priceMinor);
  if (gapMinor <= 0) return gapMinor;
  const paidMinor = goodsWorth(withoutShipping(o), [{ lineId, quantity }]);
  return allocate(paidMinor, [gapMinor, quantity * variant.priceMinor])[0] ?? 0;
}
