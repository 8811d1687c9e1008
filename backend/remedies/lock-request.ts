import { stepInTurn } from "../contract/approval-steps.ts";
import type { Actor, PersonActor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { type Answerer, readAnswerer } from "../staff/read-answerer.ts";
import { isInTurn, stepsOf } from "./approval-chain.ts";
import { type ApprovalRow, approvals } from "./approval-table.ts";
import { type Case, lockRemedyCase } from "./lock-case.ts";
import { readIsPayee } from "./payee.ts";
import type { RemedyRow } from "./tables.ts";

export interface Asked extends Case {
  remedy: RemedyRow;
  approval: ApprovalRow | null;
  who: Answerer;
  isPayee: boolean;
}

/**
 * A request with its case, for who means to answer it. Whoever is in turn may, though the case is otherwise none of
 * theirs (a department that was not invited); to everybody else it is what it is to them.
 */
export async function lockRequest(
  tx: Transaction,
  remedyId: string,
  actor: PersonActor,
  now: number,
): Promise<Asked> {
  const who = await readAnswerer(tx, actor, now);
  const seen = await tx.one(approvals, { id: remedyId });
  const as: Actor = isInTurn(stepsOf(seen), who) ? { kind: "system" } : actor;
  const found = await lockRemedyCase(tx, remedyId, as);
  // Read again: under the lock it may be somebody else's turn.
  const approval = await tx.one(approvals, { id: remedyId });
  return { ...found, approval, who, isPayee: await readIsPayee(tx, actor, found) };
}

/** Refuses who asked for it, who answers in the asker's place, and who is paid. */
export function ensureNotOwn({ remedy, who, isPayee }: Pick<Asked, "remedy" | "who" | "isPayee">): void {
  const isOwn = isPayee || [who.own, ...who.absent].some(({ personId }) => personId === remedy.requesterId);
  if (isOwn) refuse("own_request", {});
}

/** Refuses who is not asked, or not yet. */
export function ensureInTurn({ approval, who }: Pick<Asked, "approval" | "who">): void {
  const steps = stepsOf(approval);
  if (stepInTurn(steps) !== null && !isInTurn(steps, who)) refuse("not_your_turn", {});
}
