import { type ClaimRow, claims } from "../../backend/claims/tables.ts";
import { insert, type Write } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { type EscalationRow, escalations } from "../../backend/escalations/tables.ts";
import { type RemedyRow, remedies } from "../../backend/remedies/tables.ts";
import { type EntryRow, entries, type TicketRow, tickets } from "../../backend/tickets/tables.ts";

let numbers = 0;

/** A ticket as far as the figures look at it. */
export function pastTicket(storefrontId: string, over: Partial<TicketRow> = {}): TicketRow {
  return {
    id: newId(),
    storefrontId,
    number: ++numbers,
    shopperId: newId(),
    shopperName: "Mei Tanaka",
    shopperEmail: null,
    customerId: null,
    status: "open",
    waitingFor: "us",
    waitingSince: 0,
    seq: 0,
    publicSeq: 0,
    assigneeId: null,
    assigneeName: null,
    orderId: null,
    orderNumber: null,
    assurance: null,
    scene: null,
    preview: "",
    lastAt: 0,
    openPayouts: 0,
    pendingApprovals: 0,
    openEscalations: 0,
    invitedDepartmentIds: [],
    shopperSeenSeq: 0,
    staffSeenSeq: 0,
    ratingScore: null,
    ratingWords: null,
    createdAt: 0,
    resolvedAt: null,
    ...over,
  };
}

type Told = Pick<RemedyRow, "storefrontId" | "ticketId" | "requesterId" | "createdAt"> & Partial<RemedyRow>;

/** Granted at once and settled, unless told otherwise. */
export function pastRemedy(told: Told): RemedyRow {
  return {
    id: newId(),
    orderId: newId(),
    orderNumber: "W8801",
    remedy: "refund",
    state: "settled",
    amountMinor: 1000,
    currency: "CNY",
    lines: [],
    address: null,
    terms: null,
    progress: null,
    reason: "broken",
    requesterName: "",
    hash: "",
    requestedMinor: told.amountMinor ?? 1000,
    because: null,
    obstacles: [],
    expiresAt: null,
    deciderId: null,
    deciderName: null,
    declinedBecause: null,
    attempt: 1,
    reservations: [],
    failure: null,
    settlement: null,
    since: told.createdAt,
    departmentId: null,
    photoCount: 0,
    isAudit: false,
    answeredAt: null,
    ...told,
  } as RemedyRow;
}

/** It was asked for; answered after `waitedMs`, or not yet. */
export const asRequest = (createdAt: number, waitedMs: number | null): Partial<RemedyRow> => ({
  because: "It is more than I may give",
  expiresAt: createdAt + 7 * 86_400_000,
  answeredAt: waitedMs === null ? null : createdAt + waitedMs,
});

type Called = Pick<EscalationRow, "storefrontId" | "ticketId" | "openedById" | "openedAt"> &
  Partial<EscalationRow>;

export function pastEscalation(called: Called): EscalationRow {
  return {
    id: newId(),
    departmentId: newId(),
    departmentName: "Warehouse",
    question: "Is it in stock?",
    dueAt: called.openedAt + 1,
    state: "finished",
    result: null,
    openedByDepartmentId: null,
    endedAt: null,
    ...called,
  };
}

/** A line that the shopper wrote. */
export function shopperLine(ticketId: string, seq: number, at: number): EntryRow {
  const body = { text: "Any news?", photos: [], commandId: newId() };
  return {
    ticketId,
    seq,
    publicSeq: seq,
    at,
    byKind: "shopper",
    byId: null,
    byName: "",
    kind: "message.sent",
    body,
  };
}

export function pastClaim(storefrontId: string, ticketId: string, reason: ClaimRow["reason"]): ClaimRow {
  return {
    id: newId(),
    storefrontId,
    ticketId,
    orderId: newId(),
    orderNumber: "W8801",
    customerId: null,
    lines: [],
    reason,
    wish: "refund",
    words: "",
    photos: [],
    at: 0,
  };
}

export const keep = {
  claim: (row: ClaimRow): Write => insert(claims, row),
  ticket: (row: TicketRow): Write => insert(tickets, row),
  remedy: (row: RemedyRow): Write => insert(remedies, row),
  escalation: (row: EscalationRow): Write => insert(escalations, row),
  line: (row: EntryRow): Write => insert(entries, row),
};
