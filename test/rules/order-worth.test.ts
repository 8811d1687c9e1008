import { expect } from "chai";
import fc from "fast-check";
import { Refusal } from "../../backend/core/refusal.ts";
import {
  goodsWorth,
  lineRefs,
  lineWorths,
  type OrderWithLines,
  refundableMinor,
  unitWorths,
  worthOfLines,
} from "../../backend/shop/orders/order-worth.ts";
import { anOrder, soldOrder } from "../support/order-factory.ts";

const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

/** Orders with quantities over 1, discounts of lines and order, tax and shipping, in 0, 2 and 3 digits. */
const anyOrder: fc.Arbitrary<OrderWithLines> = fc
  .record({
    currency: fc.constantFrom("JPY", "CNY", "USD", "KWD"),
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 9 }),
        unitPriceMinor: fc.integer({ min: 0, max: 500_000 }),
        off: fc.double({ min: 0, max: 1, noNaN: true }),
        requiresShipping: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    off: fc.double({ min: 0, max: 1, noNaN: true }),
    shippingMinor: fc.nat(20_000),
    taxMinor: fc.nat(50_000),
  })
  .map(({ lines, off, ...order }) => {
    const priced = lines.map(({ off: share, ...line }) => ({
      ...line,
      discountMinor: Math.floor(share * line.quantity * line.unitPriceMinor),
    }));
    const goods = sum(priced.map((line) => line.quantity * line.unitPriceMinor - line.discountMinor));
    return soldOrder(priced, { ...order, discountMinor: Math.floor(off * goods) });
  });

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Refusal ? { [error.code]: error.details } : error;
  }
}

describe("order worth", () => {
  it("all pieces together are worth the order's total", () => {
    fc.assert(
      fc.property(anyOrder, (o) => sum([...unitWorths(o).values()].flat()) === o.order.totalMinor),
      { numRuns: 500 },
    );
  });

  it("also where a gift card took part of tax and shipping, and the total is below them", () => {
    const o = soldOrder([{ quantity: 2, unitPriceMinor: 500 }, { unitPriceMinor: 300 }], {
      shippingMinor: 900,
      totalMinor: 700,
    });
    expect(sum([...unitWorths(o).values()].flat())).to.equal(700);
  });

  it("every line has as many worths as pieces, none below nothing", () => {
    fc.assert(
      fc.property(anyOrder, (o) => {
        const worths = unitWorths(o);
        return o.lines.every((line) => {
          const pieces = worths.get(line.id) ?? [];
          return pieces.length === line.quantity && pieces.every((worth) => worth >= 0);
        });
      }),
    );
  });

  it("pieces of one line differ by one minor unit at most", () => {
    fc.assert(
      fc.property(anyOrder, (o) =>
        [...unitWorths(o).values()].every((pieces) => Math.max(...pieces) - Math.min(...pieces) <= 6),
      ),
    );
  });

  it("gives goods that are not shipped no share of the shipping", () => {
    const o = soldOrder(
      [
        { unitPriceMinor: 1000, requiresShipping: false },
        { unitPriceMinor: 1000, requiresShipping: true },
      ],
      { shippingMinor: 500 },
    );
    expect([...lineWorths(o).values()]).to.deep.equal([1000, 1500]);
  });

  it("allocates discount, tax and shipping as a person would with pencil and paper", () => {
    const o = soldOrder(
      [
        { quantity: 2, unitPriceMinor: 12_800, discountMinor: 1600 },
        { quantity: 1, unitPriceMinor: 6000 },
      ],
      { discountMinor: 3000, taxMinor: 1350, shippingMinor: 1000 },
    );
    // Nets 24,000 and 6,000: four fifths and one fifth of everything.
    expect([...unitWorths(o).values()]).to.deep.equal([[11_740, 11_740], [5870]]);
    expect(o.order.totalMinor).to.equal(29_350);
  });
});

describe("order worth: refunds by lines", () => {
  /** A series of refunds of chosen lines, each within what is left of them. */
  const anySeries = fc.tuple(anyOrder, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }));

  it("however the pieces are given back, never more than the total; all of them, exactly the total", () => {
    fc.assert(
      fc.property(anySeries, ([o, picks]) => {
        let current = o;
        let given = 0;
        const giveBack = (lineId: string, quantity: number) => {
          given += worthOfLines(current, [{ lineId, quantity }]);
          const lines = current.lines.map((line) =>
            line.id === lineId ? { ...line, refundedQuantity: line.refundedQuantity + quantity } : line,
          );
          current = { ...current, lines };
        };
        for (const pick of picks) {
          const line = current.lines[pick % current.lines.length];
          const left = line === undefined ? 0 : line.quantity - line.refundedQuantity;
          if (line === undefined || left === 0) continue;
          giveBack(line.id, 1 + (pick % left));
          if (given > o.order.totalMinor) return false;
        }
        for (const line of current.lines) {
          const left = line.quantity - line.refundedQuantity;
          if (left > 0) giveBack(line.id, left);
        }
        return given === o.order.totalMinor;
      }),
      { numRuns: 300 },
    );
  });

  it("one refund of several lines is worth as much as one refund each", () => {
    fc.assert(
      fc.property(anyOrder, (o) => {
        const all = o.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
        return worthOfLines(o, all) === sum(all.map((each) => worthOfLines(o, [each])));
      }),
    );
  });

  it("refuses a line of another order, and more pieces than are left", () => {
    const o = soldOrder([{ quantity: 3, unitPriceMinor: 100, refundedQuantity: 2 }]);
    expect(codeOf(() => worthOfLines(o, [{ lineId: "other", quantity: 1 }]))).to.deep.equal({
      wrong_line: { lineId: "other" },
    });
    expect(codeOf(() => worthOfLines(o, [{ lineId: "line-0", quantity: 2 }]))).to.deep.equal({
      over_bought: { lineId: "line-0", left: 1 },
    });
    expect(codeOf(() => goodsWorth(o, [{ lineId: "other", quantity: 1 }]))).to.deep.equal({
      wrong_line: { lineId: "other" },
    });
    expect(codeOf(() => lineRefs(o, [{ lineId: "other", quantity: 1 }]))).to.deep.equal({
      wrong_line: { lineId: "other" },
    });
  });

  it("a reshipment is worth what the pieces were sold for, refunded or not, and over again beyond the bought", () => {
    const o = soldOrder([{ quantity: 3, unitPriceMinor: 100, refundedQuantity: 3 }], { shippingMinor: 1 });
    expect(goodsWorth(o, [{ lineId: "line-0", quantity: 1 }])).to.equal(101);
    expect(goodsWorth(o, [{ lineId: "line-0", quantity: 3 }])).to.equal(301);
    expect(goodsWorth(o, [{ lineId: "line-0", quantity: 4 }])).to.equal(402);
  });

  it("names lines with their variant", () => {
    const o = soldOrder([{ unitPriceMinor: 100 }, { unitPriceMinor: 100, variant: "" }]);
    const chosen = o.lines.map((line) => ({ lineId: line.id, quantity: 1 }));
    expect(lineRefs(o, chosen).map((ref) => ref.title)).to.deep.equal([
      "Glass kettle · 1.5 l",
      "Glass kettle",
    ]);
  });
});

describe("refundable", () => {
  it("is what was paid less what went back and what is promised, at least nothing", () => {
    const paid = anOrder({ totalMinor: 1000, refundedMinor: 300, reservedMinor: 200 });
    expect(refundableMinor(paid)).to.equal(500);
    expect(refundableMinor({ ...paid, refundedMinor: 1200 })).to.equal(0);
    expect(refundableMinor({ ...paid, paidMinor: 0, refundedMinor: 0, reservedMinor: 0 })).to.equal(0);
  });
});
