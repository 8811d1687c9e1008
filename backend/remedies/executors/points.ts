import { noTerms } from "../../contract/remedy-terms.ts";
import type { Executor } from "./executor.ts";
import { ensureCustomer, ensureWithinOrder, mostPromised } from "./preconditions.ts";

/**
 * Points on the customer's account. What one buys is the shop's programme; against limits it counts as one minor unit of
 * the order's currency, so that points cannot be given without end where money is capped.
 */
export const points: Executor<"points"> = {
  hasFreeAmount: false,
  takes: "nothing",
  counts: null,
  measure: ({ points: given }, { o }) => ({
    remedy: "points",
    amountMinor: given,
    currency: o.order.currency,
    lines: [],
    address: null,
    terms: { ...noTerms, points: given },
  }),
  ensurePossible({ amountMinor }, { o }) {
    ensureCustomer(o);
    ensureWithinOrder(amountMinor, o);
  },
  preview: (_choice, { o }) => ({ worthMinor: 0, mostMinor: mostPromised(o) }),
  refundMinor: () => 0,
  confirms: () => null,
  call: ({ terms }) => (terms?.points == null ? null : { remedy: "points", points: terms.points }),
};
