import type { LineRef } from "../contract/entries.ts";
import type { OrderedLine } from "../contract/fields.ts";
import type { ClaimOptions } from "../contract/queries/widget.ts";
import type { ClaimReason } from "../contract/vocabulary.ts";
import { refuse } from "../core/refusal.ts";
import {
  lineRefs,
  type OrderWithLines,
  refundableMinor,
  reshippable,
  worthOfLines,
} from "../shop/orders/order-worth.ts";

/** Chosen lines that were found in the order, and how many of each were chosen. */
function found(o: OrderWithLines, chosen: readonly OrderedLine[]) {
  return chosen.map(({ lineId, quantity }) => {
    const line = o.lines.find((each) => each.id === lineId) ?? refuse("wrong_line", { lineId });
    return { line, quantity };
  });
}

/**
 * The claimed lines as entries name them. Refuses `wrong_line` for a line of another order and `over_bought` for more
 * than was bought; what was made good before may be claimed again, because the replacement may be broken too.
 */
export function claimedLines(o: OrderWithLines, chosen: readonly OrderedLine[]): LineRef[] {
  for (const { line, quantity } of found(o, chosen)) {
    if (quantity > line.quantity) refuse("over_bought", { lineId: line.id, left: line.quantity });
  }
  return lineRefs(o, chosen);
}

/** What a refund of these lines would come to now: of pieces not refunded yet, and no more than can go back at all. */
export function refundWorth(o: OrderWithLines, chosen: readonly OrderedLine[]): number {
  const left = found(o, chosen)
    .map(({ line, quantity }) => ({
      lineId: line.id,
      quantity: Math.min(quantity, line.quantity - line.refundedQuantity),
    }))
    .filter(({ quantity }) => quantity > 0);
  return Math.min(worthOfLines(o, left), refundableMinor(o.order));
}

/** `stockOf`: what is left of a SKU; null where nobody counts. */
export function canReship(
  o: OrderWithLines,
  chosen: readonly OrderedLine[],
  stockOf: (sku: string) => number | null,
): boolean {
  const wanted = new Map<string, number>();
  for (const { line, quantity } of found(o, chosen)) {
    if (!line.requiresShipping || quantity > reshippable(line)) return false;
    wanted.set(line.sku, (wanted.get(line.sku) ?? 0) + quantity);
  }
  const isInStock = ([sku, quantity]: [string, number]) => (stockOf(sku) ?? quantity) >= quantity;
  return o.order.cancelledAt === null && [...wanted].every(isInStock);
}

/** What never came cannot be sent back, nor what has not been sent; nor what was refunded or sent again already. */
export function canGoBack(
  o: OrderWithLines,
  chosen: readonly OrderedLine[],
  reason: ClaimReason,
  shippedLineIds: ReadonlySet<string>,
): boolean {
  if (reason === "missing" || reason === "late" || o.order.cancelledAt !== null) return false;
  return found(o, chosen).every(({ line, quantity }) => {
    const left = line.quantity - Math.max(line.refundedQuantity, line.reshippedQuantity);
    return line.requiresShipping && shippedLineIds.has(line.id) && quantity <= left;
  });
}

interface Possible {
  refundMinor: number;
  currency: string;
  canReship: boolean;
  canExchange: boolean;
  canReturn: boolean;
}

/** Sending again what the shopper no longer wants makes nothing good. */
export function wishesFor(reason: ClaimReason, worth: Possible): ClaimOptions["wishes"] {
  const { refundMinor, currency } = worth;
  return [
    ...(refundMinor > 0 ? [{ wish: "refund" as const, amountMinor: refundMinor, currency }] : []),
    ...(worth.canReship && reason !== "changed_mind"
      ? [{ wish: "reship" as const, amountMinor: null, currency: null }]
      : []),
    ...(worth.canExchange ? [{ wish: "exchange" as const, amountMinor: null, currency: null }] : []),
    ...(worth.canReturn && refundMinor > 0
      ? [{ wish: "return_refund" as const, amountMinor: refundMinor, currency }]
      : []),
    { wish: "talk" as const, amountMinor: null, currency: null },
  ];
}
