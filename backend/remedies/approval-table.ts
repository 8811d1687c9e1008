import type { ApprovalStep } from "../contract/approval-steps.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** What was asked of whom, beside a remedy that waits. Changed only under that remedy's lock. */
export interface ApprovalRow {
  /** The remedy's. */
  id: string;
  storefrontId: string;
  /** The limits it was asked under, which it stays with. */
  policyVersion: number;
  steps: ApprovalStep[];
  /**
   * Who stood in for the asker when it was asked: to end the absence afterwards makes them nobody else's approver. Null
   * where nobody did, and of requests older than this column.
   */
  requesterDelegateId: string | null;
  /** Grows whenever somebody else is asked, so that a reminder of before says nothing. */
  round: number;
  /** Since when those whose turn it is are asked. */
  askedAt: number;
  remindedAt: number | null;
}

export const approvals = defineTable<ApprovalRow>("approvals", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    policyVersion: column.int(),
    steps: column.json(),
    requesterDelegateId: column.optional(column.id()),
    round: column.int(),
    askedAt: column.at(),
    remindedAt: column.optional(column.at()),
  },
  indexes: [["storefrontId", "policyVersion"]],
});
