import { expect } from "chai";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { update } from "../../backend/core/database/writes.ts";
import { customers, orderLines, orders, variants } from "../../backend/shop/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import {
  addVariant,
  type KindSituation,
  requestFor,
  situationFor,
  teaStreet,
} from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { refundOf } from "../support/situations.ts";

/** What order, shelf and catalogue do not allow, whoever asks. */
describe("what a remedy needs", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const grant = (request: object, who: ActorName = "supervisor") =>
    at.as<{ remedyId: string }>(who, "remedy.grant", { request });
  const setOrder = ({ order }: KindSituation, set: object) =>
    at.house.save(update(orders, { id: order.id }, set));
  const refuses = async (code: string, situation: KindSituation, kind: RemedyKind, change: object = {}) => {
    const refusal = await refusalOf(grant({ ...requestFor(kind, situation), ...change }));
    expect(refusal.code, kind).to.equal(code);
    return refusal.details;
  };

  it("sends or takes back only what has been sent, and cancels or changes only what has not", async () => {
    for (const kind of ["exchange", "return_refund"] as const) {
      const situation = await situationFor(at, kind);
      await setOrder(situation, { fulfillmentStatus: "unfulfilled" });
      await refuses("not_shipped_yet", situation, kind);
    }
    for (const kind of ["cancellation", "order_change"] as const) {
      const situation = await situationFor(at, kind);
      await setOrder(situation, { fulfillmentStatus: "fulfilled" });
      await refuses("already_shipped", situation, kind);
      await setOrder(situation, { fulfillmentStatus: "unfulfilled", cancelledAt: 1 });
      await refuses("order_cancelled", situation, kind);
    }
  });

  it("exchanges for another variant of the same product, that there is", async () => {
    const situation = await situationFor(at, "exchange");
    const { cheaper, lines } = situation;
    await refuses("unknown_variant", situation, "exchange", { sku: "NO-SUCH" });
    await refuses("same_variant", situation, "exchange", { sku: lines[0]?.sku });
    await refuses("other_product", situation, "exchange", { sku: lines[1]?.sku });
    await at.house.save(update(variants, { id: cheaper.id }, { stock: 1, reserved: 1 }));
    expect(await refuses("out_of_stock", situation, "exchange")).to.deep.equal({ sku: cheaper.sku, left: 0 });
  });

  it("refuses a dearer variant unless its difference is waived, which then counts against limits", async () => {
    const situation = await situationFor(at, "exchange");
    const { dearer } = situation;
    const details = await refuses("dearer_variant", situation, "exchange", { sku: dearer.sku });
    expect(details).to.deep.equal({ differenceMinor: 500, currency: "CNY" });
    const request = { ...requestFor("exchange", situation), sku: dearer.sku, isDifferenceWaived: true };
    const { remedyId } = await grant(request, "agent");
    const remedy = await at.remedy(remedyId);
    expect(remedy.amountMinor).to.equal(4500);
    expect(remedy.terms).to.include({ refundMinor: 0, waivedMinor: 500 });
  });

  it("gives back of a cheaper variant the share of what was really paid", async () => {
    const situation = await situationFor(at, "exchange");
    // The order was sold at half its prices.
    await setOrder(situation, { totalMinor: 10_000, discountMinor: 10_000, paidMinor: 10_000 });
    const { remedyId } = await grant(requestFor("exchange", situation));
    expect((await at.remedy(remedyId)).terms?.refundMinor).to.equal(500);
  });

  it("prices a variant in the order's terms where the list is in others", async () => {
    const situation = await situationFor(at, "exchange");
    const own = await at.variant(situation.lines[0]?.sku ?? "");
    await at.house.save(update(variants, { id: own.id }, { priceMinor: 40_000 }));
    const tenfold = await addVariant(at, own, { priceMinor: 30_000 });
    const { remedyId } = await grant({ ...requestFor("exchange", situation), sku: tenfold.sku });
    expect((await at.remedy(remedyId)).terms?.refundMinor).to.equal(1000);
  });

  it("takes no piece back twice, and none that was refunded", async () => {
    const situation = await situationFor(at, "return_refund");
    const [cup] = situation.lines;
    const two = { lines: [{ lineId: cup?.id ?? "", quantity: 2 }] };
    await grant({ ...requestFor("return_refund", situation), ...two });
    await refuses("over_bought", situation, "return_refund");
    await refuses("over_bought", situation, "exchange");
  });

  it("gives back at most what is left of the order", async () => {
    const situation = await situationFor(at, "return_refund");
    await grant(refundOf(situation, 18_000));
    const { remedyId } = await grant(requestFor("return_refund", situation));
    expect((await at.remedy(remedyId)).amountMinor).to.equal(2000);
    await refuses("over_refundable", situation, "return_refund");
  });

  it("cancels a whole order with all that was paid, also one on which nothing was", async () => {
    const paid = await situationFor(at, "cancellation");
    const { remedyId } = await grant({ ...requestFor("cancellation", paid), lines: [] });
    await at.work();
    expect(await at.remedy(remedyId)).to.include({ amountMinor: 20_000, state: "settled" });
    expect(await at.order(paid.order.id)).to.include({ refundedMinor: 20_000, financialStatus: "refunded" });
    expect((await at.order(paid.order.id)).cancelledAt).to.be.a("number");
    const unpaid = await situationFor(at, "cancellation");
    await setOrder(unpaid, { paidMinor: 0, financialStatus: "pending" });
    await grant({ ...requestFor("cancellation", unpaid), lines: [] });
    await at.work();
    expect(await at.money(unpaid.order.id)).to.deep.equal([]);
    expect((await at.order(unpaid.order.id)).cancelledAt).to.be.a("number");
  });

  it("changes line, address and way of payment of the order once the merchant has", async () => {
    const situation = await situationFor(at, "order_change");
    const { order, cheaper, lines } = situation;
    const road = { ...teaStreet, line1: "Order Road 2" };
    await grant(requestFor("order_change", situation));
    const common = requestFor("order_change", situation);
    await grant({ ...common, change: { what: "address", address: road } });
    await grant({ ...common, change: { what: "payment", paymentMethod: "bank_transfer" } });
    expect(await at.order(order.id)).to.include({ paymentMethod: order.paymentMethod });
    await at.work();
    const changed = await at.order(order.id);
    expect(changed.shippingAddress).to.deep.equal(road);
    expect(changed.paymentMethod).to.equal("bank_transfer");
    const line = (await at.lines(order.id)).find(({ id }) => id === lines[0]?.id);
    expect(line).to.include({ sku: cheaper.sku, variant: "0.8 l", quantity: 2 });
  });

  it("books credit, points and addresses on somebody the shop knows, never above the order's worth", async () => {
    for (const kind of ["store_credit", "points", "address_correction"] as const) {
      const situation = await situationFor(at, kind);
      await setOrder(situation, { customerId: null });
      await refuses("no_customer", situation, kind);
    }
    const credit = await situationFor(at, "store_credit");
    await refuses("over_worth", credit, "store_credit", { amountMinor: 20_001 });
    await refuses("wrong_currency", credit, "store_credit", { currency: "USD" });
    await refuses("over_worth", await situationFor(at, "points"), "points", { points: 20_001 });
  });

  it("corrects the customer's record once the merchant has", async () => {
    const situation = await situationFor(at, "address_correction");
    const where = { id: situation.order.customerId ?? "" };
    const address = { ...teaStreet, line1: `Lane ${situation.order.number}` };
    at.merchant.next(behave.accepts);
    const { remedyId } = await grant({ ...requestFor("address_correction", situation), address });
    await at.work();
    expect((await at.house.reader.one(customers, where))?.address).to.not.deep.equal(address);
    const [attempt] = await at.attemptsOf(remedyId);
    const outcome = { state: "settled", reference: "a", hint: "", arrivesInDays: null };
    await at.as("system", "remedy.book-outcome", { remedyId, attemptId: attempt?.id, outcome });
    expect((await at.house.reader.one(customers, where))?.address).to.deep.equal(address);
  });

  it("gives as a present only what is sent by parcel, is there and has somewhere to go", async () => {
    const situation = await situationFor(at, "gift");
    await refuses("out_of_stock", situation, "gift", { quantity: 11 });
    await refuses("unknown_variant", situation, "gift", { sku: "NO-SUCH" });
    await at.house.save(update(variants, { id: situation.cheaper.id }, { requiresShipping: false }));
    await refuses("not_shipped_goods", situation, "gift");
    await setOrder(situation, { shippingAddress: null });
    await refuses("malformed", situation, "gift", { sku: situation.dearer.sku });
  });

  it("lets an approver name another amount only where a person names it", async () => {
    for (const [kind, isFree] of [
      ["store_credit", true],
      ["points", false],
      ["return_refund", false],
    ] as const) {
      const request = requestFor(kind, await situationFor(at, kind));
      const asked = { request, because: "It is only fair" };
      const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", asked);
      const { hash } = await at.remedy(remedyId);
      const approve = at.as("supervisor", "remedy.approve", { remedyId, hash, otherAmountMinor: 700 });
      if (!isFree) expect((await refusalOf(approve)).code).to.equal("wrong_amount");
      else {
        await approve;
        expect((await at.remedy(remedyId)).amountMinor).to.equal(700);
      }
    }
  });

  it("is not for a line that an order does not have", async () => {
    const situation = await situationFor(at, "exchange");
    const other = await situationFor(at, "exchange");
    const lines = [{ lineId: other.lines[0]?.id ?? "", quantity: 1 }];
    await refuses("wrong_line", situation, "exchange", { lines });
    await refuses("wrong_line", situation, "return_refund", { lines });
    await at.house.save(
      update(orderLines, { id: situation.lines[0]?.id ?? "" }, { requiresShipping: false }),
    );
    await refuses("not_shipped_goods", situation, "return_refund");
  });
});
