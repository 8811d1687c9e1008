import type { Assurance, Channel, ClaimReason, RemedyKind, Role } from "../contract/vocabulary.ts";

/**
 * All that a decision looks at, gathered under the locks that protect it and kept with the decision as it was. Money in
 * minor units of `currency`.
 */
export interface DecisionFacts {
  storefrontId: string;
  /** Who would grant. */
  role: Role;
  personId: string;
  departmentIds: string[];
  /** When it was decided: schedules and windows are looked at from here. */
  at: number;
  remedy: RemedyKind;
  reason: ClaimReason;
  currency: string;
  /** Positive. For a reshipment what the goods are worth; goods worth nothing count as 1. */
  amountMinor: number;
  /**
   * What was promised on this order before and still stands (granted, paying or settled; approved ones too), of every
   * remedy kind: a cap per order says what one order may cost, and counting each kind alone would allow it once per kind.
   * What waits for an approval, failed, or was paid back outside of Frontline does not count.
   */
  orderGrantedMinor: number;
  orderGrantedCount: number;
  /** What was paid for the order. */
  orderPaidMinor: number;
  orderAgeDays: number;
  isDelivered: boolean;
  /** Of the chosen lines; of a gift what is given; where nothing is chosen, of all the order's lines. */
  products: { sku: string; productType: string }[];
  /** Pieces chosen or given; where nothing is, all that the order was of. */
  quantity: number;
  /** Reserved and committed of this person's day in this currency: `usedMinor` of their day budget. */
  dayUsedMinor: number;
  dayUsedCount: number;
  /** The same of this person's week (from Monday) and of their team's month. */
  weekUsedMinor: number;
  weekUsedCount: number;
  teamUsedMinor: number;
  teamUsedCount: number;
  customer: CustomerFacts;
  channel: Channel;
  assurance: Assurance;
  /** Photos on the claim that the remedy answers. */
  photoCount: number;
  /** Of these, how many show the packaging. */
  packagingPhotoCount: number;
  isTrusted: boolean;
  /** From 0 to below 1, by a keyed hash of the order and its sorted lines: below a rule's audit share a photo is asked for. */
  auditDraw: number;
  /** The version that was in force when the facts were gathered. */
  policyVersion: number;
}

/** Who the remedy is for; an order without a customer of the shop's has an empty id, no tags and no history. */
export interface CustomerFacts {
  id: string;
  tiers: string[];
  ageDays: number;
  /** Times of their earlier claims, newest first; of the last 730 days, all of them. */
  claimsAt: number[];
  /** What they were granted before and still stands, in `currency`; newest first, as far back. */
  grants: { at: number; amountMinor: number }[];
}

/** Before an amount is known. */
export type AmountlessFacts = Omit<DecisionFacts, "amountMinor">;

/** What rules are found by. */
export type Scope = Pick<DecisionFacts, "remedy" | "currency" | "reason">;

export const scopeName = ({ remedy, currency, reason }: Scope): string => `${remedy}:${currency}:${reason}`;

/** Who would grant. */
export type Granter = Pick<DecisionFacts, "role" | "departmentIds" | "personId">;
