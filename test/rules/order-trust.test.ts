import { expect } from "chai";
import { day } from "../../backend/core/clock.ts";
import { addressText } from "../../backend/shop/orders/address-text.ts";
import { deliveryOf } from "../../backend/shop/orders/order-phase.ts";
import { paymentHint } from "../../backend/shop/orders/payment-hint.ts";
import { availableStock } from "../../backend/shop/orders/stock.ts";
import { isTrusted } from "../../backend/shop/orders/trust.ts";
import type { ShipmentRow } from "../../backend/shop/tables.ts";
import { anOrder } from "../support/order-factory.ts";

const now = 1000 * day;

describe("trust", () => {
  const known = { isVerified: true, since: now - 181 * day, tags: [], ordersCount: 3, claims90Days: 2 };

  it("is for verified customers of half a year or vip, with three orders and at most two claims", () => {
    expect(isTrusted(known, now)).to.equal(true);
    expect(isTrusted({ ...known, since: now, tags: ["vip"] }, now)).to.equal(true);
  });

  it("is lost by each condition alone", () => {
    expect(isTrusted({ ...known, isVerified: false }, now)).to.equal(false);
    expect(isTrusted({ ...known, since: now - 180 * day }, now)).to.equal(false);
    expect(isTrusted({ ...known, ordersCount: 2 }, now)).to.equal(false);
    expect(isTrusted({ ...known, claims90Days: 3 }, now)).to.equal(false);
  });
});

describe("delivery", () => {
  const parcel = (set: Partial<ShipmentRow>): ShipmentRow => ({
    id: "parcel",
    storefrontId: "storefront",
    orderId: "order",
    trackingNumber: "T1",
    carrier: "SF Express",
    skus: [],
    shippedAt: 1,
    deliveredAt: null,
    ...set,
  });

  it("is there when every parcel has arrived", () => {
    const both = [parcel({ deliveredAt: 5 }), parcel({ trackingNumber: "T2", deliveredAt: 9 })];
    expect(deliveryOf(anOrder(), both)).to.include({ phase: "delivered", isDelivered: true, deliveredAt: 9 });
  });

  it("follows the parcel that is still underway", () => {
    const mixed = [parcel({ deliveredAt: 5 }), parcel({ trackingNumber: "T2" })];
    expect(deliveryOf(anOrder(), mixed)).to.include({
      phase: "underway",
      isDelivered: false,
      deliveredAt: null,
      trackingNumber: "T2",
    });
  });

  it("is not there while a part was not sent, and never for a cancelled order without parcels", () => {
    const arrived = [parcel({ deliveredAt: 5 })];
    expect(deliveryOf(anOrder({ fulfillmentStatus: "partial" }), arrived).isDelivered).to.equal(false);
    expect(deliveryOf(anOrder({ fulfillmentStatus: "unfulfilled" }), []).phase).to.equal("unfulfilled");
    expect(deliveryOf(anOrder(), []).phase).to.equal("underway");
    expect(deliveryOf(anOrder({ cancelledAt: 3 }), []).phase).to.equal("cancelled");
  });
});

describe("what people read of an order", () => {
  it("names the payment by its last four signs only", () => {
    expect(paymentHint("credit_card", "credit_card_4998749")).to.equal("credit card ••8749");
    expect(paymentHint("paypal", "")).to.equal("paypal");
    expect(paymentHint("", "12")).to.equal("");
    expect(paymentHint("alipay", "2026-0042-")).to.equal("alipay ••0042");
  });

  it("writes an address in one line, and none as nothing", () => {
    const address = {
      name: "Mei Tanaka",
      line1: "1 Harbour Road",
      line2: "",
      city: "Shanghai",
      province: "",
      zip: "200000",
      country: "CN",
      phone: "",
    };
    expect(addressText(address)).to.equal("Mei Tanaka, 1 Harbour Road, 200000 Shanghai, CN");
    expect(addressText(null)).to.equal("");
  });

  it("counts stock less what is promised, and not where the shop does not count", () => {
    expect(availableStock({ stock: 3, reserved: 2 })).to.equal(1);
    expect(availableStock({ stock: null, reserved: 2 })).to.equal(null);
  });
});
