import type { Author, EntryKind } from "../contract/entries.ts";
import type { Assurance, TicketStatus, WaitingParty } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/**
 * One case. Facts that rooms to the right own and that tickets must know (open payouts, invited departments) are
 * written down here by their commands.
 */
export interface TicketRow {
  id: string;
  storefrontId: string;
  /** As people call it, "#1042": counted per installation. */
  number: number;
  shopperId: string;
  shopperName: string | null;
  shopperEmail: string | null;
  customerId: string | null;
  status: TicketStatus;
  waitingFor: WaitingParty;
  waitingSince: number;
  /** Numbers of the last entry, for staff and for the shopper. */
  seq: number;
  publicSeq: number;
  assigneeId: string | null;
  assigneeName: string | null;
  orderId: string | null;
  orderNumber: string | null;
  assurance: Assurance | null;
  scene: string | null;
  preview: string;
  lastAt: number;
  /** Remedies promised and not settled or failed for good. */
  openPayouts: number;
  pendingApprovals: number;
  openEscalations: number;
  invitedDepartmentIds: string[];
  /** In publicSeq. */
  shopperSeenSeq: number;
  /** In seq. */
  staffSeenSeq: number;
  ratingScore: number | null;
  ratingWords: string | null;
  createdAt: number;
  resolvedAt: number | null;
}

export const tickets = defineTable<TicketRow>("tickets", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    number: column.int(),
    shopperId: column.id(),
    shopperName: column.optional(column.text(200)),
    shopperEmail: column.optional(column.text(254)),
    customerId: column.optional(column.id()),
    status: column.text(20),
    waitingFor: column.text(10),
    waitingSince: column.at(),
    seq: column.int(),
    publicSeq: column.int(),
    assigneeId: column.optional(column.id()),
    assigneeName: column.optional(column.text(200)),
    orderId: column.optional(column.id()),
    orderNumber: column.optional(column.text(60)),
    assurance: column.optional(column.text(10)),
    scene: column.optional(column.text(200)),
    preview: column.text(200),
    lastAt: column.at(),
    openPayouts: column.int(),
    pendingApprovals: column.int(),
    openEscalations: column.int(),
    invitedDepartmentIds: column.json(),
    shopperSeenSeq: column.int(),
    staffSeenSeq: column.int(),
    ratingScore: column.optional(column.int()),
    ratingWords: column.optional(column.text(1000)),
    createdAt: column.at(),
    resolvedAt: column.optional(column.at()),
  },
  indexes: [
    // Without `lastAt`: it moves with every line, and moving an index entry costs as much as the line; a shopper has few tickets.
    ["shopperId"],
    ["status", "waitingFor", "waitingSince"],
    ["assigneeId", "status"],
    ["customerId"],
  ],
  uniques: [["number"]],
  lockRank: "ticket",
  isVersioned: true,
});

export interface EntryRow {
  ticketId: string;
  seq: number;
  /** Of what shoppers get. Grows with `seq` and is never above it: so it is found by the primary key, and has no index. */
  publicSeq: number | null;
  at: number;
  byKind: Author["kind"];
  byId: string | null;
  byName: string;
  kind: EntryKind;
  /** The staff's body. */
  body: object;
}

export const entries = defineTable<EntryRow>("entries", {
  columns: {
    ticketId: column.key(),
    seq: column.numberKey(),
    publicSeq: column.optional(column.int()),
    at: column.at(),
    byKind: column.text(20),
    byId: column.optional(column.id()),
    byName: column.text(200),
    kind: column.text(40),
    body: column.json(),
  },
});

/** Which departments may read a ticket now; kept by escalations, so that a department's queue is one indexed look-up. */
export interface TicketInvitationRow {
  /** ticketId:departmentId */
  id: string;
  ticketId: string;
  departmentId: string;
}

export const ticketInvitations = defineTable<TicketInvitationRow>("ticket_invitations", {
  columns: {
    id: column.key(80),
    ticketId: column.id(),
    departmentId: column.id(),
  },
  indexes: [["departmentId"], ["ticketId"]],
});

export interface CounterRow {
  id: string;
  value: number;
}

export const counters = defineTable<CounterRow>("counters", {
  columns: { id: column.key(60), value: column.int() },
  lockRank: "counter",
});
