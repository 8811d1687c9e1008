import type { LineRef, Obstacle } from "../contract/entries.ts";
import type { Address } from "../contract/fields.ts";
import type { Progress, Terms } from "../contract/remedy-terms.ts";
import type { ClaimReason, MerchantAdapter, RemedyKind, RemedyState } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface RemedyRow {
  id: string;
  storefrontId: string;
  ticketId: string;
  orderId: string;
  orderNumber: string;
  remedy: RemedyKind;
  state: RemedyState;
  amountMinor: number;
  currency: string;
  lines: LineRef[];
  address: Address | null;
  terms: Terms | null;
  /** How far the merchant's side has come; null before it says so, and for remedies without such steps. */
  progress: Progress | null;
  reason: ClaimReason;
  requesterId: string;
  requesterName: string;
  /** Of what was asked for: an approval names it, and anything changed asks anew. */
  hash: string;
  requestedMinor: number;
  because: string | null;
  obstacles: Obstacle[];
  expiresAt: number | null;
  deciderId: string | null;
  deciderName: string | null;
  declinedBecause: string | null;
  attempt: number;
  /** What the current attempt holds of budgets; empty when it has ended, and for one that was approved. */
  reservations: { budgetId: string; amountMinor: number }[];
  failure: { code: string; message: string } | null;
  settlement: { hint: string; arrivesInDays: number | null; reference: string; isOverrun: boolean } | null;
  createdAt: number;
  since: number;
  /** The asker's department, as far as one counts for the figures. */
  departmentId: string | null;
  /** Photos that the decision saw; null of remedies older than the figures. */
  photoCount: number | null;
  /** A photo was asked for by the audit's draw, not by the amount. */
  isAudit: boolean | null;
  /** When a request was approved, declined or ended otherwise. Null: it waits, or nobody had to be asked. */
  answeredAt: number | null;
}

export const remedies = defineTable<RemedyRow>("remedies", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    ticketId: column.id(),
    orderId: column.id(),
    orderNumber: column.text(60),
    remedy: column.text(30),
    state: column.text(20),
    amountMinor: column.minor(),
    currency: column.text(3),
    lines: column.json(),
    address: column.optional(column.json()),
    terms: column.optional(column.json()),
    progress: column.optional(column.json()),
    reason: column.text(30),
    requesterId: column.id(),
    requesterName: column.text(200),
    hash: column.text(64),
    requestedMinor: column.minor(),
    because: column.optional(column.text(1000)),
    obstacles: column.json(),
    expiresAt: column.optional(column.at()),
    deciderId: column.optional(column.id()),
    deciderName: column.optional(column.text(200)),
    declinedBecause: column.optional(column.text(1000)),
    attempt: column.int(),
    reservations: column.json(),
    failure: column.optional(column.json()),
    settlement: column.optional(column.json()),
    createdAt: column.at(),
    since: column.at(),
    departmentId: column.optional(column.id()),
    photoCount: column.optional(column.int()),
    isAudit: column.optional(column.flag()),
    answeredAt: column.optional(column.at()),
  },
  indexes: [["ticketId"], ["orderId"], ["state", "since"], ["storefrontId", "createdAt"]],
  lockRank: "remedy",
});

/** One try to carry a remedy out. Its id is the permanent idempotency key that the merchant's system sees. */
export interface AttemptRow {
  id: string;
  remedyId: string;
  attempt: number;
  /** `unknown`: asked, no answer; only the merchant's word by key ends it. */
  state: "started" | "unknown" | "pending" | "settled" | "failed";
  adapter: MerchantAdapter;
  startedAt: number;
  endedAt: number | null;
}

export const attempts = defineTable<AttemptRow>("attempts", {
  columns: {
    id: column.key(),
    remedyId: column.id(),
    attempt: column.int(),
    state: column.text(10),
    adapter: column.text(20),
    startedAt: column.at(),
    endedAt: column.optional(column.at()),
  },
  uniques: [["remedyId", "attempt"]],
  lockRank: "attempt",
});
