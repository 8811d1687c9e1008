import { recordDecision } from "../authority/record-decision.ts";
import { decisions } from "../authority/tables.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import type { OrderRow } from "../shop/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { consider, lockShared } from "./consider.ts";
import { drawOf, reservationsOf, reserveAll } from "./draws.ts";
import { holdWrites } from "./effects.ts";
import { chosenIn, ensurePossible, executorOf } from "./executors/executors.ts";
import { lockGround, lockRemedyCase } from "./lock-case.ts";
import { ensureOpen, payJob, promisedBody, toldDrafts } from "./promise.ts";
import { isPayee, requestHash } from "./rules.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const { input, who } = remedyCommands["remedy.approve"];

/**
 * Carried out and told in the same commit. It draws on customer and team, but on nobody's day or week: the limit that
 * stood in the way was the asker's, and the approver's word replaces it. It is never approved by who asked for it, nor by who is paid.
 */
export const approveRemedy = defineCommand({
  name: "remedy.approve",
  who,
  input,
  async load(tx, { remedyId }, actor: PersonActor, { now }) {
    const found = await lockRemedyCase(tx, remedyId, actor);
    const { remedy, reason, lines, requesterId } = found.remedy;
    return {
      ...found,
      ground: await lockGround(tx, found.o, chosenIn(found.remedy)),
      asked: await tx.one(decisions, { remedyId }),
      authority: await lockShared(tx, { ...found, actor, remedy, reason, lines, now }, requesterId),
    };
  },
  decide({ o, ticket, remedy, ground, asked, authority }, approval, actor, circumstances) {
    const { now } = circumstances;
    const amountMinor = approval.otherAmountMinor ?? remedy.amountMinor;
    const approved = after(remedy, "approve", now, {
      amountMinor,
      reservations: reservationsOf(authority.budgets, amountMinor),
      deciderId: actor.personId,
      deciderName: actor.name,
    });
    if (remedy.expiresAt !== null && remedy.expiresAt <= now) refuse("approval_expired", {});
    const isOwn = remedy.requesterId === actor.personId;
    if (isOwn || isPayee(actor, o.order, ticket)) refuse("own_request", {});
    ensureUnchanged(approval.hash, remedy, o.order, asked?.policyVersion ?? 0);
    ensureOpen(ticket);
    if (approved.amountMinor !== remedy.amountMinor && !executorOf(remedy.remedy).hasFreeAmount)
      refuse("wrong_amount", { expectedMinor: remedy.amountMinor, currency: remedy.currency });
    // Who means to send more than was bought grants it themselves: approving must not do it unawares.
    ensurePossible(approved, ground, { mayExceedBought: false });

    const body = { ...promisedBody(approved), requestedMinor: remedy.requestedMinor };
    const drafts: Draft[] = [
      ...toldDrafts(approval.tell, actor, circumstances),
      { kind: "remedy.approved", body, by: authorOf(actor) },
    ];
    const appended = append(ticket, drafts, now, countsAfter(ticket, remedy.state, approved.state));
    const { policy } = authority;
    const considered = consider(authority, approved);
    return {
      answer: {},
      writes: [
        update(remedies, { id: remedy.id }, approved),
        ...appended.writes,
        ...holdWrites({ remedy: approved, ...ground }),
        ...reserveAll(authority.budgets, drawOf(approved), circumstances),
        ...recordDecision(
          { ticketId: ticket.id, remedyId: remedy.id, policy, shadow: null, act: "approve", ...considered },
          circumstances,
        ),
      ],
      jobs: [payJob(approved)],
      tell: [
        ...appended.tell,
        toStaff(
          topic.queues,
          topic.approvals,
          topic.case(ticket.id),
          topic.headroom(o.order.id),
          topic.payouts,
        ),
      ],
    };
  },
});

/** What the approver saw, what was asked, and what the order says today must be one and the same. */
function ensureUnchanged(seen: string, remedy: RemedyRow, order: OrderRow, policyVersion: number): void {
  const today = requestHash({ ...remedy, amountMinor: remedy.requestedMinor }, order, policyVersion);
  if (seen !== remedy.hash || today !== remedy.hash) refuse("request_changed", {});
}
