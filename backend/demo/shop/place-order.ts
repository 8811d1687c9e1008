import type { Reader } from "../../core/database/reader.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import { importOrders } from "../../shop/import/import-orders.ts";
import type { StorefrontRow } from "../../shop/storefront-tables.ts";
import { orders } from "../../shop/tables.ts";
import { demoCustomers } from "../demo-customers.ts";
import { firstNumber, toOrder } from "../demo-orders.ts";

interface Parts {
  reader: Reader;
  execute: Execute;
  storefront: StorefrontRow;
  now: number;
}

/** The demo's checkout: the order reaches the helpdesk as an export would bring it. Returns its number. */
export async function placeOrder(
  { reader, execute, storefront, now }: Parts,
  customerId: string,
  sku: string,
): Promise<string> {
  const customer = demoCustomers(storefront.createdAt).find((each) => each.externalId === customerId);
  if (customer === undefined) throw new Error(`nobody is called ${customerId}`);
  const { id: storefrontId } = storefront;
  const number = firstNumber + (await reader.count(orders, { storefrontId }));
  const story = {
    customerId,
    daysAgo: 0,
    stage: "unfulfilled" as const,
    items: [{ sku, quantity: 1 }],
  };
  const row = { ...toOrder(story, customer, number, now), orderedAt: now, paidAt: now };
  const call = { caller: { kind: "system" as const }, commandId: newId() };
  await execute(importOrders, { storefrontId, rows: [row] }, call);
  return row.number;
}
