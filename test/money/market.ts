import { policies } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { type Clock, day } from "../../backend/core/clock.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { orderLines, orders, variants } from "../../backend/shop/tables.ts";
import { tickets } from "../../backend/tickets/tables.ts";
import { openDatabase, type TestPlace } from "../support/database.ts";
import { createFactories } from "../support/factories.ts";
import { soldOrder } from "../support/order-factory.ts";
import { ruleOf } from "../support/policies.ts";
import { aTicket } from "./a-ticket.ts";

/** Opens the run's database in this process; on SQLite no node may run meanwhile. */
export async function openHouse(place: TestPlace, clock: Clock) {
  const database = await openDatabase(place);
  const { execute } = createExecutor({
    database,
    clock,
    log: createLog("silent"),
    metrics: createMetrics(),
    loadActors,
    publish: () => undefined,
    wake: () => undefined,
  });
  return { ...createFactories({ database, execute, clock }), close: () => database.close() };
}
type House = Awaited<ReturnType<typeof openHouse>>;

/** An order with its ticket, as commands name them. */
export interface Stall {
  orderId: string;
  externalId: string;
  orderNumber: string;
  email: string;
  ticketId: string;
  currency: string;
  paidMinor: number;
  lines: { id: string; sku: string; quantity: number; unitPriceMinor: number }[];
  /** A cheaper variant of the first line. */
  otherSku: string;
  at: number;
}

export interface Clerk {
  personId: string;
  name: string;
  caller: Caller;
}

export interface Market {
  storefrontId: string;
  merchantSecret: string;
  agents: Clerk[];
  supervisors: Clerk[];
  admin: Clerk;
  finance: Clerk;
  rules: PolicyRule[];
  /** What one agent may give in a day, per currency. */
  dayMinor: Record<string, number>;
}

/** Two, none and three decimals: a limit that takes minor units for another currency's is seen. */
export const currencies = ["CNY", "JPY", "KWD"] as const;
const plenty = 100_000_000;
const perStatement = 500;

export function rulesWith(dayMinor: Record<string, number>, orderMinor = plenty): PolicyRule[] {
  const perOrder = Object.fromEntries(currencies.map((each) => [each, orderMinor]));
  const open = { reasons: [], verifiedOrderOnly: false, photoAbove: {}, photoAboveTrusted: {} };
  return (["refund", "reship", "exchange", "return_refund", "store_credit"] as const).flatMap((remedy) => [
    ruleOf({ id: newId(), roles: ["agent"], remedy, perOrder, perDay: dayMinor, ...open }),
    ruleOf({ id: newId(), roles: ["supervisor", "admin"], remedy, perOrder, perDay: {}, ...open }),
  ]);
}

/** A storefront whose merchant's system is at `merchantUrl`, with its people and limits. */
export async function makeMarket(
  house: House,
  dayMinor: Record<string, number>,
  people: number,
): Promise<Market> {
  const { storefrontId, merchant } = await house.makeStorefront();
  const rules = rulesWith(dayMinor);
  const publishedAt = house.clock.now();
  const by = { publishedAt, publishedById: null, publishedByName: "" };
  await house.save(insert(policies, { id: newId(), storefrontId, version: 1, rules, ...by }));
  const books = await house.makeDepartment({ isFinance: true });
  const clerk = async (...of: Parameters<House["makePerson"]>): Promise<Clerk> => {
    const { person, personId, caller } = await house.makePerson(...of);
    return { personId, name: person.name, caller };
  };
  const many = async (role: "agent" | "supervisor") => {
    const found: Clerk[] = [];
    for (let index = 0; index < people; index++) found.push(await clerk(role));
    return found;
  };
  return {
    storefrontId,
    merchantSecret: merchant.secret,
    agents: await many("agent"),
    supervisors: await many("supervisor"),
    admin: await clerk("admin"),
    finance: await clerk("department", { departmentIds: [books.id] }),
    rules,
    dayMinor,
  };
}

export const pointAtMerchant = (house: House, { storefrontId }: Market, merchantUrl: string) =>
  house.save(update(storefronts, { id: storefrontId }, { merchantAdapter: "webhook", merchantUrl }));

let lastNumber = 1_000_000;

/** Orders of two cups and a pot, 20,000 minor units each, every one with a ticket of its own and a cheaper kind of cup. `stock` is of each SKU. */
export async function makeStalls(
  house: House,
  { storefrontId }: Market,
  wanted: { count: number; currency: (index: number) => string; stock: number },
): Promise<Stall[]> {
  const stalls: Stall[] = [];
  const writes: Parameters<House["save"]> = [];
  const now = house.clock.now();
  const { customer, shopperId } = await makeBuyer(house, storefrontId);
  for (let index = 0; index < wanted.count; index++) {
    const [id, ticketId] = [newId(), newId()];
    const currency = wanted.currency(index);
    const sold = soldOrder(
      [
        { id: newId(), storefrontId, orderId: id, sku: `CUP-${id}`, quantity: 2, unitPriceMinor: 4000 },
        { id: newId(), storefrontId, orderId: id, sku: `POT-${id}`, quantity: 1, unitPriceMinor: 12_000 },
      ],
      {
        id,
        storefrontId,
        externalId: id,
        number: `#${++lastNumber}`,
        email: customer.email,
        customerId: customer.id,
        currency,
        orderedAt: now - 10 * day,
        paidMinor: 20_000,
      },
    );
    const onShelf = (sku: string, product: string, priceMinor: number) =>
      insert(variants, {
        id: newId(),
        storefrontId,
        sku,
        productHandle: product.toLowerCase(),
        productType: "cups",
        title: "Glass kettle",
        variant: "1.5 l",
        priceMinor,
        requiresShipping: true,
        stock: wanted.stock,
        reserved: 0,
      });
    writes.push(
      insert(orders, sold.order),
      ...sold.lines.map((line) => insert(orderLines, line)),
      ...sold.lines.map(({ sku, unitPriceMinor }) => onShelf(sku, sku, unitPriceMinor)),
      onShelf(`MUG-${id}`, `CUP-${id}`, 3100),
      insert(
        tickets,
        aTicket({ id: ticketId, storefrontId, number: lastNumber, shopperId, order: sold.order, now }),
      ),
    );
    stalls.push({
      orderId: id,
      externalId: id,
      orderNumber: sold.order.number,
      email: customer.email,
      ticketId,
      currency,
      paidMinor: sold.order.paidMinor,
      lines: sold.lines.map(({ id, sku, quantity, unitPriceMinor }) => ({
        id,
        sku,
        quantity,
        unitPriceMinor,
      })),
      otherSku: `MUG-${id}`,
      at: sold.order.orderedAt,
    });
  }
  for (let start = 0; start < writes.length; start += perStatement)
    await house.save(...writes.slice(start, start + perStatement));
  return stalls;
}

async function makeBuyer(house: House, storefrontId: string) {
  const customer = await house.makeCustomer(storefrontId, { name: "Mei Lin" });
  const { email, id: customerId, name } = customer;
  const { shopperId } = await house.makeShopper(storefrontId, { subject: newId(), name, email, customerId });
  return { customer, shopperId };
}
