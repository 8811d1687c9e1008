import { day } from "../core/clock.ts";
import type { DecisionFacts } from "./facts.ts";

type Seen = Pick<DecisionFacts, "at" | "customer">;

/** Of the last days before the decision; what lies exactly that far back is out. Times are newest first. */
const since = (at: number, days: number): number => at - days * day;

export function claimsWithin({ at, customer }: Seen, days: number): number {
  const from = since(at, days);
  let count = 0;
  for (const claimedAt of customer.claimsAt) {
    if (claimedAt <= from) break;
    count += 1;
  }
  return count;
}

export function givenWithin({ at, customer }: Seen, days: number): { minor: number; count: number } {
  const from = since(at, days);
  let minor = 0;
  let count = 0;
  for (const grant of customer.grants) {
    if (grant.at <= from) break;
    minor += grant.amountMinor;
    count += 1;
  }
  return { minor, count };
}
