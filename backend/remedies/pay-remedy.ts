import { z } from "zod";
import type { Caller } from "../core/actor.ts";
import { type Clock, hour, minute, second } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId, sha256 } from "../core/ids.ts";
import type { Job, JobHandler, JobResult } from "../core/jobs/job.ts";
import type { Log } from "../core/log.ts";
import { openPort } from "../shop/merchant/open-port.ts";
import type { MerchantOutcome } from "../shop/merchant/port.ts";
import type { Booked } from "./apply-outcome.ts";
import { bookOutcome } from "./book-outcome.ts";
import { expectedOf, sendToMerchant } from "./merchant-call.ts";
import { startPaying } from "./start-paying.ts";
import { type AttemptRow, attempts, type RemedyRow, remedies } from "./tables.ts";

export interface PayingParts {
  reader: Reader;
  execute: Execute;
  clock: Clock;
  log: Log;
  /** How long the merchant's system may take to answer. */
  timeoutMs?: number;
}

const system: Caller = { kind: "system" };
const payload = z.object({ remedyId: z.uuid(), attempt: z.number().int().positive() });

/** Between two looks. Jitter keeps a merchant that comes back from being met by all of them at once. */
const pauses = {
  unknown: { firstMs: 2 * second, longestMs: 10 * minute },
  /** A callback is awaited; looking is for the callback that got lost. */
  pending: { firstMs: 30 * second, longestMs: hour },
} as const;

/** Double each time, drawn from the upper half. `attempt` counts from 0. */
export function pauseAfter(kind: keyof typeof pauses, attempt: number, chance: number): number {
  const { firstMs, longestMs } = pauses[kind];
  return Math.round(Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30)) * (0.5 + chance / 2));
}

/** From 0 to 1, spread over jobs and the same for each run of one: all that jitter needs of chance. */
const chanceOf = ({ id, attempt }: Job): number =>
  Number.parseInt(sha256(`${id}/${attempt}`).slice(0, 8), 16) / 2 ** 32;

/**
 * The job `remedy.pay`: writes the attempt down, calls the merchant's system outside of any transaction, books what it
 * says. An attempt that somebody began before is first asked for by its key, and sent again, under the same key, only
 * if the merchant has never heard of it. It goes on until the merchant has given an end: nobody else can say whether
 * money has moved. Until then the remedy stays `paying`, which staff reads as not confirmed yet.
 */
export function payRemedyJob(parts: PayingParts): JobHandler {
  const { reader, execute, clock, log } = parts;
  const call = () => ({ caller: system, commandId: newId() });

  /** True where this very run wrote the attempt down, so that nobody can have sent it yet. */
  async function begin(remedyId: string, attempt: number): Promise<boolean> {
    const remedy = await reader.one(remedies, { id: remedyId });
    if (remedy?.state !== "granted") return false;
    const begun = (await execute(startPaying, { remedyId, attempt }, call())) as { attemptId: string | null };
    return begun.attemptId !== null;
  }

  async function book(attempt: AttemptRow, outcome: MerchantOutcome): Promise<void> {
    const input = { remedyId: attempt.remedyId, attemptId: attempt.id, outcome };
    const booked = (await execute(bookOutcome, input, call())) as Booked;
    warnOf(booked, attempt, log);
  }

  async function ask(remedy: RemedyRow, attempt: AttemptRow, isFresh: boolean): Promise<MerchantOutcome> {
    const port = await openPort(parts, remedy.storefrontId, attempt.adapter);
    if (port === null) return { state: "unknown", why: "the merchant's system is not configured any more" };
    if (!isFresh) {
      const known = await port.stateOf(expectedOf(remedy, attempt));
      if (known.state !== "not_known") return known;
    }
    return sendToMerchant(reader, port, remedy, attempt);
  }

  function again(job: Job, outcome: MerchantOutcome, attempt: AttemptRow): JobResult {
    if (outcome.state !== "unknown" && outcome.state !== "pending") return { done: true };
    const { id: key, remedyId, startedAt } = attempt;
    if (outcome.state === "unknown" && clock.now() - startedAt > 24 * hour)
      log.error({ key, remedyId, why: outcome.why }, "a payout has not been confirmed for over a day");
    return { done: false, dueAt: clock.now() + pauseAfter(outcome.state, job.attempt, chanceOf(job)) };
  }

  return async (job) => {
    const { remedyId, attempt: number } = payload.parse(job.payload);
    const isFresh = await begin(remedyId, number);
    const attempt = await reader.one(attempts, { remedyId, attempt: number });
    const remedy = await reader.one(remedies, { id: remedyId });
    if (attempt === null || remedy === null || isOver(attempt)) return { done: true };
    const outcome = await ask(remedy, attempt, isFresh);
    await book(attempt, outcome);
    return again(job, outcome, attempt);
  };
}

/** Ended, or on finance's list, where people end it. */
const isOver = ({ state, adapter }: AttemptRow) =>
  state === "settled" || state === "failed" || adapter === "manual";

export function warnOf({ isOverrun, isContradiction }: Booked, attempt: AttemptRow, log: Log): void {
  const { id: key, remedyId } = attempt;
  if (isOverrun) log.error({ key, remedyId }, "an overrun: settled after it had been ended otherwise");
  if (isContradiction) log.error({ key, remedyId }, "the merchant calls failed what it had called settled");
}
