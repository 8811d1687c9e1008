import type { Amounts, PolicyRule } from "./policy.ts";
import type { ClaimReason, RemedyKind } from "./vocabulary.ts";

/** Days of history that a run looks back over. */
export const runDays = [30, 90, 180] as const;
export type RunDays = (typeof runDays)[number];

export const runKinds = ["replay", "frontier"] as const;
export type RunKind = (typeof runKinds)[number];

/** `waiting`: others are being worked on. */
export type RunState = "waiting" | "running" | "done" | "cancelled" | "failed";

/** Limits in money that a frontier can move. */
export const movableCaps = [
  "perOrder",
  "perDay",
  "perRequest",
  "perWeek",
  "perTeamMonth",
  "perCustomer",
  "photoAbove",
  "photoAboveTrusted",
] as const;
export type MovableCap = (typeof movableCaps)[number];

export interface LimitRef {
  ruleId: string;
  cap: MovableCap;
  currency: string;
}

export type CaseAnswer = "grant" | "approval" | "refuse";

/**
 * How a grant is known to have turned out badly; see backend/insight/README.md. `overrun`: paid twice. `failed_audit`: no
 * photo came although one was asked for. `reopened`: the ticket was opened again within 14 days. `poor_rating`: 1 or 2 of
 * 5. `repeated`: the same customer claimed again within 30 days, on the same order or for the same reason.
 */
export const badReasons = ["overrun", "failed_audit", "reopened", "poor_rating", "repeated"] as const;
export type BadReason = (typeof badReasons)[number];

/** The numbers of a replay that open cases. */
export const caseLists = [
  "grantedAtOnce",
  "declinedNowGranted",
  "newlyStopped",
  "newlyRefused",
  "badPassed",
  "badStopped",
  "refusedNowGranted",
  "refusedNowAsked",
] as const;
export type CaseList = (typeof caseLists)[number];

/** One number with what is behind it. Money in minor units per currency: what the candidate gives in these cases. */
export interface CaseNumber {
  count: number;
  amounts: Amounts;
  /** How many of them are kept by name, the first in time; fewer than `count` only beyond 5,000. */
  named: number;
}

/** Extra money that the candidate gives, by one value of a dimension; the largest first, at most 50. */
export interface ExtraShare {
  /** A reason, a tag of the customer ("" for none), or a person's id. */
  key: string;
  /** What people call it: for agents their name, else the key. */
  name: string;
  count: number;
  extra: Amounts;
}

/** What the numbers cannot say; said in words by whoever shows them. */
export interface ReplayUnknowns {
  /** Granted at once by the candidate, refused by a person then: nobody saw what would have become of them. */
  declinedNowGranted: number;
  /** Granted then, waiting or refused under the candidate: whether a person would have said yes is not known. */
  newlyStopped: number;
  /** Still waiting for an answer, expired or withdrawn: no person ever decided. */
  neverAnswered: number;
  /** Granted less than 30 days before the end of the window: what becomes of them may still show. */
  tooYoung: number;
  /** Decisions that an older version of Frontline recorded with too little to decide them again; left out. */
  incompleteRecords: number;
  /** Refused by a rule then, granted at once by the candidate: nobody saw what would have come of them. */
  refusedNowGranted: number;
  /** Refused by a rule then, asked for under the candidate: whether a person would have said yes is not known. */
  refusedNowAsked: number;
  /** Of `refusedNowGranted`: the same ticket was given something else afterwards, perhaps in place of it. */
  helpedOtherwise: number;
}

/** The draft against what really happened. Differences are from the recorded answer of each first decision. */
export interface ReplayResult {
  kind: "replay";
  storefrontId: string;
  days: RunDays;
  from: number;
  until: number;
  /** Cases replayed, in order of time: the first decision of each remedy, and what rules refused. */
  cases: number;
  /** Of these made by the generator of demo history, not by people. */
  generated: number;
  /** Of the recorded answers, by answer; and of the candidate's. */
  before: Record<CaseAnswer, number>;
  after: Record<CaseAnswer, number>;
  /** Cases whose answer differs; 0 when a policy is replayed on its own history. */
  differences: number;
  numbers: Record<CaseList, CaseNumber>;
  /** Steps of approval that nobody would have had to take, less those that would be new. May be negative. */
  approvalsSaved: number;
  /** Time that shoppers would not have waited, over the requests that were answered. */
  waitedMs: number;
  medianWaitMs: number | null;
  /** Money that the candidate gives and that was never given: what was declined or refused, and what was approved as less. */
  extra: Amounts;
  /** Money that was given then and that the candidate stops. */
  withheld: Amounts;
  extraBy: { reason: ExtraShare[]; tier: ExtraShare[]; agent: ExtraShare[] };
  badBy: Record<BadReason, number>;
  unknown: ReplayUnknowns;
  /** How long the decisions alone took. */
  tookMs: number;
}

export interface FrontierPoint {
  limitMinor: number;
  /** Of the cases that this limit bears on. */
  grantedAtOnce: number;
  /** From 0 to 1. */
  share: number;
  /** Granted at once, in the limit's currency. */
  givenMinor: number;
}

/** One limit's curve over its possible values, all else as in the draft. */
export interface FrontierResult {
  kind: "frontier";
  storefrontId: string;
  days: RunDays;
  from: number;
  until: number;
  limit: LimitRef;
  /** Cases that this limit can bear on: the denominator of every share. */
  cases: number;
  generated: number;
  /** By limit, rising. */
  points: FrontierPoint[];
  /** What the live policy does with the same cases; null where it has no such rule or limit. */
  today: FrontierPoint | null;
  /** One of `points`; null where the draft does not set this limit. */
  draft: FrontierPoint | null;
  /** One of `points`, where more money begins to buy clearly fewer cases (Kneedle); null for a curve without one. */
  knee: FrontierPoint | null;
  tookMs: number;
}

export type RunResult = ReplayResult | FrontierResult;

export interface RunView {
  runId: string;
  kind: RunKind;
  storefrontId: string;
  days: RunDays;
  state: RunState;
  /** From 0 to 1. */
  progress: number;
  startedAt: number;
  /** Of `done`. */
  result: RunResult | null;
}

/** A case behind a number, to be opened by its ticket. */
export interface ReplayCase {
  decisionId: string;
  /** Null of what a rule refused. */
  remedyId: string | null;
  ticketId: string;
  ticketNumber: number;
  orderNumber: string;
  at: number;
  remedy: RemedyKind;
  reason: ClaimReason;
  agentId: string;
  agentName: string;
  amountMinor: number;
  currency: string;
  was: CaseAnswer;
  becomes: CaseAnswer;
  /** From the request to its end; null for a grant, and while it waits. */
  waitedMs: number | null;
  /** How a request ended. */
  ended: "approved" | "declined" | "expired" | "withdrawn" | "waiting" | null;
  bad: BadReason[];
  isGenerated: boolean;
}

/** What a suggestion's draft says in place of the live rules. */
interface Suggested {
  id: string;
  storefrontId: string;
  /** The version that the draft is based on. */
  basedOn: number;
  ruleId: string;
  remedy: RemedyKind;
  /** That the change is about; empty for every reason. */
  reasons: ClaimReason[];
  /** Days of history that it was drawn from. */
  days: RunDays;
  /** Of the supporting cases, made by the generator of demo history. */
  generated: number;
  /** All rules of the draft that one click makes. */
  rules: PolicyRule[];
}

/** Requests just above a limit that were nearly always approved. */
export interface RaiseSuggestion extends Suggested {
  kind: "raise";
  cap: "perOrder" | "perRequest";
  currency: string;
  fromMinor: number;
  toMinor: number;
  requests: number;
  approved: number;
  medianWaitMs: number;
  /** Requests among these that the draft's rules would grant at once. */
  grantedAtOnce: number;
}

/** A rule under which nothing was granted or asked for: its limits are untested. */
export interface UnusedSuggestion extends Suggested {
  kind: "unused";
  /** `rule`: never matched. `limit`: matched, but never more than `mostUsedMinor` was asked. */
  of: "rule" | "limit";
  cap: "perOrder" | null;
  currency: string | null;
  fromMinor: number | null;
  toMinor: number | null;
  mostUsedMinor: number | null;
  cases: number;
}

/** A rule whose grants turned out badly more often than others'. */
export interface RegrettedSuggestion extends Suggested {
  kind: "regretted";
  cap: "perOrder";
  currency: string;
  fromMinor: number;
  toMinor: number;
  grants: number;
  regretted: number;
  /** Share of regretted grants over the whole policy, from 0 to 1, to compare with. */
  usualShare: number;
}

export type Suggestion = RaiseSuggestion | UnusedSuggestion | RegrettedSuggestion;
