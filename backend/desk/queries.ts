import { consoleQueries } from "../contract/queries/console.ts";
import { widgetQueries } from "../contract/queries/widget.ts";
import type { PersonActor, ShopperActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { readQueue, readQueueCounts } from "../routing/read-queues.ts";
import { readShopperOrders } from "../shop/orders/queries.ts";
import { audienceOf } from "../tickets/access.ts";
import { readShopperEntries, readStaffEntries } from "../tickets/read-entries.ts";
import { readHome } from "./read-home.ts";
import { readTicketFor } from "./resume-ticket.ts";

export const queueCounts = defineQuery({
  name: "queue.counts",
  who: consoleQueries["queue.counts"].who,
  input: consoleQueries["queue.counts"].input,
  read: (reader, _input, actor: PersonActor) => readQueueCounts(reader, actor),
});

export const queueList = defineQuery({
  name: "queue.list",
  who: consoleQueries["queue.list"].who,
  input: consoleQueries["queue.list"].input,
  read: (reader, input, actor: PersonActor) => readQueue(reader, actor, input),
});

export const ticketEntries = defineQuery({
  name: "ticket.entries",
  who: consoleQueries["ticket.entries"].who,
  input: consoleQueries["ticket.entries"].input,
  async read(reader, { ticketId, before, limit }, actor: PersonActor) {
    const audience = audienceOf(actor, await readTicketFor(reader, ticketId, actor));
    if (audience === null || audience === "shopper") refuse("not_found", {});
    return { entries: await readStaffEntries(reader, ticketId, audience, { before, limit }) };
  },
});

export const shopperHome = defineQuery({
  name: "shopper.home",
  who: widgetQueries["shopper.home"].who,
  input: widgetQueries["shopper.home"].input,
  read: (reader, _input, actor: ShopperActor) => readHome(reader, actor),
});

export const shopperOrders = defineQuery({
  name: "shopper.orders",
  who: widgetQueries["shopper.orders"].who,
  input: widgetQueries["shopper.orders"].input,
  read: async (reader, _input, actor: ShopperActor) => ({ orders: await readShopperOrders(reader, actor) }),
});

export const shopperEntries = defineQuery({
  name: "shopper.entries",
  who: widgetQueries["shopper.entries"].who,
  input: widgetQueries["shopper.entries"].input,
  async read(reader, { ticketId, before, limit }, actor: ShopperActor) {
    await readTicketFor(reader, ticketId, actor);
    return { entries: await readShopperEntries(reader, ticketId, { before, limit }) };
  },
});
