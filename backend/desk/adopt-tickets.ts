import { In } from "typeorm";
import { z } from "zod";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { type Notice, toStaff } from "../core/notices.ts";
import { photos } from "../evidence/tables.ts";
import { shoppers, statedOrders } from "../shop/storefront-tables.ts";
import { tickets } from "../tickets/tables.ts";
import { append } from "../tickets/timeline.ts";

const mostTickets = 200;

/** An anonymous shopper turned out to be somebody: their conversations become that person's. */
export const adoptTickets = defineCommand({
  name: "shopper.adopt-tickets",
  who: ["system"],
  input: z.object({ fromShopperId: z.uuid(), toShopperId: z.uuid() }),
  async load(tx, { fromShopperId, toShopperId }) {
    const shopper = await tx.lock(shoppers, toShopperId);
    const found = await tx.many(tickets, { where: { shopperId: fromShopperId }, take: mostTickets });
    const stated = await tx.many(statedOrders, { where: { shopperId: fromShopperId }, take: mostTickets });
    const known = await tx.many(statedOrders, {
      where: { id: In(stated.map((each) => `${toShopperId}:${each.orderId}`)) },
      take: mostTickets,
    });
    const loose = await tx.many(photos, { where: { owner: `shopper:${fromShopperId}` }, take: mostTickets });
    const locked = await tx.lockAll(
      tickets,
      found.map((ticket) => ticket.id),
    );
    return { shopper, locked, stated, known: new Set(known.map((each) => each.id)), loose };
  },
  decide({ shopper, locked, stated, known, loose }, { fromShopperId, toShopperId }, _actor, { now }) {
    if (shopper === null) return { answer: { adopted: 0 } };
    const { name, email, customerId } = shopper;
    const by = { kind: "shopper" as const, id: null, name: name ?? "" };
    const body = { name: name ?? "", email: email ?? "" };
    const writes: Write[] = [];
    const tell: Notice[] = [{ kind: "shopper-merged", fromShopperId, toShopperId }, toStaff(topic.queues)];
    for (const ticket of locked) {
      const set = { shopperId: toShopperId, customerId };
      const after = append(ticket, [{ kind: "shopper.identified", body, by }], now, set);
      writes.push(...after.writes);
      tell.push(...after.tell, toStaff(topic.case(ticket.id)));
    }
    for (const { orderId, at } of stated) {
      const id = `${toShopperId}:${orderId}`;
      if (!known.has(id)) writes.push(insert(statedOrders, { id, shopperId: toShopperId, orderId, at }));
    }
    for (const { id } of loose) writes.push(update(photos, { id }, { owner: `shopper:${toShopperId}` }));
    return { answer: { adopted: locked.length }, writes, tell };
  },
});
