import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { orderLines, orders, variants } from "../../backend/shop/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene, reshipOf } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { openTicket, type Situation } from "../support/situations.ts";

describe("sending goods again", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const cupOf = ({ lines }: Situation) => lines[0] ?? (() => expect.fail())();
  const cups = (situation: Situation, quantity: number) => [{ lineId: cupOf(situation).id, quantity }];
  const reship = (situation: Situation, quantity: number, more: object = {}, who: ActorName = "agent") =>
    at.as<{ remedyId: string }>(who, "remedy.grant", {
      request: { ...reshipOf(situation, cups(situation, quantity)), ...more },
    });
  const setStock = async (situation: Situation, stock: number | null) => {
    const { id } = await at.variant(cupOf(situation).sku);
    await at.house.save(update(variants, { id }, { stock }));
  };

  it("reserves the piece, sends it, and takes it from the count when it has left", async () => {
    const situation = await openTicket(at.scene);
    const { remedyId } = await reship(situation, 1);
    expect(await at.variant(cupOf(situation).sku)).to.include({ stock: 50, reserved: 1 });
    await at.work();
    expect(await at.variant(cupOf(situation).sku)).to.include({ stock: 49, reserved: 0 });
    expect((await at.lines(situation.order.id))[0]?.reshippedQuantity).to.equal(1);
    expect((await at.remedy(remedyId)).state).to.equal("settled");
    // A parcel is no money: nothing of what was paid is given back by it.
    expect(await at.order(situation.order.id)).to.include({ reservedMinor: 0, refundedMinor: 0 });
    expect(await at.money(situation.order.id)).to.deep.equal([]);
  });

  it("tells the merchant what to send and where", async () => {
    const situation = await openTicket(at.scene);
    await reship(situation, 1);
    await at.work();
    const call = at.merchant.posts().at(-1);
    expect(call?.path).to.equal("/api/reshipments");
    expect(call?.body).to.deep.include({
      lines: [{ sku: cupOf(situation).sku, title: "Glass kettle · 1.5 l", quantity: 1 }],
      reason: "broken",
    });
    expect(call?.body?.address).to.include({ line1: "Tea Street 1", country: "CN" });
  });

  it("counts the goods' worth against the granter's limits", async () => {
    const situation = await openTicket(at.scene);
    // Two cups are worth 8,000, the agent may give 5,000.
    expect((await refusalOf(reship(situation, 2))).code).to.equal("approval_required");
    await reship(situation, 2, {}, "supervisor");
  });

  it("goes to the order's address where no other is given, and nowhere without one", async () => {
    const situation = await openTicket(at.scene);
    const without = await refusalOf(reship(situation, 1, { address: null }));
    expect(without.code).to.equal("malformed");
    const { address } = reshipOf(situation, []);
    const shippingAddress = { ...address, line1: "Order Road 2" };
    await at.house.save(update(orders, { id: situation.order.id }, { shippingAddress }));
    await reship(situation, 1, { address: null });
    await at.work();
    expect(at.merchant.posts().at(-1)?.body?.address).to.include({ line1: "Order Road 2" });
  });

  it("sends no line more often than it was bought, unless a supervisor says so", async () => {
    const situation = await openTicket(at.scene);
    await reship(situation, 2, {}, "supervisor");
    const refusal = await refusalOf(reship(situation, 1));
    expect(refusal.code).to.equal("over_bought");
    expect(refusal.details).to.deep.equal({ lineId: cupOf(situation).id, left: 0 });
    const request = { request: reshipOf(situation, cups(situation, 1)), because: "Lost again" };
    expect((await refusalOf(at.as("agent", "remedy.request", request))).code).to.equal("over_bought");
    await reship(situation, 1, {}, "supervisor");
    await at.work();
    expect((await at.lines(situation.order.id))[0]?.reshippedQuantity).to.equal(3);
  });

  it("promises no piece that the shelf does not have, our own reservations counted", async () => {
    const situation = await openTicket(at.scene);
    await setStock(situation, 1);
    await reship(situation, 1);
    const refusal = await refusalOf(reship(situation, 1));
    expect(refusal.code).to.equal("out_of_stock");
    expect(refusal.details).to.deep.equal({ sku: cupOf(situation).sku, left: 0 });
    await setStock(situation, null);
    await reship(situation, 1, {}, "supervisor");
    await at.work();
    expect(await at.variant(cupOf(situation).sku)).to.include({ stock: null, reserved: 0 });
  });

  it("promises the last piece once when two orders want it at the same moment", async () => {
    const first = await openTicket(at.scene);
    const second = await openTicket(at.scene);
    const { sku } = cupOf(first);
    await at.house.save(update(orderLines, { id: cupOf(second).id }, { sku }));
    await setStock(first, 1);
    const both = await Promise.allSettled([reship(first, 1), reship(second, 1)]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["out_of_stock"]);
    await at.work();
    expect(await at.variant(sku)).to.include({ stock: 0, reserved: 0 });
  });

  it("is not for what was never shipped", async () => {
    const situation = await openTicket(at.scene);
    await at.house.save(update(orderLines, { id: cupOf(situation).id }, { requiresShipping: false }));
    expect((await refusalOf(reship(situation, 1))).code).to.equal("not_shipped_goods");
  });

  it("gives the piece back to shelf and order when the merchant has none", async () => {
    const situation = await openTicket(at.scene);
    at.merchant.next(behave.fails);
    const { remedyId } = await reship(situation, 1);
    await at.work();
    expect((await at.remedy(remedyId)).state).to.equal("failed");
    expect(await at.variant(cupOf(situation).sku)).to.include({ stock: 50, reserved: 0 });
    expect((await at.lines(situation.order.id))[0]?.reshippedQuantity).to.equal(0);
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 give_back"]);
  });
});
