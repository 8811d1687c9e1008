import type { MerchantPort } from "./port.ts";

/** Nobody is called: the payout stands on finance's list until somebody books what became of it. */
export const manualAdapter: MerchantPort = {
  adapter: "manual",
  carryOut: async () => ({ state: "pending" }),
  stateOf: async () => ({ state: "pending" }),
};
