import type { Author } from "../contract/entries.ts";
import type { Progress } from "../contract/remedy-terms.ts";
import { topic } from "../contract/sockets.ts";
import type { Actor } from "../core/actor.ts";
import type { Circumstances, Decision } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { update, type Write } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import type { MerchantOutcome } from "../shop/merchant/port.ts";
import type { CustomerRow } from "../shop/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { type Draws, lockDraws, moveDraws, peopleOf } from "./draws.ts";
import { releaseWrites, settleWrites } from "./effects.ts";
import type { Ground } from "./executors/executor.ts";
import { chosenIn } from "./executors/executors.ts";
import { type Judged, judgeOutcome } from "./judge-outcome.ts";
import { type Case, lockGround, lockRemedyCase } from "./lock-case.ts";
import { lockCorrected } from "./lock-corrected.ts";
import { type AttemptRow, attempts, type RemedyRow, remedies } from "./tables.ts";

/** One attempt with everything its outcome may change, locked. */
export interface Tried extends Case, Ground {
  remedy: RemedyRow;
  attempt: AttemptRow;
  draws: Draws;
  corrected: CustomerRow | null;
}

/** Refuses `not_found` for an attempt that is not the remedy's. */
export async function lockTried(
  tx: Transaction,
  remedyId: string,
  attemptId: string,
  actor: Actor,
): Promise<Tried> {
  const corrected = await lockCorrected(tx, remedyId, attemptId);
  const found = await lockRemedyCase(tx, remedyId, actor);
  const attempt = await tx.lock(attempts, attemptId);
  if (attempt === null || attempt.remedyId !== remedyId) refuse("not_found", {});
  const { remedy, o } = found;
  const ground = await lockGround(tx, o, chosenIn(remedy));
  const draws = await lockDraws(tx, remedyId, remedy.storefrontId, [attempt.attempt, remedy.attempt]);
  return { ...found, ...ground, attempt, draws, corrected };
}

export interface Booked {
  kind: Judged["kind"];
  isOverrun: boolean;
  /** The merchant says failed of what it said was settled: nothing is booked, and somebody should look. */
  isContradiction: boolean;
}

/** Pure: all that follows from what the outside world says of an attempt. `by` is who said so. */
export function applyOutcome(
  tried: Tried,
  outcome: MerchantOutcome,
  by: Author,
  circumstances: Circumstances,
): Decision<Booked> {
  const { now } = circumstances;
  const { attempt, remedy } = tried;
  const judged = judgeOutcome(remedy, attempt, outcome);
  const booked: Booked = { kind: judged.kind, isOverrun: false, isContradiction: false };
  if (judged.kind === "nothing") return { answer: { ...booked, isContradiction: judged.isContradiction } };
  if (judged.kind === "note")
    return {
      answer: booked,
      writes: [update(attempts, { id: attempt.id }, { state: judged.attemptState })],
    };
  if (judged.kind === "progressed") return progressed(tried, judged.progress, by, now);
  const endAttempt = update(attempts, { id: attempt.id }, { state: judged.kind, endedAt: now });
  if (judged.kind === "failed") return failed(tried, judged.event, outcome, by, [endAttempt], circumstances);
  return settled(tried, judged, outcome, by, [endAttempt], circumstances);
}

function progressed(tried: Tried, progress: Progress, by: Author, now: number): Decision<Booked> {
  const { ticket, remedy, attempt } = tried;
  const body = { remedyId: remedy.id, ...progress };
  const appended = append(ticket, [{ kind: "remedy.progressed", body, by }], now);
  return {
    answer: { kind: "progressed", isOverrun: false, isContradiction: false },
    writes: [
      update(attempts, { id: attempt.id }, { state: "pending" }),
      update(remedies, { id: remedy.id }, { progress }),
      ...appended.writes,
    ],
    tell: [...appended.tell, toStaff(...topicsOf(tried))],
  };
}

function failed(
  tried: Tried,
  event: "fail" | null,
  outcome: MerchantOutcome,
  by: Author,
  writes: Write[],
  circumstances: Circumstances,
): Decision<Booked> {
  const { ticket, remedy, attempt, draws } = tried;
  const answer: Booked = { kind: "failed", isOverrun: false, isContradiction: false };
  const given = moveDraws(draws, attempt.attempt, "give_back", circumstances).writes;
  const released = [...writes, ...releaseWrites(tried), ...given];
  if (event === null || outcome.state !== "failed")
    return { answer, writes: released, tell: [toStaff(...topicsOf(tried))] };
  const { code, message } = outcome;
  const next = after(remedy, event, circumstances.now, { failure: { code, message }, reservations: [] });
  const body = { remedyId: remedy.id, attempt: attempt.attempt, code, message };
  const counts = countsAfter(ticket, remedy.state, next.state);
  const appended = append(ticket, [{ kind: "remedy.failed", body, by }], circumstances.now, counts);
  return {
    answer,
    writes: [...released, update(remedies, { id: remedy.id }, next), ...appended.writes],
    tell: [...appended.tell, toStaff(...topicsOf(tried))],
  };
}

function settled(
  tried: Tried,
  judged: Extract<Judged, { kind: "settled" }>,
  outcome: MerchantOutcome,
  by: Author,
  writes: Write[],
  circumstances: Circumstances,
): Decision<Booked> {
  if (outcome.state !== "settled") throw new Error("only a settlement settles");
  const { ticket, remedy, attempt } = tried;
  const { reference, hint, arrivesInDays } = outcome;
  const isOverrun = judged.event === "overrun";
  const settlement = { hint, arrivesInDays, reference, isOverrun };
  const next = after(remedy, judged.event, circumstances.now, {
    settlement,
    failure: null,
    reservations: [],
  });
  const draft: Draft = {
    kind: "remedy.settled",
    body: { remedyId: remedy.id, hint, arrivesInDays, reference, isOverrun },
    by,
  };
  const counts = countsAfter(ticket, remedy.state, next.state);
  const appended = append(ticket, [draft], circumstances.now, counts);
  const drawn = moveDraws(tried.draws, attempt.attempt, judged.wasHeld ? "commit" : "overrun", circumstances);
  const ended = judged.endsNewer
    ? moveDraws(drawn.draws, remedy.attempt, "give_back", circumstances).writes
    : [];
  // What the newer attempt held is what this one uses: the order and the shelf are moved once, as if it had been held.
  const wasHeld = judged.wasHeld || judged.endsNewer;
  const { now, newId } = circumstances;
  return {
    answer: { kind: "settled", isOverrun, isContradiction: false },
    writes: [
      ...writes,
      update(remedies, { id: remedy.id }, next),
      ...appended.writes,
      ...settleWrites(tried, { attemptId: attempt.id, wasHeld, corrected: tried.corrected, newId, now }),
      ...drawn.writes,
      ...ended,
    ],
    tell: [...appended.tell, toStaff(...topicsOf(tried))],
  };
}

function topicsOf({ ticket, remedy, draws }: Tried): string[] {
  return [
    topic.queues,
    topic.case(ticket.id),
    topic.headroom(remedy.orderId),
    topic.payouts,
    ...peopleOf(draws).map(topic.budget),
  ];
}
