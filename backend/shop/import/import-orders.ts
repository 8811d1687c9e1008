import { In } from "typeorm";
import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { insert, update, type Write } from "../../core/database/writes.ts";
import { groupByOrder } from "../orders/group-by-order.ts";
import { linesPerOrder } from "../orders/read-order.ts";
import {
  customers,
  type OrderLineRow,
  type OrderMoneyRow,
  type OrderRow,
  orderLines,
  orderMoney,
  orders,
} from "../tables.ts";
import { BadRow, badRow } from "./bad-row.ts";
import { ledgerChanges } from "./ledger-changes.ts";
import { lineChanges } from "./line-changes.ts";
import { type OrderInput, orderInput } from "./order-from-rows.ts";
import { statusAfterRefunds } from "./order-status.ts";
import { batchSize, changedColumns, emptyTally } from "./tally.ts";

const moneyRowsPerOrder = 200;

interface Known {
  order: OrderRow;
  lines: OrderLineRow[];
  money: OrderMoneyRow[];
}

/**
 * Known by the shop's own id, or by number where it was imported without one. What is ours (reservations, what was
 * refunded and sent again) is kept. A customer is known to the shop at least since their first order.
 */
export const importOrders = defineCommand({
  name: "shop.import-orders",
  who: ["system"],
  input: z.object({ storefrontId: z.uuid(), rows: z.array(orderInput).max(batchSize) }),
  async load(tx, { storefrontId, rows }) {
    const emails = [...new Set(rows.map((row) => row.email))].filter((email) => email !== "");
    const buyers = await tx.many(customers, {
      where: { storefrontId, email: In(emails) },
      order: { externalId: "ASC" },
      take: batchSize * 5,
    });
    const lockedBuyers = await tx.lockAll(
      customers,
      buyers.map((customer) => customer.id),
    );
    const named = await tx.many(orders, {
      where: [
        { storefrontId, externalId: In(rows.map((row) => row.externalId)) },
        { storefrontId, number: In(rows.map((row) => row.number)) },
      ],
      take: batchSize * 2,
    });
    const ids = named.map((order) => order.id);
    const locked = await tx.lockAll(orders, ids);
    const lines = await tx.many(orderLines, {
      where: { orderId: In(ids) },
      order: { orderId: "ASC", position: "ASC" },
      take: batchSize * 2 * linesPerOrder,
    });
    const money = await tx.many(orderMoney, {
      where: { orderId: In(ids) },
      take: batchSize * 2 * moneyRowsPerOrder,
    });
    const linesOf = groupByOrder(lines);
    const moneyOf = groupByOrder(money);
    const known = locked.map(
      (order): Known => ({ order, lines: linesOf(order.id), money: moneyOf(order.id) }),
    );
    return { buyers: lockedBuyers, known };
  },
  decide({ buyers, known }, { storefrontId, rows }, _actor, { newId }) {
    const tally = emptyTally();
    const writes: Write[] = [];
    const byExternalId = new Map(known.map((each) => [each.order.externalId, each]));
    const byNumber = new Map(known.map((each) => [each.order.number.toLowerCase(), each]));
    // Of several with one address, the first by id, so that it is the same one every time.
    const buyerOf = new Map([...buyers].reverse().map((each) => [each.email, each]));
    const since = new Map<string, number>();
    for (const row of rows) {
      const buyer = buyerOf.get(row.email);
      try {
        const before = knownAs(row, byExternalId, byNumber);
        const changes = orderChanges(before, row, {
          storefrontId,
          customerId: buyer?.id ?? before?.order.customerId ?? null,
          newId,
        });
        writes.push(...changes);
        if (before === null) tally.imported++;
        else if (changes.length > 0) tally.updated++;
        else tally.unchanged++;
        if (buyer !== undefined && row.orderedAt < (since.get(buyer.id) ?? buyer.since)) {
          since.set(buyer.id, row.orderedAt);
        }
      } catch (error) {
        if (!(error instanceof BadRow)) throw error;
        tally.bad.push({ line: error.line ?? row.line, reason: error.message });
      }
    }
    for (const [id, at] of since) writes.push(update(customers, { id }, { since: at }));
    return { answer: tally, writes };
  },
});

type Index = ReadonlyMap<string, Known>;

function knownAs(row: OrderInput, byExternalId: Index, byNumber: Index): Known | null {
  const same = byExternalId.get(row.externalId) ?? null;
  const namesake = byNumber.get(row.number.toLowerCase()) ?? null;
  if (namesake === null || namesake === same) return same;
  const isWithoutId = namesake.order.externalId === namesake.order.number;
  if (same !== null || !isWithoutId) badRow(`number ${row.number} belongs to another order`);
  return namesake;
}

interface Place {
  storefrontId: string;
  customerId: string | null;
  newId: () => string;
}

function orderChanges(before: Known | null, input: OrderInput, place: Place): Write[] {
  const { storefrontId, customerId, newId } = place;
  if (before !== null && before.order.currency !== input.currency) {
    badRow(`Currency changed from ${before.order.currency} to ${input.currency}`);
  }
  const { line: _line, lines, paidAt: _paidAt, refundedMinor: _inAll, ...stated } = input;
  const id = before?.order.id ?? newId();
  const reservedMinor = before?.order.reservedMinor ?? 0;
  const ledger = ledgerChanges(before?.money ?? [], input, { id, storefrontId, reservedMinor, newId });
  const { paidMinor, refundedMinor } = ledger;
  const row = {
    ...stated,
    customerId,
    paidMinor,
    refundedMinor,
    financialStatus: statusAfterRefunds(input.financialStatus, paidMinor, refundedMinor),
  };
  const rest = [
    ...lineChanges(before?.lines ?? [], lines, { storefrontId, orderId: id, newId }),
    ...ledger.writes,
  ];
  if (before === null) return [insert(orders, { id, storefrontId, ...row, reservedMinor }), ...rest];
  const changed = changedColumns(before.order, row);
  return changed === null ? rest : [update(orders, { id }, changed), ...rest];
}
