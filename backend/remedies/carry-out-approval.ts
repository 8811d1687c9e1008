import { recordDecision } from "../authority/record-decision.ts";
import type { ApprovalStep } from "../contract/approval-steps.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import type { Circumstances, Decision } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { approvals } from "./approval-table.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { consider, type Empowered } from "./consider.ts";
import { drawOf, reservationsOf, reserveAll } from "./draws.ts";
import { holdWrites } from "./effects.ts";
import type { Ground } from "./executors/executor.ts";
import type { Asked } from "./lock-request.ts";
import { payJob, promisedBody, toldDrafts } from "./promise.ts";
import { remedies } from "./tables.ts";

interface Approving extends Asked {
  ground: Ground;
  authority: Empowered;
  /** All answered. */
  steps: ApprovalStep[];
  amountMinor: number;
  /** Of exactly what is carried out: a retry must find it unchanged. */
  hash: string;
  tell: string | null;
  actor: PersonActor;
}

/**
 * The last yes: carried out and told in the same commit. It draws on customer and team, but on nobody's day or week: the
 * limit that stood in the way was the asker's, and the approver's word replaces it.
 */
export function carryOutApproval(
  of: Approving,
  circumstances: Circumstances,
): Decision<Record<never, never>> {
  const { o, ticket, remedy, ground, authority, steps, amountMinor, actor } = of;
  const { now } = circumstances;
  const approved = after(remedy, "approve", now, {
    amountMinor,
    hash: of.hash,
    reservations: reservationsOf(authority.budgets, amountMinor),
    deciderId: actor.personId,
    deciderName: actor.name,
  });
  const body = { ...promisedBody(approved), requestedMinor: remedy.requestedMinor, steps };
  const drafts: Draft[] = [
    ...toldDrafts(of.tell, actor, circumstances),
    { kind: "remedy.approved", body, by: authorOf(actor) },
  ];
  const appended = append(ticket, drafts, now, countsAfter(ticket, remedy.state, approved.state));
  const { policy } = authority;
  const considered = consider(authority, approved);
  const record = { ticketId: ticket.id, remedyId: remedy.id, policy, shadow: null };
  return {
    answer: {},
    writes: [
      update(remedies, { id: remedy.id }, approved),
      update(approvals, { id: remedy.id }, { steps }),
      ...appended.writes,
      ...holdWrites({ remedy: approved, ...ground }),
      ...reserveAll(authority.budgets, drawOf(approved), circumstances),
      ...recordDecision({ ...record, act: "approve", ...considered }, circumstances),
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
}
