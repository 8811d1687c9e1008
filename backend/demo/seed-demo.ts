import { publishPolicy } from "../authority/publish-policy.ts";
import { readPolicy } from "../authority/queries.ts";
import type { AnyCommand } from "../core/command.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import { importCustomers } from "../shop/import/import-customers.ts";
import { importOrders } from "../shop/import/import-orders.ts";
import { importShipments } from "../shop/import/import-shipments.ts";
import { importVariants } from "../shop/import/import-variants.ts";
import { batchSize, type Tally } from "../shop/import/tally.ts";
import { type StorefrontRow, storefronts } from "../shop/storefront-tables.ts";
import { orders, shipments as parcels } from "../shop/tables.ts";
import { hashPassword } from "../staff/passwords.ts";
import { asPerson } from "./act-as.ts";
import { demoCustomers } from "./demo-customers.ts";
import { demoOrders } from "./demo-orders.ts";
import { demoDepartments, demoPassword, demoPeople } from "./demo-people.ts";
import { demoPolicy } from "./demo-policy.ts";
import { makeDemoShop } from "./make-demo-shop.ts";

export interface Seed {
  reader: Reader;
  execute: Execute;
  /** Where the demo shop is served, for browsers: those that its storefront's key may be used from. */
  shopOrigins: string[];
  /** Where the demo merchant's system listens, as this process reaches it. */
  merchantUrl: string;
}

const system = { kind: "system" as const };

/**
 * Fills an empty database with the demo shop and returns its storefront. May be run again, also after having died
 * half-way: what is there is kept, what is missing is added.
 */
export async function seedDemo(seed: Seed): Promise<StorefrontRow> {
  const { reader, execute, shopOrigins, merchantUrl } = seed;
  const shop = {
    origins: shopOrigins,
    merchantUrl,
    passwordHash: await hashPassword(demoPassword),
    departments: demoDepartments,
    people: demoPeople,
  };
  const call = { caller: system, commandId: newId() };
  const { storefrontId } = (await execute(makeDemoShop, shop, call)) as { storefrontId: string };
  const storefront = await reader.one(storefronts, { id: storefrontId });
  if (storefront === null) throw new Error("the demo's storefront is gone");
  await seedOrders(seed, storefront);
  await seedPolicy(seed, storefrontId);
  return storefront;
}

/** Dated from the shop's making, so that a second run after a crash adds exactly what the first could not. */
async function seedOrders({ reader, execute }: Seed, storefront: StorefrontRow): Promise<void> {
  const customers = demoCustomers(storefront.createdAt);
  const { variants, orders: sold, shipments } = demoOrders(customers, storefront.createdAt);
  const { id: storefrontId } = storefront;
  const isComplete =
    (await reader.count(orders, { storefrontId })) >= sold.length &&
    (await reader.count(parcels, { storefrontId })) >= shipments.length;
  if (isComplete) return;
  const store = async (command: AnyCommand, rows: readonly object[]) => {
    for (let start = 0; start < rows.length; start += batchSize) {
      const input = { storefrontId, rows: rows.slice(start, start + batchSize) };
      const { bad } = (await execute(command, input, { caller: system, commandId: newId() })) as Tally;
      if (bad.length > 0) throw new Error(`${command.name}: ${JSON.stringify(bad[0])}`);
    }
  };
  await store(importCustomers, customers);
  await store(importVariants, variants);
  await store(importOrders, sold);
  await store(importShipments, shipments);
}

async function seedPolicy(seed: Seed, storefrontId: string): Promise<void> {
  if ((await readPolicy(seed.reader, storefrontId)) !== null) return;
  const caller = await asPerson(seed, "zhao@kotori.example");
  const input = { storefrontId, basedOn: 0, rules: demoPolicy() };
  await seed.execute(publishPolicy, input, { caller, commandId: newId() });
}
