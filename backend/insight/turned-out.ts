import { type BadReason, badReasons } from "../contract/insight.ts";
import { day } from "../core/clock.ts";

const reopenedWithin = 14 * day;
export const repeatedWithin = 30 * day;
/** Of 5. */
const poorRating = 2;

/** What is known of a case that was given, whenever it was learned. */
export interface Aftermath {
  grantedAt: number;
  isOverrun: boolean;
  /** Given although evidence was asked for and never came. */
  isUnproven: boolean;
  reopenedAt: readonly number[];
  ratingScore: number | null;
  /** When the same customer came again with the same order, or for the same reason; null for never. */
  cameAgainAt: number | null;
}

/** In which ways a grant is known to have turned out badly. None known is not the same as well. */
export function badOf(known: Aftermath): BadReason[] {
  const { grantedAt } = known;
  const isSoon = (at: number, within: number) => at > grantedAt && at <= grantedAt + within;
  const found: Record<BadReason, boolean> = {
    overrun: known.isOverrun,
    failed_audit: known.isUnproven,
    reopened: known.reopenedAt.some((at) => isSoon(at, reopenedWithin)),
    poor_rating: known.ratingScore !== null && known.ratingScore <= poorRating,
    repeated: known.cameAgainAt !== null && isSoon(known.cameAgainAt, repeatedWithin),
  };
  return badReasons.filter((reason) => found[reason]);
}

export const toBits = (reasons: readonly BadReason[]): number =>
  reasons.reduce((bits, reason) => bits | (1 << badReasons.indexOf(reason)), 0);

export const fromBits = (bits: number): BadReason[] =>
  badReasons.filter((_reason, index) => (bits & (1 << index)) !== 0);
