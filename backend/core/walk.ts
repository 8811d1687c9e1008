import type { Actor, Caller } from "./actor.ts";
import type { AnyCommand, Circumstances, Decision, RecordedRefusal } from "./command.ts";
import { readStamps } from "./database/identity-stamps.ts";
import type { Reader } from "./database/reader.ts";
import type { Transaction } from "./database/transaction.ts";
import { insert } from "./database/writes.ts";
import { newId, newSecret } from "./ids.ts";
import { type NewJob, toJobRow, type Wake } from "./jobs/job.ts";
import { jobs } from "./jobs/tables.ts";
import type { Memory } from "./memory.ts";
import type { Notice } from "./notices.ts";
import type { Owners } from "./owners.ts";
import {
  type Claim,
  findReceipts,
  inputHashOf,
  type Kept,
  type Receipt,
  receiptIdOf,
  takeReceipt,
  writeReceipt,
} from "./receipts.ts";
import { Refusal } from "./refusal.ts";

/** One parsed command on its way. */
export interface Walk {
  command: AnyCommand;
  input: unknown;
  caller: Caller;
  commandId: string;
}

/** `isRecorded`: of a refusal that has left writes, which count only once they are committed. */
export type Outcome =
  | { answer: unknown; tell: Notice[]; woken: Wake[] }
  | { refusal: Refusal; isRecorded: boolean };

const refused = (refusal: Refusal, isRecorded = false): Outcome => ({ refusal, isRecorded });

/** Who the callers are now, asked anew in every transaction: a demotion works at once. */
export type LoadActors = (reader: Reader, callers: readonly Caller[], now: number) => Promise<Actor[]>;

interface Circle {
  loadActors: LoadActors;
  owners: Owners;
  /** Null where nobody walks ahead. */
  memory: Memory | null;
  now: number;
}

export const claimOf = (walk: Walk, owner: string): Claim => ({
  id: receiptIdOf(owner, walk.commandId),
  inputHash: inputHashOf(walk.command.name, walk.input),
});

/** Alone, a command takes its receipt first, so that a rival waits before it has done anything. */
export async function walkAlone(tx: Transaction, walk: Walk, circle: Circle): Promise<Outcome> {
  const [actor] = (await circle.loadActors(tx, [walk.caller], circle.now)) as [Actor];
  const claim = claimOf(walk, circle.owners.note(walk.caller, actor));
  const known = await findReceipts(tx, [claim.id]);
  const isTaken = !known.has(claim.id);
  if (isTaken) await takeReceipt(tx, claim, circle.now);
  await lockShared(tx, [walk]);
  const [outcome] = await walkEach(tx, [{ walk, actor, claim }], { known, isTaken, now: circle.now });
  return outcome as Outcome;
}

/**
 * Walks many through one transaction. Their rows are locked first, and then it is read who they are and which of them were
 * done before: a rival of any of them has committed by then. All three cross together. No receipt is taken
 * beforehand: one that a rival without a common row takes meanwhile fails the batch at its end, which is then walked again.
 */
export async function walkTogether(
  tx: Transaction,
  walks: readonly Walk[],
  circle: Circle,
): Promise<Outcome[]> {
  const callers = walks.map((walk) => walk.caller);
  const guessed = walks.flatMap((walk) => {
    const owner = circle.owners.of(walk.caller);
    return owner === null ? [] : [receiptIdOf(owner, walk.commandId)];
  });
  const { memory, now } = circle;
  const [, stamps, actors, known] = await Promise.all([
    lockShared(tx, walks),
    memory === null ? [] : readStamps(tx),
    circle.loadActors(tx, callers, now),
    findReceipts(tx, guessed),
  ]);
  memory?.actors.keep(callers, actors, stamps, now);
  const asked = walks.map((walk, index) => {
    const actor = actors[index] as Actor;
    return { walk, actor, claim: claimOf(walk, circle.owners.note(walk.caller, actor)) };
  });
  const looked = new Set(guessed);
  const others = asked.map(({ claim }) => claim.id).filter((id) => !looked.has(id));
  for (const [id, receipt] of await findReceipts(tx, others)) known.set(id, receipt);
  const outcomes = await walkEach(tx, asked, { known, isTaken: false, now });
  for (const { commandId } of walks) memory?.answered.add(commandId);
  return outcomes;
}

interface Asked {
  walk: Walk;
  actor: Actor;
  claim: Claim;
}
interface Met {
  known: ReadonlyMap<string, Receipt>;
  /** The receipt, by inserting it. */
  isTaken: boolean;
  now: number;
}

/** One after the other: each sees what those before it changed. */
async function walkEach(
  tx: Transaction,
  asked: readonly Asked[],
  { known, isTaken, now }: Met,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const firsts = new Map<string, number>();
  for (const [index, { walk, actor, claim }] of asked.entries()) {
    // A client that retries while its first try is still gathering meets itself in one batch.
    const twin = firsts.get(claim.id);
    const before = known.get(claim.id);
    if (twin !== undefined) {
      outcomes.push(repeatOf(outcomes[twin] as Outcome, (asked[twin] as Asked).claim, claim));
      continue;
    }
    firsts.set(claim.id, index);
    if (before !== undefined) {
      outcomes.push(answeredBefore(walk, before, claim));
      continue;
    }
    const outcome = await walkOne(tx, walk, actor, now);
    const kept = keptOf(walk, outcome);
    if (kept !== null) writeReceipt(tx, claim, kept, { isTaken, now });
    outcomes.push(outcome);
  }
  return outcomes;
}

/** What a retry is to be told; null of a refusal that leaves nothing. */
export function keptOf({ command }: Walk, outcome: Outcome): Kept | null {
  if (!("refusal" in outcome))
    return { answer: command.isAnswerSecret ? null : outcome.answer, refusal: null };
  const { code, details } = outcome.refusal;
  return outcome.isRecorded ? { answer: null, refusal: { code, details } } : null;
}

function answeredBefore({ command }: Walk, before: Receipt, claim: Claim): Outcome {
  if (before.inputHash !== claim.inputHash) return refused(new Refusal("command_id_reused", {}));
  if (before.refusal !== null) return refused(new Refusal(before.refusal.code, before.refusal.details));
  // It was done, but its answer was for one pair of eyes and is not kept.
  if (command.isAnswerSecret) return refused(new Refusal("changed_meanwhile", {}));
  return { answer: before.answer, tell: [], woken: [] };
}

function repeatOf(first: Outcome, asked: Claim, again: Claim): Outcome {
  if (asked.inputHash !== again.inputHash) return refused(new Refusal("command_id_reused", {}));
  return "refusal" in first ? first : { answer: first.answer, tell: [], woken: [] };
}

async function lockShared(tx: Transaction, walks: readonly Walk[]): Promise<void> {
  const wanted = walks.flatMap((walk) => walk.command.share?.(walk.input as never) ?? []);
  const tables = new Set(wanted.map((each) => each.table));
  for (const table of tables) {
    const ids = wanted.filter((each) => each.table === table).map((each) => each.id);
    await tx.lockAll(table, ids);
  }
}

/** At once where the command's `load` waits for nothing. */
export function walkOne(tx: Transaction, walk: Walk, actor: Actor, now: number): Outcome | Promise<Outcome> {
  const { command, input, commandId } = walk;
  const circumstances: Circumstances = { now, newId, newSecret, commandId };
  try {
    if (!command.who.includes(actor.kind)) {
      throw actor.kind === "anonymous" ? new Refusal("signed_out", {}) : new Refusal("not_allowed", {});
    }
    const loaded: unknown = command.load(tx, input, actor, circumstances);
    return loaded instanceof Promise
      ? loaded.then((found) => decideOn(found, tx, walk, actor, circumstances)).catch(refusalIn)
      : decideOn(loaded, tx, walk, actor, circumstances);
  } catch (error) {
    return refusalIn(error);
  }
}

function refusalIn(error: unknown): Outcome {
  if (error instanceof Refusal) return refused(error);
  throw error;
}

function decideOn(
  loaded: unknown,
  tx: Transaction,
  { command, input }: Walk,
  actor: Actor,
  circumstances: Circumstances,
): Outcome {
  const decision: Decision<unknown> | RecordedRefusal = command.decide(loaded, input, actor, circumstances);
  tx.apply(decision.writes ?? []);
  if ("refusal" in decision) return refused(decision.refusal, true);
  const { answer, tell = [], jobs: asked = [] } = decision;
  const rows = asked.map((job: NewJob) => toJobRow(job, circumstances));
  tx.apply(rows.map((row) => insert(jobs, row)));
  return { answer, tell, woken: rows.map(({ id, attempt, dueAt }) => ({ id, attempt, dueAt })) };
}
