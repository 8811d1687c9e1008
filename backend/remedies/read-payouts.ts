import { In } from "typeorm";
import { consoleQueries, type Payout } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { addressText } from "../shop/orders/address-text.ts";
import { paymentHint } from "../shop/orders/payment-hint.ts";
import { customers, type OrderRow, orders } from "../shop/tables.ts";
import { type TicketRow, tickets } from "../tickets/tables.ts";
import { ensureMayBook } from "./book-payout.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const { input, who } = consoleQueries["payout.list"];

/**
 * What people carry out by hand, oldest first. `after` is when the last of the page before was begun, with its id: it
 * still says where the next page begins when that one has been booked meanwhile.
 */
export const readPayouts = defineQuery({
  name: "payout.list",
  who,
  input,
  async read(reader, { after, limit }, actor: PersonActor) {
    ensureMayBook(actor);
    const [afterAt, afterId] = cursorOf(after);
    const found = await reader.sql<{ remedyId: string; startedAt: unknown }>(
      "SELECT a.`remedyId`, a.`startedAt` FROM `attempts` a JOIN `remedies` r ON r.`id` = a.`remedyId` AND r.`attempt` = a.`attempt` " +
        "WHERE a.`adapter` = 'manual' AND a.`state` = 'pending' AND (a.`startedAt` > ? OR (a.`startedAt` = ? AND a.`remedyId` > ?)) " +
        "ORDER BY a.`startedAt`, a.`remedyId` LIMIT ?",
      [afterAt, afterAt, afterId, limit + 1],
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const isMore = found.length > limit && last !== undefined;
    return {
      payouts: await readAll(
        reader,
        page.map((each) => each.remedyId),
      ),
      next: isMore ? `${Number(last.startedAt)}:${last.remedyId}` : null,
    };
  },
});

function cursorOf(after: string | null): [number, string] {
  const [at = "", id = ""] = (after ?? "").split(":");
  return [Number.isSafeInteger(Number(at)) ? Number(at) : 0, id];
}

async function readAll(reader: Reader, remedyIds: string[]): Promise<Payout[]> {
  const take = Math.max(1, remedyIds.length);
  const rows = await reader.many(remedies, { where: { id: In(remedyIds) }, take });
  const [cases, bought] = await Promise.all([
    reader.many(tickets, { where: { id: In(rows.map((row) => row.ticketId)) }, take }),
    reader.many(orders, { where: { id: In(rows.map((row) => row.orderId)) }, take }),
  ]);
  const buyers = await reader.many(customers, {
    where: { id: In(bought.flatMap((order) => order.customerId ?? [])) },
    take,
  });
  return remedyIds.flatMap((id) => {
    const remedy = rows.find((row) => row.id === id);
    const ticket = cases.find((each) => each.id === remedy?.ticketId);
    const order = bought.find((each) => each.id === remedy?.orderId);
    if (remedy === undefined || ticket === undefined || order === undefined) return [];
    const buyer = buyers.find((each) => each.id === order.customerId);
    return [toPayout(remedy, ticket, order, buyer?.name ?? ticket.shopperName ?? "")];
  });
}

function toPayout(remedy: RemedyRow, ticket: TicketRow, order: OrderRow, name: string): Payout {
  return {
    remedyId: remedy.id,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    remedy: remedy.remedy,
    orderNumber: remedy.orderNumber,
    amountMinor: remedy.amountMinor,
    currency: remedy.currency,
    lines: remedy.lines.map(({ title, quantity }) => ({ title, quantity })),
    terms: remedy.terms,
    progress: remedy.progress,
    address: addressText(remedy.address),
    payee: [name, order.email].filter((part) => part !== "").join(" · "),
    paymentHint: paymentHint(order.paymentMethod, order.paymentReference),
    reason: remedy.reason,
    grantedBy: remedy.deciderName ?? remedy.requesterName,
    since: remedy.since,
    isPaidOtherwise: remedy.state === "settled",
  };
}
