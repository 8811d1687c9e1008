import { recordDecision } from "../authority/record-decision.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { readAnswerer } from "../staff/read-answerer.ts";
import { append } from "../tickets/timeline.ts";
import { approvals } from "./approval-table.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { consider, ensureGranted, isLead, lockAuthority, lockShared } from "./consider.ts";
import { drawOf, reservationsOf, reserveAll } from "./draws.ts";
import { holdWrites } from "./effects.ts";
import { chosenIn, ensurePossible } from "./executors/executors.ts";
import { type Case, lockGround, lockRemedyCase } from "./lock-case.ts";
import { hashToday, readPart, readVersionOf } from "./lock-request.ts";
import { readIsPayee } from "./payee.ts";
import { ensureOpen, payJob } from "./promise.ts";
import { isRefusal, readRefusedLately, refuseByRule } from "./refuse-by-rule.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const { input, who } = remedyCommands["remedy.retry"];

const wasApproved = (remedy: RemedyRow) => remedy.deciderId !== null;

/**
 * Decided anew, because the failure gave back what it held and others may have used it since. One that was granted draws
 * on the day of who tries again; one that was approved needs an approver's word again, and spares the asker's.
 */
export const retryRemedy = defineCommand({
  name: "remedy.retry",
  who,
  input,
  async load(tx, { remedyId }, actor: PersonActor, { now }) {
    const found = await lockRemedyCase(tx, remedyId, actor);
    const choice = chosenIn(found.remedy);
    const ground = await lockGround(tx, found.o, choice);
    const { reason, requesterId } = found.remedy;
    const asked = { ...found, actor, reason, choice, now };
    const authority = wasApproved(found.remedy)
      ? await lockShared(tx, asked, requesterId)
      : await lockAuthority(tx, asked);
    return {
      ...found,
      ground,
      authority,
      isOwn: await readIsOwn(tx, asked, found.remedy),
      isChanged: await readIsChanged(tx, found),
      refusedLately: await readRefusedLately(tx, found.ticket, authority),
    };
  },
  decide(
    { o, ticket, remedy, ground, authority, isOwn, isChanged, refusedLately },
    _input,
    actor,
    circumstances,
  ) {
    const { now } = circumstances;
    const { policy, budgets } = authority;
    const attempt = remedy.attempt + 1;
    const retried = after(remedy, "retry", now, {
      attempt,
      failure: null,
      progress: null,
      reservations: reservationsOf(budgets, remedy.amountMinor),
    });
    ensureOpen(ticket);
    ensureMayRetry(remedy, actor);
    if (isOwn) refuse("own_request", {});
    if (isChanged) refuse("request_changed", {});
    ensurePossible(remedy, ground, { mayExceedBought: !wasApproved(remedy) && isLead(actor) });
    const considered = consider(authority, remedy);
    if (!wasApproved(remedy)) {
      if (isRefusal(considered)) {
        const refusing = { act: "retry" as const, case: { o, ticket }, remedyId: remedy.id, refusedLately };
        const { reason } = remedy;
        return refuseByRule({ ...refusing, wanted: remedy, reason, authority, considered }, circumstances);
      }
      ensureGranted(authority, considered, remedy, ground);
    }

    const body = { remedyId: remedy.id, attempt };
    const counts = countsAfter(ticket, remedy.state, retried.state);
    const appended = append(ticket, [{ kind: "remedy.retried", body, by: authorOf(actor) }], now, counts);
    return {
      answer: {},
      writes: [
        update(remedies, { id: remedy.id }, retried),
        ...appended.writes,
        ...holdWrites({ remedy: retried, ...ground }),
        ...reserveAll(budgets, drawOf(retried), circumstances),
        ...recordDecision(
          { ticketId: ticket.id, remedyId: remedy.id, policy, shadow: null, act: "retry", ...considered },
          circumstances,
        ),
      ],
      jobs: [payJob(retried)],
      tell: [
        ...appended.tell,
        toStaff(
          topic.queues,
          topic.case(ticket.id),
          topic.headroom(o.order.id),
          topic.budget(actor.personId),
          topic.payouts,
        ),
      ],
    };
  },
});

function ensureMayRetry(remedy: RemedyRow, actor: PersonActor): void {
  if (!wasApproved(remedy)) return;
  if (!isLead(actor)) refuse("not_allowed", {});
}

/** Of what was approved, as of a request: the approver's word is given once more. Else only who is paid. */
async function readIsOwn(
  tx: Transaction,
  { actor, now, ...found }: Case & { actor: PersonActor; now: number },
  remedy: RemedyRow,
): Promise<boolean> {
  if (!wasApproved(remedy)) return readIsPayee(tx, actor, found);
  const approval = await tx.one(approvals, { id: remedy.id });
  return (await readPart(tx, { ...found, remedy, approval }, await readAnswerer(tx, actor, now))).isOwn;
}

/** What was approved is not what would be paid now: another payee, for example. */
async function readIsChanged(tx: Transaction, found: Case & { remedy: RemedyRow }): Promise<boolean> {
  if (!wasApproved(found.remedy)) return false;
  const request = { ...found, approval: await tx.one(approvals, { id: found.remedy.id }) };
  return hashToday(request, await readVersionOf(tx, request)) !== found.remedy.hash;
}
