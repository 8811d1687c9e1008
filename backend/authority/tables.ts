import type { PolicyRule } from "../contract/policy.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** A version of a storefront's limits: never changed once published. The highest version is in force. */
export interface PolicyRow {
  id: string;
  storefrontId: string;
  version: number;
  /** The version that was live when this one was made, 0 where none was; unknown of those that are older than this column. */
  basedOn?: number | null;
  rules: PolicyRule[];
  publishedAt: number;
  publishedById: string | null;
  publishedByName: string;
}

export const policies = defineTable<PolicyRow>("policies", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    version: column.int(),
    basedOn: column.optional(column.int()),
    rules: column.json(),
    publishedAt: column.at(),
    publishedById: column.optional(column.id()),
    publishedByName: column.text(200),
  },
  uniques: [["storefrontId", "version"]],
});

/** What was drawn from one budget, in money and in remedies. The key knows no rule and no version: publishing does not refill it. */
export interface BudgetRow {
  /** scope|subject|currency|period, for example person-day|<storefront>/<person>|USD|2026-11-22 */
  id: string;
  storefrontId: string;
  reservedMinor: number;
  committedMinor: number;
  /** Of remedies. */
  reservedCount: number;
  committedCount: number;
}

export const budgets = defineTable<BudgetRow>("budgets", {
  columns: {
    id: column.key(191),
    storefrontId: column.id(),
    reservedMinor: column.minor(),
    committedMinor: column.minor(),
    reservedCount: column.int(),
    committedCount: column.int(),
  },
  lockRank: "budget",
});

/** The budgets' ledger: their sums always equal the budgets' rows. */
export interface BudgetMoveRow {
  id: string;
  budgetId: string;
  remedyId: string;
  attempt: number;
  kind: "reserve" | "commit" | "give_back" | "overrun";
  amountMinor: number;
  at: number;
}

export const budgetMoves = defineTable<BudgetMoveRow>("budget_moves", {
  columns: {
    id: column.key(),
    budgetId: column.text(191),
    remedyId: column.id(),
    attempt: column.int(),
    kind: column.text(10),
    amountMinor: column.minor(),
    at: column.at(),
  },
  indexes: [["budgetId"], ["remedyId"]],
});

/** A decision with all that it saw, to be explained next year and replayed today. Never changed. */
export interface DecisionRow {
  id: string;
  storefrontId: string;
  ticketId: string;
  remedyId: string;
  policyVersion: number;
  facts: object;
  outcome: object;
  at: number;
}

export const decisions = defineTable<DecisionRow>("decisions", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    ticketId: column.id(),
    remedyId: column.id(),
    policyVersion: column.int(),
    facts: column.json(),
    outcome: column.json(),
    at: column.at(),
  },
  indexes: [["storefrontId", "at"], ["remedyId"]],
});
