import { expect } from "chai";
import type { ShopperActor } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { assuranceOf } from "../../backend/shop/orders/assurance.ts";
import {
  readCaseCustomer,
  readCaseOrders,
  readShopperOrders,
  readTrust,
} from "../../backend/shop/orders/queries.ts";
import { statedOrders } from "../../backend/shop/storefront-tables.ts";
import { type OrderRow, orderLines, orders, shipments, variants } from "../../backend/shop/tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { soldOrder } from "../support/order-factory.ts";

describe("order queries", () => {
  let house: TestHouse;
  before(async () => {
    house = await createTestHouse();
  });
  after(() => house.close());

  async function shop() {
    const { storefrontId } = await house.makeStorefront();
    const customer = await house.makeCustomer(storefrontId, { since: house.clock.now() - 400 * day });
    const order = async (set: Partial<OrderRow> = {}) => {
      const id = newId();
      const place = { storefrontId, orderId: id };
      const sold = soldOrder(
        [
          { ...place, id: newId(), quantity: 2, unitPriceMinor: 12_800, reshippedQuantity: 1 },
          { ...place, id: newId(), sku: "CARD", variant: "", unitPriceMinor: 3900, requiresShipping: false },
        ],
        {
          id,
          storefrontId,
          externalId: id,
          number: `#${id}`,
          customerId: customer.id,
          paidMinor: 29_500,
          ...set,
        },
      );
      await house.save(insert(orders, sold.order), ...sold.lines.map((line) => insert(orderLines, line)));
      return sold;
    };
    return { storefrontId, customer, order };
  }

  const verified = (storefrontId: string, customerId: string | null): ShopperActor => ({
    kind: "shopper",
    shopperId: newId(),
    sessionId: "session",
    sessionEndsAt: 0,
    storefrontId,
    name: null,
    email: null,
    customerId,
    isVerified: customerId !== null,
  });

  it("shows a verified shopper all of their orders, newest first, with the worth of each line", async () => {
    const { storefrontId, customer, order } = await shop();
    const old = await order({ orderedAt: 1000, shippingMinor: 1000 });
    const recent = await order({ orderedAt: 2000 });
    const deliveredAt = house.clock.now();
    await house.save(
      insert(shipments, {
        id: newId(),
        storefrontId,
        orderId: old.order.id,
        trackingNumber: "T1",
        carrier: "SF Express",
        skus: ["KETTLE"],
        shippedAt: 1500,
        deliveredAt,
      }),
    );
    const found = await readShopperOrders(house.reader, verified(storefrontId, customer.id));
    expect(found.map((each) => each.orderId)).to.deep.equal([recent.order.id, old.order.id]);
    expect(found[1]).to.include({
      isDelivered: true,
      deliveredAt,
      carrier: "SF Express",
      trackingNumber: "T1",
    });
    expect(found[1]?.lines.map((line) => line.worthMinor)).to.deep.equal([26_600, 3900]);
  });

  it("shows anybody else the orders that they stated, and nobody those of another shop", async () => {
    const { storefrontId, customer, order } = await shop();
    const { order: stated } = await order();
    await order();
    const anonymous = verified(storefrontId, null);
    const { shopperId } = anonymous;
    await house.save(
      insert(statedOrders, { id: `${shopperId}:${stated.id}`, shopperId, orderId: stated.id, at: 1 }),
    );
    const found = await readShopperOrders(house.reader, anonymous);
    expect(found.map((each) => each.orderId)).to.deep.equal([stated.id]);
    expect(await assuranceOf(house.reader, anonymous, stated)).to.equal("stated");
    expect(await assuranceOf(house.reader, verified(storefrontId, null), stated)).to.equal(null);
    expect(await assuranceOf(house.reader, verified(storefrontId, customer.id), stated)).to.equal("verified");
    const elsewhere = await house.makeStorefront();
    expect(
      await readShopperOrders(house.reader, { ...anonymous, storefrontId: elsewhere.storefrontId }),
    ).to.deep.equal([]);
  });

  it("puts the ticket's order first beside a ticket, with what is left of it and in stock", async () => {
    const { storefrontId, customer, order } = await shop();
    const { order: old } = await order({ orderedAt: 1000, refundedMinor: 1000, reservedMinor: 500 });
    const { order: recent } = await order({ orderedAt: 2000 });
    await house.save(
      insert(variants, {
        id: newId(),
        storefrontId,
        sku: "KETTLE",
        productHandle: "kettle",
        productType: "",
        title: "Kettle",
        variant: "",
        priceMinor: 1,
        requiresShipping: true,
        stock: 7,
        reserved: 3,
      }),
    );
    const ticket = { storefrontId, customerId: customer.id, shopperId: newId(), orderId: old.id };
    const found = await readCaseOrders(house.reader, ticket);
    expect(found.map((each) => each.orderId)).to.deep.equal([old.id, recent.id]);
    expect(found[0]).to.include({
      assurance: "verified",
      refundedMinor: 1500,
      refundableMinor: 28_000,
      paymentHint: "credit card ••8749",
    });
    expect(found[0]?.lines.map(({ reshippable, inStock }) => [reshippable, inStock])).to.deep.equal([
      [1, 4],
      [0, null],
    ]);
  });

  it("sums up a customer by currency, and trusts as the rule says", async () => {
    const { customer, order } = await shop();
    await order({ refundedMinor: 500 });
    await order();
    await order({ currency: "USD" });
    const now = house.clock.now();
    const asked = { customerId: customer.id, claims90Days: 1 };
    expect(await readCaseCustomer(house.reader, asked, now)).to.deep.include({
      id: customer.id,
      ordersCount: 3,
      isTrusted: true,
      spent: [
        { currency: "CNY", amountMinor: 58_500 },
        { currency: "USD", amountMinor: 29_500 },
      ],
    });
    expect(await readTrust(house.reader, { ...asked, claims90Days: 3 }, now)).to.equal(false);
    expect(await readTrust(house.reader, { customerId: null, claims90Days: 0 }, now)).to.equal(false);
    expect(await readCaseCustomer(house.reader, { customerId: null, claims90Days: 0 }, now)).to.equal(null);
  });
});
