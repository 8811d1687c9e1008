import { policies } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { remedyKinds } from "../../backend/contract/vocabulary.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { orderLines, orders, variants } from "../../backend/shop/tables.ts";
import type { Factories } from "./factories.ts";
import { soldOrder } from "./order-factory.ts";
import { ruleOf } from "./policies.ts";

/**
 * Everybody who can knock. `finance` is of a third department, not invited; `signedOut` holds a session that has ended;
 * `system` is what jobs and doors act as.
 */
export const actorNames = [
  "shopper",
  "otherShopper",
  "anonymous",
  "agent",
  "supervisor",
  "admin",
  "invited",
  "uninvited",
  "finance",
  "signedOut",
  "system",
] as const;
export type ActorName = (typeof actorNames)[number];

export type ShopScene = Awaited<ReturnType<typeof createShopScene>>;

/** What an agent may give of each kind on one order, without a photo. */
export const agentCapMinor = 5000;
const leadCapMinor = 1_000_000;

const rule = (id: string, set: Pick<PolicyRule, "roles" | "remedy" | "perOrder">): PolicyRule =>
  ruleOf({
    id,
    reasons: [],
    verifiedOrderOnly: false,
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
    ...set,
  });

function cappedRules(): PolicyRule[] {
  return remedyKinds.flatMap((remedy) => [
    rule(newId(), { roles: ["agent"], remedy, perOrder: { CNY: agentCapMinor } }),
    rule(newId(), { roles: ["supervisor", "admin"], remedy, perOrder: { CNY: leadCapMinor } }),
  ]);
}

/** A shop with its people, limits and stock, whose payouts finance carries out by hand. */
export async function createShopScene(house: Factories) {
  const { storefront, storefrontId } = await house.makeStorefront();
  const now = house.clock.now();
  const rules = cappedRules();
  await house.save(
    insert(policies, {
      id: newId(),
      storefrontId,
      version: 1,
      rules,
      publishedAt: now,
      publishedById: null,
      publishedByName: "",
    }),
  );
  const warehouse = await house.makeDepartment();
  const quality = await house.makeDepartment();
  const books = await house.makeDepartment({ isFinance: true });
  const shopperOf = async (name: string) => {
    const customer = await house.makeCustomer(storefrontId, { name });
    const { email, id: customerId } = customer;
    const made = await house.makeShopper(storefrontId, { subject: newId(), name, email, customerId });
    return { ...made, customer };
  };
  const shopper = await shopperOf("Mei Lin");
  const otherShopper = await shopperOf("Bo Other");
  const anonymous = await house.makeShopper(storefrontId);
  const agent = await house.makePerson("agent");
  const supervisor = await house.makePerson("supervisor");
  const admin = await house.makePerson("admin");
  const invited = await house.makePerson("department", { departmentIds: [warehouse.id] });
  const uninvited = await house.makePerson("department", { departmentIds: [quality.id] });
  const finance = await house.makePerson("department", { departmentIds: [books.id] });
  const callers: Record<ActorName, Caller> = {
    shopper: shopper.caller,
    otherShopper: otherShopper.caller,
    anonymous: anonymous.caller,
    agent: agent.caller,
    supervisor: supervisor.caller,
    admin: admin.caller,
    invited: invited.caller,
    uninvited: uninvited.caller,
    finance: finance.caller,
    signedOut: { kind: "person", sessionId: "0".repeat(64) },
    system: { kind: "system" },
  };

  /** An order of this scene's shopper, with two lines whose goods are in stock. */
  async function makeOrder() {
    const id = newId();
    const sold = soldOrder(
      [
        { id: newId(), storefrontId, orderId: id, sku: `CUP-${id}`, quantity: 2, unitPriceMinor: 4000 },
        { id: newId(), storefrontId, orderId: id, sku: `POT-${id}`, quantity: 1, unitPriceMinor: 12_000 },
      ],
      {
        id,
        storefrontId,
        externalId: id,
        number: `#${id.slice(-8)}`,
        email: shopper.customer.email,
        customerId: shopper.customer.id,
        orderedAt: now - 10 * day,
        paidMinor: 20_000,
      },
    );
    const stock = sold.lines.map(({ sku, title, variant, unitPriceMinor }) =>
      insert(variants, {
        id: newId(),
        storefrontId,
        sku,
        productHandle: sku.toLowerCase(),
        productType: "cups",
        title,
        variant,
        priceMinor: unitPriceMinor,
        requiresShipping: true,
        stock: 50,
        reserved: 0,
      }),
    );
    const lines = sold.lines.map((line) => insert(orderLines, line));
    await house.save(insert(orders, sold.order), ...lines, ...stock);
    return sold;
  }

  return {
    house,
    storefront,
    storefrontId,
    warehouse,
    quality,
    rules,
    people: { agent, supervisor, admin, invited, uninvited, finance },
    shoppers: { shopper, otherShopper, anonymous },
    callers,
    makeOrder,
  };
}
