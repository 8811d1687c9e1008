import type { Assurance, Channel } from "./vocabulary.ts";

declare const complete: unique symbol;

/** By days of a rolling window. */
type ByWindow = Record<string, number>;

/**
 * What CASL is asked about, before an amount is known. Plain, so that a console can be sent it and answer as the server
 * does for whatever amount is typed.
 */
export interface BareSubject {
  /** CASL's subject type: what rules are found by. */
  scope: string;
  at: number;
  assurance: Assurance;
  channel: Channel;
  tiers: string[];
  customerAgeDays: number;
  orderAgeDays: number;
  isDelivered: boolean;
  /** Of rules that name products: those that all it is about is of, which CASL has no words for. */
  fits: string[];
  /** And those that any of it is of: what stops or limits it. */
  touches: string[];
  quantity: number;
  lacksPhoto: boolean;
  /** Of item and packaging at least one is not shown. */
  lacksPackaging: boolean;
  isTrusted: boolean;
  auditDraw: number;
  orderPaidMinor: number;
  orderGrantedMinor: number;
  dayUsedMinor: number;
  weekUsedMinor: number;
  teamUsedMinor: number;
  /** With this remedy. */
  orderCount: number;
  dayCount: number;
  weekCount: number;
  teamCount: number;
  /** Of the windows that rules of this scope look at. */
  claims: ByWindow;
  given: ByWindow;
  remedies: ByWindow;
}

/** Only `subjectAt` makes one, because a subject that lacks a field slips past every `cannot` on that field. */
export type GrantSubject = Readonly<Record<string, unknown>> & {
  readonly [complete]: true;
  readonly scope: string;
};

export const windowField = {
  claims: (days: number | string) => `claims${days}`,
  /** Given before. */
  given: (days: number | string) => `given${days}`,
  /** With this remedy. */
  total: (days: number | string) => `customerTotal${days}`,
  count: (days: number | string) => `customerCount${days}`,
};

/** Percent of what was paid, rounded up; of nothing paid everything is too much. */
function shareOf(totalMinor: number, paidMinor: number): number {
  return paidMinor > 0 ? Math.ceil((totalMinor * 100) / paidMinor) : Number.MAX_SAFE_INTEGER;
}

/** Pure, and the same on both ends. `amountMinor` is positive. */
export function subjectAt(bare: BareSubject, amountMinor: number): GrantSubject {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    throw new Error("an amount is a positive integer");
  const { claims, given, remedies, ...rest } = bare;
  const orderTotalMinor = bare.orderGrantedMinor + amountMinor;
  const subject: Record<string, unknown> = {
    ...rest,
    amountMinor,
    orderTotalMinor,
    orderShare: shareOf(orderTotalMinor, bare.orderPaidMinor),
    dayTotalMinor: bare.dayUsedMinor + amountMinor,
    weekTotalMinor: bare.weekUsedMinor + amountMinor,
    teamTotalMinor: bare.teamUsedMinor + amountMinor,
  };
  for (const days in claims) subject[windowField.claims(days)] = claims[days];
  for (const days in given) {
    subject[windowField.given(days)] = given[days];
    subject[windowField.total(days)] = (given[days] ?? 0) + amountMinor;
  }
  for (const days in remedies) subject[windowField.count(days)] = (remedies[days] ?? 0) + 1;
  return subject as GrantSubject;
}

/** CASL finds a subject's rules by the name of its scope. */
export const detectSubjectType = (subject: unknown): string => (subject as GrantSubject).scope;
