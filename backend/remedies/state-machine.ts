import type { RemedyState } from "../contract/vocabulary.ts";

/**
 * What can happen to a remedy that exists. `overrun`: the merchant says that an attempt was carried out after it, or a
 * later one, had been ended otherwise; the money has gone, so it is booked, and said.
 */
export const remedyEvents = [
  "approve",
  "decline",
  "withdraw",
  "expire",
  "recall",
  "start",
  "settle",
  "fail",
  "retry",
  "overrun",
] as const;
export type RemedyEvent = (typeof remedyEvents)[number];

/** How a remedy comes into being: what was requested is the command's input and has no row yet. */
export const entrances = { grant: "granted", request: "awaiting_approval" } as const;

export const machine: Record<RemedyState, Partial<Record<RemedyEvent, RemedyState>>> = {
  awaiting_approval: {
    approve: "granted",
    decline: "declined",
    withdraw: "withdrawn",
    expire: "expired",
    recall: "recalled",
  },
  // An overrun of the attempt before makes the one that has not begun needless.
  granted: { start: "paying", overrun: "settled" },
  paying: { settle: "settled", fail: "failed", overrun: "settled" },
  settled: { overrun: "settled" },
  failed: { retry: "granted", overrun: "settled" },
  declined: {},
  expired: {},
  withdrawn: {},
  recalled: {},
};

/** The state after the event, or null where the machine has no such way. */
export function transition(state: RemedyState, event: RemedyEvent): RemedyState | null {
  return machine[state][event] ?? null;
}

/** Promised, and neither settled nor failed for good. */
export const isOpenPayout = (state: RemedyState): boolean => state === "granted" || state === "paying";
