import { minute, second } from "../../core/clock.ts";

/** Whoever says a request letter by letter holds a connection all the while; ten photos over a slow line take minutes. */
export const httpTimeouts = {
  headersTimeout: 8 * second,
  requestTimeout: 5 * minute,
  connectionsCheckingInterval: 2 * second,
};
