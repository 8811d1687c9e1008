import type { Actor, Caller } from "./actor.ts";
import { callerKey, isPerson } from "./actor.ts";
import type { AnyCommand, Circumstances, Decision } from "./command.ts";
import type { Reader } from "./database/reader.ts";
import type { Transaction } from "./database/transaction.ts";
import { insert } from "./database/writes.ts";
import { canonicalJson, newId, newSecret, sha256 } from "./ids.ts";
import { type NewJob, toJobRow, type Wake } from "./jobs/job.ts";
import { jobs } from "./jobs/tables.ts";
import type { Notice } from "./notices.ts";
import { type Claim, findReceipts, type Receipt, takeReceipt, writeAnswer } from "./receipts.ts";
import { Refusal } from "./refusal.ts";

/** One parsed command on its way. */
export interface Walk {
  command: AnyCommand;
  input: unknown;
  caller: Caller;
  commandId: string;
}

export type Outcome = { answer: unknown; tell: Notice[]; woken: Wake[] } | { refusal: Refusal };

/** Who the callers are now, asked anew in every transaction: a demotion works at once. */
export type LoadActors = (reader: Reader, callers: readonly Caller[], now: number) => Promise<Actor[]>;

interface Circle {
  loadActors: LoadActors;
  now: number;
}

/**
 * A person's receipts are the person's, not the session's: a command that was sent before signing in again is the same
 * command after it. A shopper's are the browser's, because the shopper of a browser may become another in between.
 */
const receiptOf = (walk: Walk, actor: Actor): Claim => ({
  id: `${isPerson(actor) ? `person:${actor.personId}` : callerKey(walk.caller)}:${walk.commandId.toLowerCase()}`,
  inputHash: sha256(`${walk.command.name}\n${canonicalJson(walk.input)}`),
});

/** Walks many through one transaction, one after the other: each sees what those before it changed. */
export async function walkAll(tx: Transaction, walks: readonly Walk[], circle: Circle): Promise<Outcome[]> {
  const callers = walks.map((walk) => walk.caller);
  const actors = await circle.loadActors(tx, callers, circle.now);
  const claims = walks.map((walk, index) => receiptOf(walk, actors[index] as Actor));
  const known = await findReceipts(tx, claims);
  // One alone takes its receipt first, so that a rival waits before it has done anything. A batch saves a statement: its
  // commands lock few rows, and a rival's receipt fails the batch at its end, which is then walked again.
  const [only] = claims;
  const isTaken = only !== undefined && claims.length === 1 && !known.has(only.id);
  if (isTaken) await takeReceipt(tx, only, circle.now);
  await lockShared(tx, walks);
  const outcomes: Outcome[] = [];
  for (const [index, walk] of walks.entries()) {
    const claim = claims[index] as Claim;
    // A client that retries while its first try is still gathering meets itself in one batch.
    const twin = claims.findIndex((each) => each.id === claim.id);
    if (twin < index) {
      outcomes.push(repeatOf(outcomes[twin] as Outcome, claims[twin] as Claim, claim));
      continue;
    }
    const before = known.get(claim.id);
    if (before !== undefined) {
      outcomes.push(answeredBefore(walk, before, claim));
      continue;
    }
    const outcome = await walkOne(tx, walk, actors[index] as Actor, circle.now);
    if (!("refusal" in outcome)) {
      const answer = walk.command.isAnswerSecret ? null : outcome.answer;
      writeAnswer(tx, claim, answer, { isTaken, now: circle.now });
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

function answeredBefore({ command }: Walk, before: Receipt, claim: Claim): Outcome {
  if (before.inputHash !== claim.inputHash) return { refusal: new Refusal("command_id_reused", {}) };
  // It was done, but its answer was for one pair of eyes and is not kept.
  if (command.isAnswerSecret) return { refusal: new Refusal("changed_meanwhile", {}) };
  return { answer: before.answer, tell: [], woken: [] };
}

function repeatOf(first: Outcome, asked: Claim, again: Claim): Outcome {
  if (asked.inputHash !== again.inputHash) return { refusal: new Refusal("command_id_reused", {}) };
  return "refusal" in first ? first : { answer: first.answer, tell: [], woken: [] };
}

async function lockShared(tx: Transaction, walks: readonly Walk[]): Promise<void> {
  const wanted = walks.flatMap((walk) => walk.command.share?.(walk.input as never) ?? []);
  const tables = new Set(wanted.map((each) => each.table));
  for (const table of tables) {
    await tx.lockAll(
      table,
      wanted.filter((each) => each.table === table).map((each) => each.id),
    );
  }
}

async function walkOne(tx: Transaction, walk: Walk, actor: Actor, now: number): Promise<Outcome> {
  const circumstances: Circumstances = {
    now,
    newId,
    newSecret,
    commandId: walk.commandId,
  };
  try {
    if (!walk.command.who.includes(actor.kind)) {
      throw actor.kind === "anonymous" ? new Refusal("signed_out", {}) : new Refusal("not_allowed", {});
    }
    const loaded: unknown = await walk.command.load(tx, walk.input, actor, circumstances);
    const decision: Decision<unknown> = walk.command.decide(loaded, walk.input, actor, circumstances);
    const rows = (decision.jobs ?? []).map((job: NewJob) => toJobRow(job, circumstances));
    tx.apply([...(decision.writes ?? []), ...rows.map((row) => insert(jobs, row))]);
    return {
      answer: decision.answer,
      tell: decision.tell ?? [],
      woken: rows.map(({ id, attempt, dueAt }) => ({ id, attempt, dueAt })),
    };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}
