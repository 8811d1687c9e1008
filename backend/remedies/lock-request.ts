import { decisions } from "../authority/tables.ts";
import { stepInTurn } from "../contract/approval-steps.ts";
import type { Actor, PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { type Answerer, type Answering, readAnswerer } from "../staff/read-answerer.ts";
import { isInTurn, stepsOf } from "./approval-chain.ts";
import { type ApprovalRow, approvals } from "./approval-table.ts";
import { type Case, lockRemedyCase } from "./lock-case.ts";
import { readIsPayee } from "./payee.ts";
import { hashInFormOf } from "./rules.ts";
import type { RemedyRow } from "./tables.ts";

export interface Asked extends Case {
  remedy: RemedyRow;
  approval: ApprovalRow | null;
  /** As whom they may answer it: not in the place of somebody who has a part in it. */
  who: Answerer;
  /** They have a part in it themselves. */
  isOwn: boolean;
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
  const answerer = await readAnswerer(tx, actor, now);
  const seen = await tx.one(approvals, { id: remedyId });
  const as: Actor = isInTurn(stepsOf(seen), answerer) ? { kind: "system" } : actor;
  const found = await lockRemedyCase(tx, remedyId, as);
  // Read again: under the lock it may be somebody else's turn.
  const approval = await tx.one(approvals, { id: remedyId });
  return { ...found, approval, ...(await readPart(tx, { ...found, approval }, answerer)) };
}

/**
 * Nobody answers their own request: who asked for it, who stands or stood in for the asker, now or when it was asked, and
 * who is paid. Nor does who stands in for one of them answer as them.
 */
export async function readPart(
  reader: Reader,
  request: Case & Pick<Asked, "remedy" | "approval">,
  { own, absent }: Answerer,
): Promise<Pick<Asked, "who" | "isOwn">> {
  const { requesterId } = request.remedy;
  const asking = [requesterId, request.approval?.requesterDelegateId];
  const hasPart = async (person: Answering) =>
    asking.includes(person.personId) || (await readIsPayee(reader, person, request));
  const others: Answering[] = [];
  for (const each of absent) if (!(await hasPart(each))) others.push(each);
  const isStandIn = absent.some(({ personId }) => personId === requesterId);
  return { who: { own, absent: others }, isOwn: isStandIn || (await hasPart(own)) };
}

/** Refuses who has a part in it. */
export function ensureNotOwn({ isOwn }: Pick<Asked, "isOwn">): void {
  if (isOwn) refuse("own_request", {});
}

/** Of the limits that it was asked under, which it stays with. */
export async function readVersionOf(
  reader: Reader,
  { remedy, approval }: Pick<Asked, "remedy" | "approval">,
): Promise<number> {
  if (approval !== null) return approval.policyVersion;
  return (await reader.one(decisions, { remedyId: remedy.id }))?.policyVersion ?? 0;
}

/** Names the request as it would be asked today. */
export function hashToday(
  { remedy, o, approval }: Pick<Asked, "remedy" | "o" | "approval">,
  policyVersion: number,
): string {
  const chain = stepsOf(approval).map(({ approver }) => approver);
  const { reason, hash } = remedy;
  return hashInFormOf(hash, { wanted: remedy, reason, order: o.order, policyVersion, chain });
}

/** Refuses who is not asked, or not yet. */
export function ensureInTurn({ approval, who }: Pick<Asked, "approval" | "who">): void {
  const steps = stepsOf(approval);
  if (stepInTurn(steps) !== null && !isInTurn(steps, who)) refuse("not_your_turn", {});
}
