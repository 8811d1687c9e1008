import type { OrderedLine } from "../../contract/fields.ts";
import { allocate, inProportion } from "../../core/money.ts";
import { refuse } from "../../core/refusal.ts";
import type { VariantRow } from "../tables.ts";
import { goodsWorth, type OrderWithLines } from "./order-worth.ts";

/** Shipping was paid for the parcel, not for the choice of a variant. */
const withoutShipping = ({ order, lines }: OrderWithLines): OrderWithLines => ({
  order: { ...order, shippingMinor: 0, totalMinor: Math.max(0, order.totalMinor - order.shippingMinor) },
  lines,
});

/** A piece's price at this order, as its list price is to the line's own: orders are in currencies that the list is not. */
function priceHere(unitPriceMinor: number, own: Priced | null, variant: Priced): number {
  if (own === null || own.priceMinor === 0) return variant.priceMinor;
  return inProportion(unitPriceMinor, variant.priceMinor, own.priceMinor);
}

type Priced = Pick<VariantRow, "priceMinor">;

/**
 * What chosen pieces would have cost less as another variant: positive where it is cheaper, negative where it is dearer, in
 * minor units. A cheaper one gives back its share of what was really paid for them, discount and tax included; a dearer one
 * is dearer by its price, because nobody knows what discount it would have had. `own`: the line's variant as the catalogue
 * has it now, null where it has left. Refuses `wrong_line`.
 */
export function priceDifference(
  o: OrderWithLines,
  { lineId, quantity }: OrderedLine,
  own: Priced | null,
  variant: Priced,
): number {
  const line = o.lines.find((each) => each.id === lineId) ?? refuse("wrong_line", { lineId });
  const newPriceMinor = priceHere(line.unitPriceMinor, own, variant);
  const gapMinor = quantity * (line.unitPriceMinor - newPriceMinor);
  if (gapMinor <= 0) return gapMinor;
  const paidMinor = goodsWorth(withoutShipping(o), [{ lineId, quantity }]);
  return allocate(paidMinor, [gapMinor, quantity * newPriceMinor])[0] ?? 0;
}
