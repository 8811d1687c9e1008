import type { OrderRow } from "../../backend/shop/tables.ts";
import type { TicketRow } from "../../backend/tickets/tables.ts";

interface Of {
  id: string;
  storefrontId: string;
  number: number;
  shopperId: string;
  order: OrderRow;
  now: number;
}

/** A verified case in which nothing has been said yet: a run needs hundreds, and is not about opening them. */
export const aTicket = ({ order, now, ...of }: Of): TicketRow => ({
  ...of,
  shopperName: null,
  shopperEmail: order.email,
  customerId: order.customerId,
  status: "open",
  waitingFor: "us",
  waitingSince: now,
  seq: 0,
  publicSeq: 0,
  assigneeId: null,
  assigneeName: null,
  orderId: order.id,
  orderNumber: order.number,
  assurance: "verified",
  scene: null,
  preview: "",
  lastAt: now,
  openPayouts: 0,
  pendingApprovals: 0,
  openEscalations: 0,
  invitedDepartmentIds: [],
  shopperSeenSeq: 0,
  staffSeenSeq: 0,
  ratingScore: null,
  ratingWords: null,
  createdAt: now,
  resolvedAt: null,
});
