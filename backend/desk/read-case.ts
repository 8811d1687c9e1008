import { countClaims90Days } from "../claims/queries.ts";
import { type Case, type CaseOrder, consoleQueries } from "../contract/queries/console.ts";
import { isPerson } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { readCaseCustomer, readCaseOrders } from "../shop/orders/queries.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { orders } from "../shop/tables.ts";
import type { TicketRow } from "../tickets/tables.ts";
import { readTicketFor } from "./resume-ticket.ts";

const { who, input } = consoleQueries["ticket.case"];

export const readCase = defineQuery({
  name: "ticket.case",
  who,
  input,
  async read(reader, { ticketId }, actor, now): Promise<Case> {
    if (!isPerson(actor)) refuse("not_found", {});
    const ticket = await readTicketFor(reader, ticketId, actor);
    const storefront = await reader.one(storefronts, { id: ticket.storefrontId });
    const named = {
      number: ticket.number,
      storefrontId: ticket.storefrontId,
      storefrontName: storefront?.name ?? "",
    };
    if (actor.kind === "department") {
      return { ...named, customer: null, orders: await readOrderForDepartment(reader, ticket) };
    }
    const order = ticket.orderId === null ? null : await reader.one(orders, { id: ticket.orderId });
    const customerId = ticket.customerId ?? order?.customerId ?? null;
    const claims90Days = await countClaims90Days(reader, customerId, now);
    const customer = await readCaseCustomer(reader, { customerId, claims90Days }, now);
    return {
      ...named,
      // Trust is for those the shop vouches for; a stated order names its customer but proves nothing.
      customer:
        customer === null
          ? null
          : { ...customer, isTrusted: customer.isTrusted && ticket.customerId !== null },
      orders: await readCaseOrders(reader, ticket),
    };
  },
});

/**
 * What a department is asked about is this order's goods and where they go: not who the customer is to the shop, what
 * else they bought, or what they paid with.
 */
async function readOrderForDepartment(reader: Reader, ticket: TicketRow): Promise<CaseOrder[]> {
  const orders = await readCaseOrders(reader, ticket);
  return orders
    .filter(({ orderId }) => orderId === ticket.orderId)
    .map((order) => ({ ...order, paymentHint: "" }));
}
