import { refuse } from "../../core/refusal.ts";
import type { Executor } from "./executor.ts";
import { ensureCustomer, ensureWithinOrder, mostPromised } from "./preconditions.ts";

/** A promise of value at this shop. It is no money back: the order's ledger does not know it. */
export const storeCredit: Executor<"store_credit"> = {
  hasFreeAmount: true,
  takes: "nothing",
  counts: null,
  measure({ amountMinor, currency }, { o }) {
    if (currency !== o.order.currency) refuse("wrong_currency", { expected: o.order.currency });
    return { remedy: "store_credit", amountMinor, currency, lines: [], address: null, terms: null };
  },
  ensurePossible({ amountMinor }, { o }) {
    ensureCustomer(o);
    ensureWithinOrder(amountMinor, o);
  },
  preview: (_choice, { o }) => ({ worthMinor: 0, mostMinor: mostPromised(o) }),
  refundMinor: () => 0,
  confirms: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  call: ({ amountMinor, currency }) => ({ remedy: "store_credit", amountMinor, currency }),
};
