import { refuse } from "../../core/refusal.ts";
import { lineRefs, worthOfLines } from "../../shop/orders/order-worth.ts";
import type { Executor } from "./executor.ts";
import { ensureRefundable, ensureWithinLines, mostRefundable } from "./preconditions.ts";

/** Money back to the payer: all, a part, or what chosen lines are worth. */
export const refund: Executor<"refund"> = {
  hasFreeAmount: true,
  takes: "nothing",
  counts: "refundedQuantity",
  measure({ amountMinor, currency, lines }, { o }) {
    if (currency !== o.order.currency) refuse("wrong_currency", { expected: o.order.currency });
    ensureWithinLines(amountMinor, o, lines);
    return {
      remedy: "refund",
      amountMinor,
      currency,
      lines: lineRefs(o, lines),
      address: null,
      terms: null,
    };
  },
  ensurePossible({ amountMinor, lines }, { o }) {
    ensureWithinLines(amountMinor, o, lines);
    ensureRefundable(amountMinor, o);
  },
  preview: ({ lines }, { o }) => ({
    worthMinor: worthOfLines(o, lines),
    mostMinor: mostRefundable(o, lines),
  }),
  refundMinor: ({ amountMinor }) => amountMinor,
  confirms: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  call: ({ amountMinor, currency }) => ({ remedy: "refund", amountMinor, currency }),
};
