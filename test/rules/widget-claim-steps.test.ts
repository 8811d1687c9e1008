import { expect } from "chai";
import type { ShopperOrder } from "../../backend/contract/queries/widget.ts";
import { isOnePiece, onlyLine, stepBefore, steps } from "../../widget/chat/claim/steps.ts";

const order = (...quantities: number[]): ShopperOrder => ({
  orderId: "o",
  number: "#1",
  orderedAt: 0,
  currency: "CNY",
  totalMinor: 100,
  isDelivered: true,
  deliveredAt: 0,
  carrier: null,
  trackingNumber: null,
  lines: quantities.map((quantity, index) => ({
    lineId: `l${index}`,
    title: "Cup",
    variant: "",
    quantity,
    worthMinor: 100,
  })),
});

describe("the steps of a claim", () => {
  it("leave out a choice with one option", () => {
    expect(steps([order(1)])).to.deep.equal(["what", "help"]);
    expect(steps([order(1), order(1)])).to.deep.equal(["order", "what", "help"]);
    expect(isOnePiece(order(1))).to.equal(true);
    expect(isOnePiece(order(2))).to.equal(false);
    expect(isOnePiece(order(1, 1))).to.equal(false);
  });

  it("choose the only line with all of its pieces, and nothing where there are several", () => {
    expect(onlyLine(order(3))).to.deep.equal([{ lineId: "l0", quantity: 3 }]);
    expect(onlyLine(order(1, 2))).to.deep.equal([]);
  });

  it("lead back the way they came, and out of the claim from the first", () => {
    const two = [order(1), order(1)];
    expect(stepBefore("help", two)).to.equal("what");
    expect(stepBefore("what", two)).to.equal("order");
    expect(stepBefore("order", two)).to.equal(null);
    expect(stepBefore("what", [order(1)])).to.equal(null);
  });
});
