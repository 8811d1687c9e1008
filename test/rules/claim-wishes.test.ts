import { expect } from "chai";
import fc from "fast-check";
import { canGoBack, canReship, claimedLines, refundWorth, wishesFor } from "../../backend/claims/rules.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { lineWorths, type OrderWithLines, refundableMinor } from "../../backend/shop/orders/order-worth.ts";
import { soldOrder } from "../support/order-factory.ts";

const uncounted = () => null;

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

/** Two cups at 40.00 and a pot at 120.00, with 20.00 off, 10.00 tax and 6.00 shipping. */
const sold = (cups: object = {}, order: object = {}): OrderWithLines =>
  soldOrder(
    [
      { id: "cups", sku: "CUP", quantity: 2, unitPriceMinor: 4000, ...cups },
      { id: "pot", sku: "POT", quantity: 1, unitPriceMinor: 12_000 },
    ],
    { discountMinor: 2000, taxMinor: 1000, shippingMinor: 600, paidMinor: 19_600, ...order },
  );
const both = [
  { lineId: "cups", quantity: 2 },
  { lineId: "pot", quantity: 1 },
];

describe("claimed lines", () => {
  it("are named with their titles", () => {
    expect(claimedLines(sold(), [{ lineId: "cups", quantity: 1 }])).to.deep.equal([
      { lineId: "cups", title: "Glass kettle · 1.5 l", quantity: 1 },
    ]);
  });

  it("are refused when they are another order's, or more than was bought", () => {
    const wrong = refusalOf(() => claimedLines(sold(), [{ lineId: "other", quantity: 1 }]));
    expect([wrong.code, wrong.details]).to.deep.equal(["wrong_line", { lineId: "other" }]);
    const over = refusalOf(() => claimedLines(sold(), [{ lineId: "cups", quantity: 3 }]));
    expect([over.code, over.details]).to.deep.equal(["over_bought", { lineId: "cups", left: 2 }]);
  });

  it("may be claimed again after they were made good", () => {
    const again = sold({ refundedQuantity: 2, reshippedQuantity: 2 });
    expect(claimedLines(again, both)).to.have.length(2);
  });
});

describe("what a refund would come to", () => {
  it("has discount, tax and shipping in it", () => {
    expect(refundWorth(sold(), both)).to.equal(19_600);
    const worths = lineWorths(sold());
    expect(refundWorth(sold(), [{ lineId: "pot", quantity: 1 }])).to.equal(worths.get("pot"));
  });

  it("leaves out pieces that were refunded, and never passes what can go back", () => {
    expect(refundWorth(sold({ refundedQuantity: 2 }), [{ lineId: "cups", quantity: 2 }])).to.equal(0);
    expect(refundWorth(sold({}, { refundedMinor: 15_000, reservedMinor: 4000 }), both)).to.equal(600);
    expect(refundWorth(sold({}, { paidMinor: 0 }), both)).to.equal(0);
  });

  it("is between nothing and what is refundable, whatever was chosen and given back before", () => {
    const amount = fc.integer({ min: 0, max: 30_000 });
    const quantity = fc.integer({ min: 1, max: 2 });
    const before = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        quantity,
        before,
        (paidMinor, refundedMinor, reservedMinor, chosen, gone) => {
          const o = sold({ refundedQuantity: gone }, { paidMinor, refundedMinor, reservedMinor });
          const worth = refundWorth(o, [{ lineId: "cups", quantity: chosen }]);
          return worth >= 0 && worth <= refundableMinor(o.order) && worth <= (lineWorths(o).get("cups") ?? 0);
        },
      ),
    );
  });
});

describe("sending again", () => {
  const cups = [{ lineId: "cups", quantity: 2 }];

  it("is possible with stock, or where nobody counts", () => {
    expect(canReship(sold(), cups, uncounted)).to.equal(true);
    expect(canReship(sold(), cups, () => 2)).to.equal(true);
    expect(canReship(sold(), cups, () => 1)).to.equal(false);
    expect(canReship(sold(), cups, () => -1)).to.equal(false);
  });

  it("counts two lines of one article together", () => {
    const twice = soldOrder([
      { id: "a", sku: "CUP", quantity: 1 },
      { id: "b", sku: "CUP", quantity: 1 },
    ]);
    const lines = ["a", "b"].map((lineId) => ({ lineId, quantity: 1 }));
    expect(canReship(twice, lines, () => 1)).to.equal(false);
    expect(canReship(twice, lines, () => 2)).to.equal(true);
  });

  it("is not for downloads, cancelled orders, or what was sent again already", () => {
    expect(canReship(sold({ requiresShipping: false }), cups, uncounted)).to.equal(false);
    expect(canReship(sold({ reshippedQuantity: 1 }), cups, uncounted)).to.equal(false);
    expect(canReship(sold({}, { cancelledAt: 1 }), cups, uncounted)).to.equal(false);
  });
});

describe("wishes", () => {
  const names = (...args: Parameters<typeof wishesFor>) => wishesFor(...args).map((each) => each.wish);

  const cups = [{ lineId: "cups", quantity: 2 }];
  const neither = { canExchange: false, canReturn: false };

  it("offer what may go back where the shop does", () => {
    const both = { refundMinor: 500, currency: "CNY", canReship: false, canExchange: true, canReturn: true };
    expect(names("changed_mind", both)).to.deep.equal(["refund", "exchange", "return_refund", "talk"]);
    expect(names("changed_mind", { ...both, refundMinor: 0 })).to.deep.equal(["exchange", "talk"]);
  });

  it("let only what was sent and not made good before go back", () => {
    const sent = new Set(["cups"]);
    expect(canGoBack(sold(), cups, "broken", sent)).to.equal(true);
    expect(canGoBack(sold(), cups, "missing", sent)).to.equal(false);
    expect(canGoBack(sold(), cups, "broken", new Set())).to.equal(false);
    expect(canGoBack(sold({ refundedQuantity: 1 }), cups, "broken", sent)).to.equal(false);
    expect(canGoBack(sold({}, { cancelledAt: 1 }), cups, "broken", sent)).to.equal(false);
  });

  it("always leave a person to talk to", () => {
    expect(
      wishesFor("broken", { refundMinor: 500, currency: "CNY", canReship: true, ...neither }),
    ).to.deep.equal([
      { wish: "refund", amountMinor: 500, currency: "CNY" },
      { wish: "reship", amountMinor: null, currency: null },
      { wish: "talk", amountMinor: null, currency: null },
    ]);
    expect(names("broken", { refundMinor: 0, currency: "CNY", canReship: false, ...neither })).to.deep.equal([
      "talk",
    ]);
  });

  it("do not send again what the shopper no longer wants", () => {
    const wanted = names("changed_mind", { refundMinor: 500, currency: "CNY", canReship: true, ...neither });
    expect(wanted).to.deep.equal(["refund", "talk"]);
  });
});
