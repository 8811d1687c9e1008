import { refuse } from "../../core/refusal.ts";
import { goodsWorth, lineRefs, reshippable } from "../../shop/orders/order-worth.ts";
import type { Executor } from "./executor.ts";
import {
  destinationOf,
  ensureGoods,
  ensureInStock,
  leastAmountMinor,
  lineOf,
  piecesBySku,
} from "./preconditions.ts";

/** The chosen lines again. Its amount is what they were sold for. */
export const reship: Executor<"reship"> = {
  hasFreeAmount: false,
  takes: "lines",
  counts: "reshippedQuantity",
  measure(request, { o }) {
    const lines = lineRefs(o, request.lines);
    ensureGoods(o, lines);
    return {
      remedy: "reship",
      amountMinor: Math.max(leastAmountMinor, goodsWorth(o, request.lines)),
      currency: o.order.currency,
      lines,
      address: destinationOf(request.address, o),
      terms: null,
    };
  },
  ensurePossible({ lines }, { o, stock }, { mayExceedBought }) {
    for (const { lineId, quantity } of lines) {
      const left = reshippable(lineOf(o, lineId));
      if (quantity > left && !mayExceedBought) refuse("over_bought", { lineId, left });
    }
    ensureInStock(piecesBySku(lines, o), stock);
  },
  preview({ lines }, { o }) {
    const worthMinor = lines.length === 0 ? 0 : Math.max(leastAmountMinor, goodsWorth(o, lines));
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: () => 0,
  confirms: () => null,
  call: ({ address }) => (address === null ? null : { remedy: "reship", address }),
};
