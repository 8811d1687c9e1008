import { noTerms } from "../../contract/remedy-terms.ts";
import { refuse } from "../../core/refusal.ts";
import type { Executor } from "./executor.ts";
import { destinationOf, ensureInStock } from "./preconditions.ts";
import { goodsOf, variantOf, worthOfGoods } from "./variant-choice.ts";

/** Something off the shelf for nothing. It counts as what it costs in the shop. */
export const gift: Executor<"gift"> = {
  hasFreeAmount: false,
  takes: "goods",
  counts: null,
  measure({ sku, quantity, address }, ground) {
    const { o } = ground;
    const variant = variantOf(ground, sku);
    if (!variant.requiresShipping) refuse("not_shipped_goods", {});
    return {
      remedy: "gift",
      amountMinor: worthOfGoods(variant, quantity),
      currency: o.order.currency,
      lines: [],
      address: destinationOf(address, o),
      terms: { ...noTerms, goods: goodsOf(variant, quantity) },
    };
  },
  ensurePossible({ terms }, { stock }) {
    if (terms?.goods) ensureInStock([[terms.goods.sku, terms.goods.quantity]], stock);
  },
  preview({ goods }, { stock }) {
    const worthMinor = goods === null ? 0 : worthOfGoods(stock.get(goods.sku), goods.quantity);
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: () => 0,
  confirms: () => null,
  call: ({ address, terms }) =>
    address === null || !terms?.goods ? null : { remedy: "gift", goods: terms.goods, address },
};
