import type { Assurance, ClaimReason, RemedyKind, Role } from "../contract/vocabulary.ts";

/**
 * All that a decision looks at, gathered under the locks that protect it and kept with the decision as it was. Money in
 * minor units of `currency`.
 */
export interface DecisionFacts {
  storefrontId: string;
  /** Who would grant. */
  role: Role;
  personId: string;
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
  /** Reserved and committed of this person's day in this currency: `usedMinor` of their day budget. */
  dayUsedMinor: number;
  assurance: Assurance;
  /** Photos on the claim that the remedy answers. */
  photoCount: number;
  isTrusted: boolean;
  /** The version that was in force when the facts were gathered. */
  policyVersion: number;
}

/** Before an amount is known. */
export type AmountlessFacts = Omit<DecisionFacts, "amountMinor">;

/** What rules are found by. */
export type Scope = Pick<DecisionFacts, "remedy" | "currency" | "reason" | "assurance">;

export const scopeName = ({ remedy, currency, reason, assurance }: Scope): string =>
  `${remedy}:${currency}:${reason}:${assurance}`;

declare const complete: unique symbol;

/**
 * What CASL is asked about. Only `subjectOf` makes one, because a subject that lacks a field slips past every `cannot`
 * on that field.
 */
export interface GrantSubject {
  readonly [complete]: true;
  /** CASL's subject type. */
  scope: string;
  role: Role;
  /** What the order will have cost with this remedy. */
  orderTotalMinor: number;
  /** What the person's day will have cost with this remedy. */
  dayTotalMinor: number;
  photoCount: number;
  isTrusted: boolean;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isWord = (value: string): boolean => typeof value === "string" && value !== "";

const isComplete = (facts: DecisionFacts): boolean =>
  isCount(facts.amountMinor) &&
  facts.amountMinor > 0 &&
  isCount(facts.orderGrantedMinor) &&
  isCount(facts.dayUsedMinor) &&
  isCount(facts.photoCount) &&
  isCount(facts.policyVersion) &&
  typeof facts.isTrusted === "boolean" &&
  isWord(facts.storefrontId) &&
  isWord(facts.role) &&
  isWord(facts.personId) &&
  isWord(facts.remedy) &&
  isWord(facts.reason) &&
  isWord(facts.currency) &&
  isWord(facts.assurance);

/** Throws on facts that are not complete: deciding on half of them would grant what a limit forbids. */
export function subjectOf(facts: DecisionFacts): GrantSubject {
  if (!isComplete(facts)) throw new Error("a decision was asked on incomplete facts");
  const { role, photoCount, isTrusted, amountMinor } = facts;
  const subject: Omit<GrantSubject, typeof complete> = {
    scope: scopeName(facts),
    role,
    orderTotalMinor: facts.orderGrantedMinor + amountMinor,
    dayTotalMinor: facts.dayUsedMinor + amountMinor,
    photoCount,
    isTrusted,
  };
  return subject as GrantSubject;
}
