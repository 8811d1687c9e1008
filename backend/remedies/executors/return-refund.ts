import { refuse } from "../../core/refusal.ts";
import { lineRefs, refundableMinor } from "../../shop/orders/order-worth.ts";
import type { Executor } from "./executor.ts";
import {
  ensureGoods,
  ensureRefundable,
  ensureShipped,
  ensureWithinLines,
  mostRefundable,
} from "./preconditions.ts";

/** The goods come back, and then what they are worth goes back: a label first, received next, refunded last. */
export const returnRefund: Executor<"return_refund"> = {
  hasFreeAmount: false,
  takes: "nothing",
  counts: "refundedQuantity",
  stages: ["label", "received"],
  measure({ lines: chosen }, { o }) {
    const { currency } = o.order;
    const lines = lineRefs(o, chosen);
    ensureGoods(o, lines);
    const amountMinor = mostRefundable(o, chosen);
    if (amountMinor === 0) refuse("over_refundable", { leftMinor: refundableMinor(o.order), currency });
    return { remedy: "return_refund", amountMinor, currency, lines, address: null, terms: null };
  },
  ensurePossible({ amountMinor, lines }, ground) {
    ensureShipped(lines, ground);
    ensureWithinLines(amountMinor, ground.o, lines);
    ensureRefundable(amountMinor, ground.o);
  },
  preview({ lines }, { o }) {
    const worthMinor = lines.length === 0 ? 0 : mostRefundable(o, lines);
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: ({ amountMinor }) => amountMinor,
  confirms: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  call: ({ amountMinor, currency }) => ({ remedy: "return_refund", amountMinor, currency }),
};
