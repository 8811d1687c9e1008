import { z } from "zod";
import { anyStaff, declare, lead, shape, staffOnly } from "../declaration.ts";
import type { Obstacle, PhotoRef, StaffEntry } from "../entries.ts";
import { id, line, orderedLines, pageSize } from "../fields.ts";
import type { Headroom } from "../policy.ts";
import type { RemedyView } from "../views.ts";
import {
  type Assurance,
  type ClaimReason,
  claimReasons,
  type FinancialStatus,
  type Locale,
  type QueueName,
  queueNames,
  type RemedyKind,
  type Role,
  remedyKinds,
  type TicketStatus,
  type WaitingParty,
} from "../vocabulary.ts";

export interface Me {
  personId: string;
  name: string;
  email: string;
  role: Role;
  departments: { id: string; name: string; isFinance: boolean }[];
  storefronts: { id: string; name: string; locale: Locale }[];
}

export interface TicketRow {
  ticketId: string;
  number: number;
  status: TicketStatus;
  waitingFor: WaitingParty;
  storefrontName: string;
  shopperName: string | null;
  orderNumber: string | null;
  assignee: { id: string; name: string } | null;
  preview: string;
  /** Since when the shopper waits for us, or we for them. */
  waitingSince: number;
  lastAt: number;
  unread: number;
  pendingApprovals: number;
  openEscalations: number;
}

/** Beside the conversation: what is not an entry, fetched again when `case:<ticketId>` changes. */
export interface Case {
  number: number;
  storefrontId: string;
  storefrontName: string;
  customer: {
    id: string;
    name: string;
    email: string;
    phone: string;
    tags: string[];
    since: number;
    isTrusted: boolean;
    ordersCount: number;
    spent: { currency: string; amountMinor: number }[];
    claims90Days: number;
  } | null;
  orders: CaseOrder[];
}

export interface CaseOrder {
  orderId: string;
  number: string;
  assurance: Assurance | null;
  financialStatus: FinancialStatus;
  isCancelled: boolean;
  orderedAt: number;
  currency: string;
  totalMinor: number;
  paidMinor: number;
  /** Given back or on its way, here or elsewhere. */
  refundedMinor: number;
  refundableMinor: number;
  paymentHint: string;
  shippingAddress: string;
  lines: {
    lineId: string;
    sku: string;
    title: string;
    variant: string;
    quantity: number;
    /** With discount, tax and shipping allocated to it. */
    worthMinor: number;
    reshippable: number;
    inStock: number | null;
  }[];
  shipments: {
    trackingNumber: string;
    carrier: string;
    shippedAt: number | null;
    deliveredAt: number | null;
  }[];
}

export interface ApprovalCard {
  remedy: RemedyView;
  /** Names the exact request; goes back with the approval. */
  hash: string;
  ticketId: string;
  ticketNumber: number;
  storefrontName: string;
  shopperName: string | null;
  orderNumber: string;
  isVerified: boolean;
  order: { totalMinor: number; refundedMinor: number; currency: string };
  photos: PhotoRef[];
  shopperWords: string[];
  obstacles: Obstacle[];
  requestedAt: number;
  isOwn: boolean;
}

export interface Payout {
  remedyId: string;
  ticketId: string;
  ticketNumber: number;
  remedy: RemedyKind;
  orderNumber: string;
  amountMinor: number;
  currency: string;
  lines: { title: string; quantity: number }[];
  address: string;
  payee: string;
  paymentHint: string;
  reason: ClaimReason;
  grantedBy: string;
  since: number;
  /** An earlier attempt was carried out after all: this one must not be, and only waits to be called off. */
  isPaidOtherwise: boolean;
}

export const consoleQueries = {
  "desk.me": declare({
    summary: "Who is signed in.",
    who: anyStaff,
    input: z.object({}),
    answer: shape<Me>(),
  }),
  "queue.counts": declare({
    summary: "How many tickets each queue holds for this person.",
    who: anyStaff,
    input: z.object({}),
    answer: shape<Record<QueueName, number>>(),
  }),
  "queue.list": declare({
    summary: "A queue's tickets, longest waiting first; `search` looks in number, order, name and e-mail.",
    who: anyStaff,
    input: z.object({
      queue: z.enum(queueNames),
      search: line.max(100).default(""),
      after: z.string().max(100).nullable().default(null),
      limit: pageSize,
    }),
    answer: shape<{ tickets: TicketRow[]; next: string | null }>(),
  }),
  "ticket.entries": declare({
    summary: "Earlier lines of a ticket, oldest first.",
    who: anyStaff,
    input: z.object({ ticketId: id, before: z.number().int().positive(), limit: pageSize }),
    answer: shape<{ entries: StaffEntry[] }>(),
  }),
  "ticket.case": declare({
    summary: "Customer and orders beside a ticket.",
    who: anyStaff,
    input: z.object({ ticketId: id }),
    answer: shape<Case>(),
  }),
  "remedy.headroom": declare({
    summary: "What the asker may grant now, on this order, for this reason, with these lines.",
    who: staffOnly,
    input: z.object({
      ticketId: id,
      orderId: id,
      remedy: z.enum(remedyKinds),
      reason: z.enum(claimReasons),
      lines: orderedLines.default([]),
    }),
    /** `linesWorthMinor`: what the chosen lines are worth; for a reshipment that is its amount. */
    answer: shape<Headroom & { linesWorthMinor: number }>(),
  }),
  "approval.list": declare({
    summary: "Requests that wait for an approval, oldest first.",
    who: lead,
    input: z.object({}),
    answer: shape<{ approvals: ApprovalCard[] }>(),
  }),
  "payout.list": declare({
    summary: "Payouts that finance carries out by hand, oldest first.",
    who: ["supervisor", "admin", "department"],
    input: z.object({ after: z.string().max(100).nullable().default(null), limit: pageSize }),
    answer: shape<{ payouts: Payout[]; next: string | null }>(),
  }),
};
