import { invitedTicket, openTicket, resolvedTicket } from "../../support/situations.ts";
import { notTheirs, outsiders, type Row, row, shoppers, staff } from "./row.ts";

const words = { text: "Any news?", photoIds: [] };
const shopperAndStaff = { done: ["shopper", ...staff], not_found: notTheirs } as const;

export const ticketRows: Row[] = [
  row(
    "ticket.open",
    { done: shoppers },
    () => null,
    () => words,
  ),
  row("message.send", shopperAndStaff, invitedTicket, ({ ticketId }) => ({ ticketId, ...words })),
  row("note.write", { done: [...staff, "invited"], not_found: outsiders }, invitedTicket, ({ ticketId }) => ({
    ticketId,
    ...words,
  })),
  row("order.attach", shopperAndStaff, invitedTicket, ({ ticketId, order }) => ({
    ticketId,
    orderNumber: order.number,
  })),
  row(
    "ticket.see",
    { done: ["shopper", ...staff, "invited"], not_found: [...notTheirs, ...outsiders] },
    invitedTicket,
    ({ ticketId }) => ({ ticketId, seq: 1 }),
  ),
  row("ticket.rate", { done: ["shopper"], not_found: notTheirs }, resolvedTicket, ({ ticketId }) => ({
    ticketId,
    score: 5,
  })),
  row("ticket.assign", { done: staff }, invitedTicket, ({ ticketId, scene }) => ({
    ticketId,
    assigneeId: scene.people.agent.personId,
  })),
  row("ticket.resolve", { done: staff }, openTicket, ({ ticketId }) => ({ ticketId })),
  row("ticket.reopen", { done: staff }, resolvedTicket, ({ ticketId }) => ({ ticketId })),
  row(
    "claim.file",
    { done: ["shopper"], not_found: notTheirs },
    openTicket,
    ({ ticketId, order, lines }) => ({
      ticketId,
      orderId: order.id,
      lines: [{ lineId: lines[0]?.id, quantity: 1 }],
      reason: "broken",
      wish: "refund",
      photoIds: [],
    }),
  ),
];
