import type { DecisionFacts } from "../authority/facts.ts";
import type { CaseAnswer } from "../contract/insight.ts";

/** In the order of their numbers in `History.was`. */
export const answers = ["grant", "approval", "refuse"] as const satisfies readonly CaseAnswer[];
export const granted = 0;

/** How a case ended, in the order of their numbers in `History.ended`. `refused`: by a rule, so that no remedy came of it. */
export const endings = [
  "granted",
  "approved",
  "declined",
  "expired",
  "withdrawn",
  "waiting",
  "refused",
] as const;
export type Ending = (typeof endings)[number];

/** What happened to a case, in the order of their numbers in `Events.kind`. */
export const eventKinds = ["decide", "approve", "fail", "retry"] as const;
export const decideEvent = 0;
export const approveEvent = 1;
export const failEvent = 2;
export const retryEvent = 3;

/** A number for each key of a budget, counted from 0; -1 for none. */
export interface KeyColumns {
  personDay: Int32Array;
  personWeek: Int32Array;
  teamMonth: Int32Array;
  customer: Int32Array;
  order: Int32Array;
}
export const keyNames = ["personDay", "personWeek", "teamMonth", "customer", "order"] as const;
export type KeyName = (typeof keyNames)[number];

/** In order of time. `keys` are those that the event's draw moves (of a failure those that were drawn on). */
export interface Events {
  count: number;
  kind: Uint8Array;
  /** Which case it happened to. */
  of: Int32Array;
  at: Float64Array;
  amountMinor: Float64Array;
  keys: KeyColumns;
}

/**
 * The decided past of one storefront, made once and replayed many times: columns, because 100,000 cases are walked some
 * forty times, and each case's facts as the decision takes them. Text that repeats is held once.
 */
export interface History {
  count: number;
  decisionIds: string[];
  /** "" of what was refused. */
  remedyIds: string[];
  ticketIds: string[];
  personNames: ReadonlyMap<string, string>;
  /** Of the first decision, as they were recorded. */
  facts: DecisionFacts[];
  /** Index in `answers` of the recorded answer. */
  was: Uint8Array;
  /** 1 where it was given at once; a person may have asked although they might have granted. */
  givenAtOnce: Uint8Array;
  /** Steps of the recorded chain of approval. */
  steps: Uint8Array;
  /** Index in `endings`. */
  ended: Uint8Array;
  /** From the request to its answer; NaN where there was none. */
  waitedMs: Float64Array;
  /** What was given in the end, 0 where nothing was. */
  givenMinor: Float64Array;
  /** 1 where it was refused and the same ticket was given something else afterwards. */
  helpedOtherwise: Uint8Array;
  /** Bit n is set for the nth of `badReasons`. */
  bad: Uint8Array;
  events: Events;
  /** How many different keys of each kind there are. */
  keyCounts: Record<KeyName, number>;
  /** Decisions that lack what a decision needs today: recorded by an older version, left out. */
  incomplete: number;
}
