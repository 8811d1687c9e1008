import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import type { Assurance } from "../contract/vocabulary.ts";
import { authorOf, isPerson, type PersonActor, type ShopperActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { findOrderByNumber } from "../shop/orders/read-order.ts";
import { statedOrders } from "../shop/storefront-tables.ts";
import type { OrderRow } from "../shop/tables.ts";
import { lockTicket } from "./access.ts";
import type { TicketRow } from "./tables.ts";
import { append } from "./timeline.ts";

const { input, who } = ticketCommands["order.attach"];
const noOrder = "none";

/**
 * Wrong number, wrong e-mail and another shop's order are refused with the same words, so that guessing tells nothing;
 * the door limits how often one may guess.
 */
export const attachOrder = defineCommand({
  name: "order.attach",
  who,
  input,
  async load(tx, { ticketId, orderNumber }, actor: ShopperActor | PersonActor) {
    const ticket = ticketId === null ? null : await lockTicket(tx, ticketId, actor);
    const storefrontId = isPerson(actor) ? ticket?.storefrontId : actor.storefrontId;
    const order = storefrontId === undefined ? null : await findOrderByNumber(tx, storefrontId, orderNumber);
    // Looked for where there is no order too: a miss must not be told by how long it took.
    const stated = isPerson(actor)
      ? null
      : await tx.one(statedOrders, { id: `${actor.shopperId}:${order?.id ?? noOrder}` });
    return { ticket, order, stated };
  },
  decide({ ticket, order, stated }, { email }, actor, { now }) {
    const assurance = order === null ? null : assuranceFor(actor, order, ticket, email);
    if (order === null || assurance === null) refuse("order_not_matched", {});
    const writes = [];
    if (!isPerson(actor) && assurance === "stated" && stated === null) {
      const id = `${actor.shopperId}:${order.id}`;
      writes.push(insert(statedOrders, { id, shopperId: actor.shopperId, orderId: order.id, at: now }));
    }
    const answer = { orderId: order.id, assurance };
    if (ticket === null || (ticket.orderId === order.id && ticket.assurance === assurance))
      return { answer, writes };
    const body = { orderId: order.id, orderNumber: order.number, assurance };
    const after = append(ticket, [{ kind: "order.attached", body, by: authorOf(actor) }], now);
    return {
      answer,
      writes: [...writes, ...after.writes],
      tell: [...after.tell, toStaff(topic.queues, topic.case(ticket.id))],
    };
  },
});

/** Null: this actor has no claim to the order. */
function assuranceFor(
  actor: ShopperActor | PersonActor,
  order: OrderRow,
  ticket: TicketRow | null,
  email: string | null,
): Assurance | null {
  const customerId = isPerson(actor) ? (ticket?.customerId ?? null) : actor.customerId;
  if (customerId !== null && order.customerId === customerId) return "verified";
  if (isPerson(actor)) return "stated";
  return email !== null && email === order.email.toLowerCase() ? "stated" : null;
}
