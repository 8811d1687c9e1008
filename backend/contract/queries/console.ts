import { z } from "zod";
import { anyStaff, declare, shape, staffOnly } from "../declaration.ts";
import type { Obstacle, PhotoRef, StaffEntry } from "../entries.ts";
import {
  amountMinor,
  id,
  line,
  orderedLine,
  orderedLines,
  pageSize,
  quantity,
  shortText,
} from "../fields.ts";
import type { BareSubject } from "../grant-subject.ts";
import type { Explanation, Headroom } from "../policy.ts";
import type { Progress, Terms } from "../remedy-terms.ts";
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
  /** Who answers in their place while they are away: from, until (not included). */
  delegate: { id: string; name: string; from: number; until: number } | null;
  storefronts: { id: string; name: string; locale: Locale; timeZone: string }[];
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
  /** Whether the shop knows whose it is: credit, points and addresses need somebody. */
  hasCustomer: boolean;
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
    /** Pieces that were neither refunded nor exchanged. */
    returnable: number;
    /** Something of it has left the shop, or may have. */
    isSent: boolean;
    inStock: number | null;
  }[];
  shipments: {
    trackingNumber: string;
    carrier: string;
    shippedAt: number | null;
    deliveredAt: number | null;
  }[];
}

/** Cheapest first. Money in minor units of the order's currency. */
export interface OfferedVariant {
  sku: string;
  title: string;
  variant: string;
  priceMinor: number;
  /** Null where the shop does not count. */
  inStock: number | null;
  /** What would go back for the line; negative where the variant is dearer. 0 without a line. */
  differenceMinor: number;
}

export interface ApprovalCard {
  /** Where goods would go, or the corrected address; empty where there is none. */
  address: string;
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
  /** As it was when it was asked for; null of one that a version before kept too little of. */
  explanation: Explanation | null;
  requestedAt: number;
  /** They asked, stand or stood in for who asked, or are paid: others must decide. */
  isOwn: boolean;
  /** They are asked, now. */
  isMyTurn: boolean;
  /** Of somebody who is away, in whose place they would answer; null for themselves. */
  insteadOf: string | null;
  remindedAt: number | null;
  /** The limits it was asked under, which it stays with. */
  policyVersion: number;
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
  terms: Terms | null;
  progress: Progress | null;
  address: string;
  payee: string;
  paymentHint: string;
  reason: ClaimReason;
  grantedBy: string;
  since: number;
  /** An earlier attempt was carried out after all: this one must not be, and only waits to be called off. */
  isPaidOtherwise: boolean;
}

export type HeadroomAnswer = Headroom & {
  linesWorthMinor: number;
  /** What the packed rules of the same version are asked about, for whatever amount. */
  subject: BareSubject;
};

/** Of an exchange, a gift or a changed line: which variant. */
const chosenGoods = z.object({ sku: shortText, quantity }).nullable().default(null);

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
      goods: chosenGoods,
    }),
    /** `linesWorthMinor`: what the choice is worth; where nobody types an amount that is the remedy's. */
    answer: shape<HeadroomAnswer>(),
  }),
  "remedy.explain": declare({
    summary: "What granting this amount would be answered now, with every limit that bears on it.",
    who: staffOnly,
    input: z.object({
      ticketId: id,
      orderId: id,
      remedy: z.enum(remedyKinds),
      reason: z.enum(claimReasons),
      lines: orderedLines.default([]),
      goods: chosenGoods,
      amountMinor,
    }),
    answer: shape<Explanation>(),
  }),
  "policy.packed": declare({
    summary: "The rules that decide for the asker, packed for CASL; asked with a headroom's subject.",
    who: staffOnly,
    input: z.object({ storefrontId: id }),
    answer: shape<{ version: number; rules: unknown[][] }>(),
  }),
  "variant.list": declare({
    summary: "What could be sent: other variants of a line's product, or what the catalogue has by a word.",
    who: staffOnly,
    input: z.object({
      ticketId: id,
      orderId: id,
      like: orderedLine.nullable().default(null),
      search: line.max(100).default(""),
    }),
    answer: shape<{ variants: OfferedVariant[] }>(),
  }),
  "approval.list": declare({
    summary:
      "Requests that wait for an approval, oldest first: all of them for a supervisor, for others what they are asked.",
    who: anyStaff,
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
