import { expect } from "chai";
import fc from "fast-check";
import { stepped } from "../../agent-console/workbench/fields/stepped.ts";
import { keyedPoint, linePath, nearestIndex, pointAt } from "../../agent-console/workbench/frontier/curve.ts";
import { limitsIn, readLimit, writeLimit } from "../../agent-console/workbench/frontier/limit-ref.ts";
import { linearScale, roundTicks } from "../../agent-console/workbench/frontier/scale.ts";
import { amountsInWords, barShares } from "../../agent-console/workbench/replay/money-lists.ts";
import { newRule } from "../../agent-console/workbench/rules/new-rule.ts";

const points = [
  { limitMinor: 100, grantedAtOnce: 10, share: 0.5, givenMinor: 1000 },
  { limitMinor: 200, grantedAtOnce: 14, share: 0.7, givenMinor: 2000 },
  { limitMinor: 400, grantedAtOnce: 18, share: 0.9, givenMinor: 6000 },
];

describe("the curve of a limit", () => {
  it("scales there and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (from, width) => {
        const scale = linearScale([from, from + width], [40, 500]);
        expect(scale(from)).to.equal(40);
        expect(scale.invert(scale(from + width / 3))).to.be.closeTo(from + width / 3, 1e-6);
      }),
    );
    expect(linearScale([5, 5], [0, 10])(5)).to.equal(5);
  });

  it("has round ticks within its ends", () => {
    expect(roundTicks(0, 1000, 4)).to.deep.equal([0, 500, 1000]);
    expect(roundTicks(0.35, 0.95, 4).map((tick) => tick.toFixed(1))).to.deep.equal(["0.4", "0.6", "0.8"]);
    expect(roundTicks(7, 7, 4)).to.deep.equal([7]);
  });

  it("reads values between its points, and none beyond its ends", () => {
    expect(pointAt(points, 300)).to.deep.equal({
      limitMinor: 300,
      grantedAtOnce: 16,
      share: 0.8,
      givenMinor: 4000,
    });
    expect(pointAt(points, 50)?.share).to.equal(0.5);
    expect(pointAt(points, 9999)?.share).to.equal(0.9);
    expect(pointAt([], 1)).to.equal(null);
  });

  it("is gone along by keys and caught by the nearest point", () => {
    expect(keyedPoint("ArrowRight", points, 150)?.limitMinor).to.equal(200);
    expect(keyedPoint("ArrowLeft", points, 100)?.limitMinor).to.equal(100);
    expect(keyedPoint("End", points, 100)?.limitMinor).to.equal(400);
    expect(keyedPoint("Tab", points, 100)).to.equal(null);
    expect(
      nearestIndex(
        [
          { x: 0, y: 0 },
          { x: 10, y: 0 },
        ],
        { x: 6, y: 3 },
      ),
    ).to.equal(1);
    expect(
      linePath([
        { x: 0, y: 1 },
        { x: 2, y: 3 },
      ]),
    ).to.equal("M0.0 1.0 L2.0 3.0");
  });

  it("reads and moves the limit of a rule", () => {
    const rule = { ...newRule("00000000-0000-4000-8000-000000000001", "refund"), perOrder: { CNY: 100 } };
    const limit = { ruleId: rule.id, cap: "perOrder" as const, currency: "CNY" };
    expect(limitsIn([rule], "CNY")).to.deep.equal([limit]);
    expect(readLimit(writeLimit([rule], limit, 250), limit)).to.equal(250);
    expect(readLimit([rule], { ...limit, cap: "perCustomer" })).to.equal(null);
  });
});

describe("figures of the workbench", () => {
  it("step to the next round one", () => {
    expect([
      stepped(200, 1),
      stepped(205, 1),
      stepped(205, -1),
      stepped(100, -1),
      stepped(0, -1),
    ]).to.deep.equal([210, 210, 200, 99, 0]);
    expect(stepped(95, 1, 100)).to.equal(96);
  });

  it("never step the wrong way", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (value) => {
        expect(stepped(value, 1)).to.be.above(value);
        expect(stepped(value, -1)).to.be.below(value);
      }),
    );
  });

  it("say amounts per currency and draw bars by money only where there is one currency", () => {
    const money = (minor: number, currency: string) => `${currency} ${minor}`;
    expect(amountsInWords({ CNY: 5, USD: 9, EUR: 0 }, money)).to.equal("USD 9 + CNY 5");
    expect(amountsInWords({}, money)).to.equal(null);
    const row = (extra: Record<string, number>, count: number) => ({ extra, count });
    expect(barShares([row({ CNY: 10 }, 1), row({ CNY: 5 }, 9)])).to.deep.equal([1, 0.5]);
    expect(barShares([row({ CNY: 10 }, 3), row({ USD: 5 }, 9)])).to.deep.equal([1 / 3, 1]);
  });
});
