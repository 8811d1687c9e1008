import type { LineRef } from "../../contract/entries.ts";
import type { OrderedLine } from "../../contract/fields.ts";
import { allocate } from "../../core/money.ts";
import { refuse } from "../../core/refusal.ts";
import type { OrderLineRow, OrderRow } from "../tables.ts";

/** Lines by position. */
export interface OrderWithLines {
  order: OrderRow;
  lines: OrderLineRow[];
}

/** What can still be given back: paid, less what went back (here or elsewhere), less what we have promised. */
export function refundableMinor(
  order: Pick<OrderRow, "paidMinor" | "refundedMinor" | "reservedMinor">,
): number {
  return Math.max(0, order.paidMinor - order.refundedMinor - order.reservedMinor);
}

/**
 * What every single piece is worth, by line id: its price less the line's discount, with its share of the order's
 * discount and tax by that price, and of shipping by what is shipped. All pieces together are worth the order's total,
 * to the last minor unit; pieces of one line differ by at most one, the dearer first.
 */
export function unitWorths(o: OrderWithLines): Map<string, number[]> {
  const worths = lineShares(o);
  return new Map(
    o.lines.map(({ id, quantity }, index) => [id, allocate(worths[index] ?? 0, Array(quantity).fill(1))]),
  );
}

function lineShares({ order, lines }: OrderWithLines): number[] {
  const nets = lines.map((line) => Math.max(0, line.quantity * line.unitPriceMinor - line.discountMinor));
  // Where nothing costs anything, what is left to share out goes by pieces.
  const weights = nets.some((net) => net > 0) ? nets : lines.map((line) => line.quantity);
  const goodsMinor = order.totalMinor - order.shippingMinor - order.taxMinor;
  // A total below its own tax and shipping (a gift card took them) is shared out as one sum.
  if (goodsMinor < 0) return allocate(order.totalMinor, weights);
  const shipped = lines.map((line, index) => (line.requiresShipping ? (weights[index] ?? 0) : 0));
  const goods = allocate(goodsMinor, weights);
  const tax = allocate(order.taxMinor, weights);
  const shipping = allocate(order.shippingMinor, shipped.some((weight) => weight > 0) ? shipped : weights);
  return goods.map((each, index) => each + (tax[index] ?? 0) + (shipping[index] ?? 0));
}

function lineOf(o: OrderWithLines, lineId: string): OrderLineRow {
  return o.lines.find((line) => line.id === lineId) ?? refuse("wrong_line", { lineId });
}

/**
 * The worth of chosen quantities in minor units, of pieces that were not refunded before. Refuses `wrong_line` for a
 * line of another order and `over_bought` for more than is left of a line.
 */
export function worthOfLines(o: OrderWithLines, chosen: readonly OrderedLine[]): number {
  const worths = unitWorths(o);
  let sum = 0;
  for (const { lineId, quantity } of chosen) {
    const { refundedQuantity, quantity: bought } = lineOf(o, lineId);
    const left = Math.max(0, bought - refundedQuantity);
    if (quantity > left) refuse("over_bought", { lineId, left });
    const taken = (worths.get(lineId) ?? []).slice(refundedQuantity, refundedQuantity + quantity);
    sum += taken.reduce((a, b) => a + b, 0);
  }
  return sum;
}

/**
 * What the chosen pieces were sold for, refunded before or not: the amount of sending them again. More pieces than
 * were bought (a supervisor may say so) are worth as much as the bought ones, over again. Refuses `wrong_line`.
 */
export function goodsWorth(o: OrderWithLines, chosen: readonly OrderedLine[]): number {
  const worths = unitWorths(o);
  let sum = 0;
  for (const { lineId, quantity } of chosen) {
    const pieces = worths.get(lineOf(o, lineId).id) ?? [];
    for (let piece = 0; piece < quantity; piece++) sum += pieces[piece % pieces.length] ?? 0;
  }
  return sum;
}

/** The whole line's worth, as the console and the widget show it. */
export function lineWorths(o: OrderWithLines): Map<string, number> {
  const worths = lineShares(o);
  return new Map(o.lines.map(({ id }, index) => [id, worths[index] ?? 0]));
}

/** How many pieces of a line may be sent again without a supervisor's word. */
export function reshippable(line: Pick<OrderLineRow, "quantity" | "reshippedQuantity">): number {
  return Math.max(0, line.quantity - line.reshippedQuantity);
}

export function titleOf(line: Pick<OrderLineRow, "title" | "variant">): string {
  return line.variant === "" ? line.title : `${line.title} · ${line.variant}`;
}

/** The chosen lines as entries name them. Refuses `wrong_line`. */
export function lineRefs(o: OrderWithLines, chosen: readonly OrderedLine[]): LineRef[] {
  return chosen.map(({ lineId, quantity }) => ({ lineId, title: titleOf(lineOf(o, lineId)), quantity }));
}
