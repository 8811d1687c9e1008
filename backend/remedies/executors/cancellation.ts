import type { OrderedLine } from "../../contract/fields.ts";
import { noTerms } from "../../contract/remedy-terms.ts";
import { update } from "../../core/database/writes.ts";
import { lineRefs, type OrderWithLines } from "../../shop/orders/order-worth.ts";
import { orders } from "../../shop/tables.ts";
import type { Executor } from "./executor.ts";
import {
  ensureNotCancelled,
  ensureRefundable,
  ensureUnshipped,
  ensureWithinLines,
  leastAmountMinor,
  moneyBack,
  mostRefundable,
  wholeOrder,
} from "./preconditions.ts";

/** What of the order has not been taken back yet. */
const whatIsLeft = ({ lines }: OrderWithLines): OrderedLine[] =>
  lines
    .map(({ id: lineId, quantity, refundedQuantity }) => ({ lineId, quantity: quantity - refundedQuantity }))
    .filter(({ quantity }) => quantity > 0);

/** The whole order or some lines will not be sent; what was paid for them goes back. An unpaid one moves no money. */
export const cancellation: Executor<"cancellation"> = {
  hasFreeAmount: false,
  takes: "nothing",
  counts: "refundedQuantity",
  measure({ lines: chosen }, { o }) {
    const isWholeOrder = chosen.length === 0;
    const refundMinor = mostRefundable(o, chosen);
    return {
      remedy: "cancellation",
      amountMinor: Math.max(leastAmountMinor, refundMinor),
      currency: o.order.currency,
      lines: lineRefs(o, isWholeOrder ? whatIsLeft(o) : chosen),
      address: null,
      terms: { ...noTerms, refundMinor, isWholeOrder },
    };
  },
  ensurePossible({ lines, terms }, ground) {
    const { o } = ground;
    ensureNotCancelled(o);
    ensureUnshipped(terms?.isWholeOrder ? wholeOrder(o) : lines, ground);
    // Of a whole order all that was paid goes back, whatever its lines are worth.
    if (!terms?.isWholeOrder) ensureWithinLines(terms?.refundMinor ?? 0, o, lines);
    ensureRefundable(terms?.refundMinor ?? 0, o);
  },
  meant: ({ lines }, o) => (lines.length === 0 ? whatIsLeft(o) : lines),
  preview({ lines }, { o }) {
    const worthMinor = Math.max(leastAmountMinor, mostRefundable(o, lines));
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: ({ terms }) => terms?.refundMinor ?? 0,
  confirms: ({ terms, currency }) => moneyBack(terms?.refundMinor ?? 0, currency),
  settle({ terms }, { o }, now) {
    return terms?.isWholeOrder ? [update(orders, { id: o.order.id }, { cancelledAt: now })] : [];
  },
  call: ({ terms, currency }) => ({
    remedy: "cancellation",
    isWholeOrder: terms?.isWholeOrder ?? false,
    ...moneyBack(terms?.refundMinor ?? 0, currency),
  }),
};
