import { refuse } from "../../core/refusal.ts";
import { goodsWorth, lineRefs, reshippable } from "../../shop/orders/order-worth.ts";
import type { Executor } from "./executor.ts";
import {
  destinationOf,
  ensureGoods,
  ensureInStock,
  ensureRefundable,
  ensureShipped,
  leastAmountMinor,
  lineOf,
  moneyBack,
} from "./preconditions.ts";
import { previewDifference, termsOfSwap } from "./variant-choice.ts";

/**
 * Another variant of the same product for one line that has been sent. It counts as the goods that it replaces, with what
 * is waived; whether the old ones must come back is the shop's own business with the shopper.
 */
export const exchange: Executor<"exchange"> = {
  hasFreeAmount: false,
  takes: "goods",
  counts: "reshippedQuantity",
  measure({ lines: chosen, sku, isDifferenceWaived, address }, ground) {
    const { o } = ground;
    const lines = lineRefs(o, chosen);
    ensureGoods(o, lines);
    const [line] = chosen;
    if (line === undefined) throw new Error("an exchange is of one line");
    const terms = termsOfSwap(ground, line, { sku, isDifferenceWaived });
    return {
      remedy: "exchange",
      amountMinor: Math.max(leastAmountMinor, goodsWorth(o, chosen) + terms.waivedMinor),
      currency: o.order.currency,
      lines,
      address: destinationOf(address, o),
      terms,
    };
  },
  ensurePossible({ lines, terms }, ground) {
    const { o, stock } = ground;
    ensureShipped(lines, ground);
    for (const { lineId, quantity } of lines) {
      const line = lineOf(o, lineId);
      const left = Math.min(reshippable(line), Math.max(0, line.quantity - line.refundedQuantity));
      if (quantity > left) refuse("over_bought", { lineId, left });
    }
    ensureRefundable(terms?.refundMinor ?? 0, o);
    if (terms?.goods) ensureInStock([[terms.goods.sku, terms.goods.quantity]], stock);
  },
  preview(choice, ground) {
    const waivedMinor = Math.max(0, -previewDifference(choice, ground));
    const worthMinor = Math.max(leastAmountMinor, goodsWorth(ground.o, choice.lines) + waivedMinor);
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: ({ terms }) => terms?.refundMinor ?? 0,
  confirms: ({ terms, currency }) => moneyBack(terms?.refundMinor ?? 0, currency),
  call({ address, terms, currency }) {
    if (address === null || !terms?.goods) return null;
    return { remedy: "exchange", goods: terms.goods, address, ...moneyBack(terms.refundMinor, currency) };
  },
};
