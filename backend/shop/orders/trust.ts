import { day } from "../../core/clock.ts";

export interface TrustFacts {
  /** The shop vouches for who they are. */
  isVerified: boolean;
  /** When the shop first knew them. */
  since: number;
  tags: readonly string[];
  ordersCount: number;
  /** Claims filed in the last 90 days, this one not included. */
  claims90Days: number;
}

const knownFor = 180 * day;
const leastOrders = 3;
const mostClaims = 2;

/** A trusted customer is asked for photos later (policy `photoAboveTrusted`): long known or vip, and rarely complaining. */
export function isTrusted(facts: TrustFacts, now: number): boolean {
  const isKnown = now - facts.since > knownFor || facts.tags.includes("vip");
  return facts.isVerified && isKnown && facts.ordersCount >= leastOrders && facts.claims90Days <= mostClaims;
}
