import type { Verdict } from "../authority/decide.ts";
import type { ReleaseRow } from "../authority/release-tables.ts";
import { anySupervisor } from "../contract/approval-steps.ts";
import type { Approver } from "../contract/policy.ts";
import { minute } from "../core/clock.ts";
import type { NewJob } from "../core/jobs/job.ts";
import type { ApprovalRow } from "./approval-table.ts";
import type { RemedyRow } from "./tables.ts";

/** Who has to say yes. What one might give oneself may be asked for too, of any supervisor. */
export const chainOf = (verdict: Verdict): readonly Approver[] =>
  verdict.answer === "approval" ? verdict.chain : [anySupervisor.approver];

export const newApproval = (
  { id, storefrontId }: RemedyRow,
  { steps, requesterDelegateId }: Pick<ApprovalRow, "steps" | "requesterDelegateId">,
  policyVersion: number,
  now: number,
): ApprovalRow => ({
  id,
  storefrontId,
  policyVersion,
  steps,
  requesterDelegateId,
  round: 1,
  askedAt: now,
  remindedAt: null,
});

type Patience = Pick<ReleaseRow, "remindAfterMinutes" | "escalateAfterMinutes">;

/** Due when those in turn have not answered for so long: first they are reminded, then the role above is asked too. */
export function remindJob(approval: ApprovalRow, patience: Patience): NewJob {
  const { id: remedyId, round, askedAt, remindedAt } = approval;
  const { remindAfterMinutes, escalateAfterMinutes } = patience;
  const dueAt =
    remindedAt === null
      ? askedAt + remindAfterMinutes * minute
      : Math.max(remindedAt + minute, askedAt + escalateAfterMinutes * minute);
  return { kind: "approval.remind", payload: { remedyId, round }, dueAt };
}
