import type { MerchantPort } from "./port.ts";

/** Nobody is called: the payout stands on finance's list until somebody books what became of it. */
export const manualAdapter: MerchantPort = {
  adapter: "manual",
  refund: async () => ({ state: "pending" }),
  reship: async () => ({ state: "pending" }),
  stateOf: async () => ({ state: "pending" }),
};
