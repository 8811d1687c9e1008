import { noTerms } from "../../contract/remedy-terms.ts";
import { update } from "../../core/database/writes.ts";
import { customers } from "../../shop/tables.ts";
import type { Executor } from "./executor.ts";
import { ensureCustomer, leastAmountMinor } from "./preconditions.ts";

/** The customer's own record at the shop, for orders to come. It moves nothing, and counts as the least there is. */
export const addressCorrection: Executor<"address_correction"> = {
  hasFreeAmount: false,
  takes: "nothing",
  counts: null,
  measure: ({ address }, { o }) => ({
    remedy: "address_correction",
    amountMinor: leastAmountMinor,
    currency: o.order.currency,
    lines: [],
    address,
    terms: noTerms,
  }),
  ensurePossible: (_wanted, { o }) => ensureCustomer(o),
  preview: (_choice, { o }) => ({
    worthMinor: leastAmountMinor,
    mostMinor: o.order.customerId === null ? 0 : leastAmountMinor,
  }),
  refundMinor: () => 0,
  confirms: () => null,
  correctsCustomer: true,
  settle({ address }, { corrected }) {
    return corrected === null || address === null
      ? []
      : [update(customers, { id: corrected.id }, { address })];
  },
  call: ({ address }) => (address === null ? null : { remedy: "address_correction", address }),
};
