import { Between, type FindOptionsWhere, In, Like } from "typeorm";
import { z } from "zod";
import { decisions } from "../../authority/tables.ts";
import { claims } from "../../claims/tables.ts";
import { defineCommand } from "../../core/command.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Table } from "../../core/database/table.ts";
import { remove, type Write } from "../../core/database/writes.ts";
import type { Execute } from "../../core/execute.ts";
import { isGenerated, newId } from "../../core/ids.ts";
import { escalations } from "../../escalations/tables.ts";
import { attempts, remedies } from "../../remedies/tables.ts";
import { shoppers, storefronts } from "../../shop/storefront-tables.ts";
import { customers, orderLines, orderMoney, orders, shipments } from "../../shop/tables.ts";
import { people } from "../../staff/tables.ts";
import { entries, tickets } from "../../tickets/tables.ts";

/** Customers in one commit, with all that is theirs. Their outer ids lie between a dash and what follows it. */
const atOnce = 100;
/** More than they can have among them. */
const most = 20_000;
const storefrontsAtMost = 1000;

/**
 * A page of a seed's customers with their orders and cases, the customers with them: what is broken off goes on where it
 * was. When none are left, its people.
 */
export const removeHistory = defineCommand({
  name: "demo.remove-history",
  who: ["system"],
  input: z.object({ storefrontId: z.string(), seed: z.number().int() }),
  async load(tx, { storefrontId, seed }) {
    const found = await tx.many(customers, {
      where: { storefrontId, externalId: Between(`generated-${seed}-`, `generated-${seed}.`) },
      order: { externalId: "ASC" },
      take: atOnce,
    });
    const theirs = found.filter(({ id }) => isGenerated(id));
    const ids = theirs.map(({ id }) => id);
    const writes = [...(await caseRemovals(tx, ids)), ...(await saleRemovals(tx, ids))];
    const subject = In(theirs.map(({ externalId }) => externalId));
    const visitors = await removalsOf(tx, shoppers, { storefrontId, subject });
    return { theirs, writes: [...writes, ...visitors, ...ids.map((id) => remove(customers, { id }))] };
  },
  decide: ({ theirs, writes }) => ({ answer: { customers: theirs.length }, writes }),
});

export const removePeople = defineCommand({
  name: "demo.remove-people",
  who: ["system"],
  input: z.object({ seed: z.number().int() }),
  load: (tx, { seed }) =>
    tx.many(people, {
      where: ["agent", "supervisor"].map((role) => ({ email: Like(`${role}-${seed}-%@generated.invalid`) })),
      take: most,
    }),
  decide: (found) => ({
    answer: { people: found.length },
    writes: found.filter(({ id }) => isGenerated(id)).map(({ id }) => remove(people, { id })),
  }),
});

/** By their ids, because many of those go in one statement. */
async function removalsOf<Row extends { id: string }>(
  reader: Reader,
  table: Table<Row>,
  where: FindOptionsWhere<Row>,
): Promise<Write[]> {
  const found = await reader.many(table, { where, take: most });
  return found.map(({ id }) => remove(table, { id } as Partial<Row>));
}

async function saleRemovals(reader: Reader, customerIds: readonly string[]): Promise<Write[]> {
  const bought = await reader.many(orders, { where: { customerId: In(customerIds) }, take: most });
  const orderId = In(bought.map(({ id }) => id));
  return [
    ...(await removalsOf(reader, orderLines, { orderId })),
    ...(await removalsOf(reader, orderMoney, { orderId })),
    ...(await removalsOf(reader, shipments, { orderId })),
    ...bought.map(({ id }) => remove(orders, { id })),
  ];
}

async function caseRemovals(reader: Reader, customerIds: readonly string[]): Promise<Write[]> {
  const opened = await reader.many(tickets, { where: { customerId: In(customerIds) }, take: most });
  const ticketId = In(opened.map(({ id }) => id));
  const given = await reader.many(remedies, { where: { ticketId }, take: most });
  const remedyId = In(given.map(({ id }) => id));
  return [
    ...(await removalsOf(reader, attempts, { remedyId })),
    ...(await removalsOf(reader, decisions, { remedyId })),
    ...given.map(({ id }) => remove(remedies, { id })),
    ...(await removalsOf(reader, claims, { ticketId })),
    ...(await removalsOf(reader, escalations, { ticketId })),
    ...opened.map(({ id }) => remove(entries, { ticketId: id })),
    ...opened.map(({ id }) => remove(tickets, { id })),
  ];
}

/** Takes a seed's history away, wherever it was put, whole or broken off; says how many customers and people it had. */
export async function removePast(
  reader: Reader,
  execute: Execute,
  seed: number,
): Promise<{ customers: number; people: number }> {
  const call = () => ({ caller: { kind: "system" as const }, commandId: newId() });
  let removed = 0;
  for (const { id } of await reader.many(storefronts, { take: storefrontsAtMost })) {
    for (;;) {
      const page = (await execute(removeHistory, { storefrontId: id, seed }, call())) as {
        customers: number;
      };
      if (page.customers === 0) break;
      removed += page.customers;
    }
  }
  const { people: gone } = (await execute(removePeople, { seed }, call())) as { people: number };
  return { customers: removed, people: gone };
}
