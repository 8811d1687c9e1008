import type { Amounts, LimitDimension } from "./policy.ts";
import type { ClaimReason, RemedyKind } from "./vocabulary.ts";

/** How a remedy was come by; `waiting`: somebody is still to answer. */
export const outcomes = ["granted", "approved", "declined", "expired", "withdrawn", "waiting"] as const;
export type Outcome = (typeof outcomes)[number];
export type Outcomes = Record<Outcome, number>;

export const figureCuts = ["department", "agent", "reason"] as const;
export type FigureCut = (typeof figureCuts)[number];

export const figureSteps = ["day", "week"] as const;
export type FigureStep = (typeof figureSteps)[number];

/** Each has a query `figures.<name>`, a plot and a CSV file. */
export const figureNames = ["outcomes", "waiting", "trust", "messenger", "budgets"] as const;
export type FigureName = (typeof figureNames)[number];

/** The cases behind a figure. `unproven`: given without a photo; `carried`: asked for or relayed; see backend/insight/README.md. */
export const figureSlices = [
  ...outcomes,
  "answered",
  "given",
  "unproven",
  "audited",
  "delivered",
  "missing",
  "cases",
  "carried",
  "asked",
  "relayed",
  "chased",
  "hit",
] as const;
export type FigureSlice = (typeof figureSlices)[number];

/** Of requests that were answered or ended. To the minute; in milliseconds. */
export interface Waits {
  answered: number;
  waiting: number;
  medianMs: number | null;
  p90Ms: number | null;
  totalMs: number;
}

export interface Trust {
  /** Promised, and not failed for good. */
  given: number;
  /** Of these, decided without any photo. */
  unproven: number;
  /** Their money; null where it would set people against each other: by agent. */
  unprovenAmounts: Amounts | null;
  /** Asked for a photo by the audit's draw, of all that was asked for or given. */
  audited: number;
  delivered: number;
}

/** Of the cases in which something was to be decided: in how many the agent had to carry the question to somebody else. */
export interface Messenger {
  cases: number;
  carried: number;
  asked: number;
  relayed: number;
  /** Carried, and the shopper wrote again while the answer was out. */
  chased: number;
}

export interface FigureBucket<T> {
  /** Calendar days of the storefront, the last included. */
  from: string;
  to: string;
  figures: T;
}

export interface FigureGroup<T> {
  /** A department's, a person's id or a reason; "" for none. */
  key: string;
  /** Empty for reasons and for none: the reader's language names them. */
  name: string;
  figures: T;
}

export interface Figures<T> {
  timeZone: string;
  /** Oldest first. */
  buckets: FigureBucket<T>[];
  total: T;
  /** By name, never by size: figures are no league table. */
  groups: FigureGroup<T>[];
}

export type AuditEndings = Record<"delivered" | "missing", Outcomes>;

export const budgetScopes = ["person-day", "person-week", "team-month"] as const;
export type BudgetScope = (typeof budgetScopes)[number];

/** What was drawn in the days, weeks or months that the period touches. Money in minor units. */
export interface BudgetUse {
  scope: BudgetScope;
  currency: string;
  /** Days (weeks, months) of somebody in which anything was drawn. */
  drawn: number;
  meanMinor: number;
  highestMinor: number;
  /** The least and the most that a rule in force allows; null where no rule limits it. */
  limit: { leastMinor: number; mostMinor: number } | null;
}

export interface BudgetFigures {
  timeZone: string;
  uses: BudgetUse[];
  /** How often a limit stood in the way of what was asked for; often first. */
  hits: { dimension: LimitDimension; count: number }[];
}

/** Of the remedies of a period, those that the generator of demo history made and no person did. */
export interface GeneratedShare {
  generated: number;
  of: number;
}

export interface FigureCase {
  /** `remedy`: given or asked for; `escalation`: a department was called in. */
  kind: "remedy" | "escalation";
  id: string;
  at: number;
  ticketId: string;
  ticketNumber: number;
  shopperName: string | null;
  personName: string;
  orderNumber: string | null;
  remedy: RemedyKind | null;
  reason: ClaimReason | null;
  amountMinor: number | null;
  currency: string | null;
  outcome: Outcome | null;
  /** How long the request waited, or waits. */
  waitedMs: number | null;
  /** Of an escalation: who was called in. */
  departmentName: string | null;
  /** Made by the generator of demo history. */
  isGenerated: boolean;
}
