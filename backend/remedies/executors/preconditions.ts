import type { Address, OrderedLine } from "../../contract/fields.ts";
import { refuse } from "../../core/refusal.ts";
import type { Money } from "../../shop/merchant/port.ts";
import { type OrderWithLines, refundableMinor, worthOfLines } from "../../shop/orders/order-worth.ts";
import { availableStock } from "../../shop/orders/stock.ts";
import type { OrderLineRow } from "../../shop/tables.ts";
import type { Ground, Stock } from "./executor.ts";

/** Goods sold for nothing still count, and so does what costs nothing: a limit of nothing is no limit. */
export const leastAmountMinor = 1;

export function lineOf(o: OrderWithLines, lineId: string): OrderLineRow {
  return o.lines.find((line) => line.id === lineId) ?? refuse("wrong_line", { lineId });
}

/** What goes back for chosen lines is at most what they are worth. */
export function ensureWithinLines(
  amountMinor: number,
  o: OrderWithLines,
  lines: readonly OrderedLine[],
): void {
  if (lines.length === 0) return;
  const worth = worthOfLines(o, lines);
  if (amountMinor > worth) refuse("wrong_amount", { expectedMinor: worth, currency: o.order.currency });
}

export function ensureRefundable(amountMinor: number, { order }: OrderWithLines): void {
  const leftMinor = refundableMinor(order);
  if (amountMinor > leftMinor) refuse("over_refundable", { leftMinor, currency: order.currency });
}

export function ensureGoods(o: OrderWithLines, lines: readonly OrderedLine[]): void {
  const isAllGoods = lines.every(({ lineId }) => lineOf(o, lineId).requiresShipping);
  if (!isAllGoods) refuse("not_shipped_goods", {});
}

/** Where goods go: as asked, else where the order went. */
export function destinationOf(asked: Address | null, o: OrderWithLines): Address {
  const address = asked ?? o.order.shippingAddress;
  if (address !== null) return address;
  return refuse("malformed", {
    issues: [{ path: "request.address", message: "the order has no address to send to" }],
  });
}

export function ensureInStock(pieces: Iterable<[sku: string, quantity: number]>, stock: Stock): void {
  for (const [sku, quantity] of pieces) {
    const variant = stock.get(sku);
    const left = variant === undefined ? null : availableStock(variant);
    if (left !== null && quantity > left) refuse("out_of_stock", { sku, left: Math.max(0, left) });
  }
}

/** Two lines of one order may be the same thing on the shelf. A line that an import has replaced since is left out. */
export function piecesBySku(lines: readonly OrderedLine[], o: OrderWithLines): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { lineId, quantity } of lines) {
    const sku = o.lines.find((line) => line.id === lineId)?.sku;
    if (sku !== undefined) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity);
  }
  return pieces;
}

/** What nobody can give back more than, with these lines chosen or none. */
export function mostRefundable(o: OrderWithLines, lines: readonly OrderedLine[]): number {
  const left = refundableMinor(o.order);
  return lines.length === 0 ? left : Math.min(left, worthOfLines(o, lines));
}

/** Refuses `not_shipped_yet` for what can still be cancelled or changed. */
export function ensureShipped(lines: readonly OrderedLine[], { shippedLineIds }: Ground): void {
  if (lines.some(({ lineId }) => !shippedLineIds.has(lineId))) refuse("not_shipped_yet", {});
}

/** Once a parcel has left, an order is not cancelled or changed any more. */
export function ensureUnshipped(lines: readonly { lineId: string }[], { shippedLineIds }: Ground): void {
  if (lines.some(({ lineId }) => shippedLineIds.has(lineId))) refuse("already_shipped", {});
}

export const wholeOrder = ({ lines }: OrderWithLines) => lines.map(({ id: lineId }) => ({ lineId }));

export function ensureNotCancelled({ order }: OrderWithLines): void {
  if (order.cancelledAt !== null) refuse("order_cancelled", {});
}

/** Credit, points and addresses belong to somebody whom the shop knows. */
export function ensureCustomer({ order }: OrderWithLines): void {
  if (order.customerId === null) refuse("no_customer", {});
}

/** A promise of value is at most what the order came to. */
export function ensureWithinOrder(amountMinor: number, { order }: OrderWithLines): void {
  const { totalMinor: mostMinor, currency } = order;
  if (amountMinor > mostMinor) refuse("over_worth", { mostMinor, currency });
}

/** What nobody can promise more than; nothing to nobody. */
export const mostPromised = ({ order }: OrderWithLines): number =>
  order.customerId === null ? 0 : order.totalMinor;

/** What the merchant must name where money goes back, and nothing where none does. */
export const moneyBack = (amountMinor: number, currency: string): Money | null =>
  amountMinor > 0 ? { amountMinor, currency } : null;
