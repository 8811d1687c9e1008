import { recordDecision } from "../authority/record-decision.ts";
import type { ReleaseRow } from "../authority/release-tables.ts";
import type { ApprovalStep } from "../contract/approval-steps.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import type { Circumstances, Decision } from "../core/command.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { append } from "../tickets/timeline.ts";
import { type ApprovalRow, approvals } from "./approval-table.ts";
import { newApproval, remindJob } from "./ask-approval.ts";
import { consider, type Empowered } from "./consider.ts";
import type { Asked } from "./lock-request.ts";
import { remedies } from "./tables.ts";

interface Agreeing extends Asked {
  authority: Empowered;
  release: ReleaseRow;
  /** With this yes. */
  steps: ApprovalStep[];
  amountMinor: number;
  /** Not what was asked for: a decision of its own. */
  isOther: boolean;
  hash: string;
  actor: PersonActor;
}

/** A yes that is not the last: the next in the chain is asked, and the shopper hears nothing yet. */
export function agreeToRequest(of: Agreeing, circumstances: Circumstances): Decision<Record<never, never>> {
  const { ticket, remedy, authority, release, steps, amountMinor, isOther, hash, actor } = of;
  const { now } = circumstances;
  const asked = { steps, requesterDelegateId: null };
  const before = of.approval ?? newApproval(remedy, asked, authority.policy.version, remedy.createdAt);
  const next: ApprovalRow = { ...before, steps, round: before.round + 1, askedAt: now, remindedAt: null };
  const insteadOf = steps.find((step) => step.answered?.at === now)?.answered?.insteadOf ?? null;
  const body = { remedyId: remedy.id, amountMinor, steps, insteadOf };
  const appended = append(ticket, [{ kind: "remedy.agreed", body, by: authorOf(actor) }], now);
  const considered = consider(authority, { ...remedy, amountMinor });
  const record = { ticketId: ticket.id, remedyId: remedy.id, policy: authority.policy, shadow: null };
  return {
    answer: {},
    writes: [
      update(remedies, { id: remedy.id }, { amountMinor, hash }),
      saved(of.approval, next),
      ...appended.writes,
      ...(isOther ? recordDecision({ ...record, act: "amend", ...considered }, circumstances) : []),
    ],
    jobs: [remindJob(next, release)],
    tell: [...appended.tell, toStaff(topic.approvals, topic.case(ticket.id))],
  };
}

function saved(known: ApprovalRow | null, { id, ...set }: ApprovalRow): Write {
  return known === null ? insert(approvals, { id, ...set }) : update(approvals, { id }, set);
}
