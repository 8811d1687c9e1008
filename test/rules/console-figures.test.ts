import { expect } from "chai";
import fc from "fast-check";
import { durationText, percentText } from "../../agent-console/figures/figure-text.ts";
import { type Choice, daysBetween, periodOf, stepOf, todayIn } from "../../agent-console/figures/period.ts";
import {
  columnAt,
  labelledColumns,
  ticksUpTo,
  waitAt,
  waitHeight,
  waitTicks,
} from "../../agent-console/figures/plot-scale.ts";
import { dictionaries } from "../../agent-console/text/dictionaries.ts";

const minute = 60_000;

describe("a plot's scale", () => {
  it("reaches the highest value in few round steps", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (most) => {
        const ticks = ticksUpTo(most);
        expect(ticks[0]).to.equal(0);
        expect(ticks.at(-1)).to.be.at.least(most);
        expect(ticks.length).to.be.within(2, 5);
      }),
    );
    expect(ticksUpTo(20)).to.deep.equal([0, 10, 20]);
  });

  it("shows a wait of minutes beside one of a week", () => {
    const heights = waitTicks(6 * 24 * 60 * minute);
    expect(heights.map((height) => Math.round(waitAt(height) / minute))).to.deep.equal([
      1, 10, 60, 360, 1440, 10_080,
    ]);
    expect(waitHeight(0)).to.equal(0);
    expect(waitTicks(0).length).to.equal(2);
  });

  it("labels the last column and keeps the labels apart", () => {
    expect(labelledColumns(30, 600, 60)).to.deep.equal([2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
    expect(labelledColumns(3, 30, 60)).to.deep.equal([2]);
    expect(columnAt(-5, 100, 10)).to.equal(0);
    expect(columnAt(55, 100, 10)).to.equal(5);
    expect(columnAt(100, 100, 10)).to.equal(9);
  });
});

describe("the period of the figures", () => {
  const choice: Choice = { storefrontId: null, range: "7", from: "", to: "", step: "day", by: "reason" };

  it("ends today, by the storefront's calendar", () => {
    const now = Date.UTC(2026, 10, 22, 20);
    expect(todayIn("Asia/Shanghai", now)).to.equal("2026-11-23");
    expect(todayIn("America/New_York", now)).to.equal("2026-11-22");
    const period = periodOf(choice, "2026-11-23");
    expect(period).to.deep.equal({ from: "2026-11-17", to: "2026-11-23" });
    expect(daysBetween("2026-11-17", "2026-11-23")).to.equal(7);
  });

  it("is none where the typed days are not in order, or too far apart", () => {
    const typed = (from: string, to: string) =>
      periodOf({ ...choice, range: "custom", from, to }, "2026-11-23");
    expect(typed("2026-01-01", "2026-03-31")).to.deep.equal({ from: "2026-01-01", to: "2026-03-31" });
    for (const [from = "", to = ""] of [
      ["", ""],
      ["2026-02-01", ""],
      ["2026-02-02", "2026-02-01"],
      ["2020-01-01", "2026-01-01"],
    ]) {
      expect(typed(from, to)).to.equal(null);
    }
  });

  it("is cut into weeks where single days would be too many", () => {
    expect(stepOf(choice, { from: "2026-01-01", to: "2026-04-20" })).to.equal("day");
    expect(stepOf(choice, { from: "2026-01-01", to: "2026-04-21" })).to.equal("week");
  });
});

describe("the words of the figures", () => {
  it("say how long somebody waited in the two largest units", () => {
    const { en, "zh-CN": zh } = dictionaries;
    const said = [0, 41, 60, 185, 60 * 48, 60 * 172].map((minutes) => durationText(minutes * minute, en));
    expect(said).to.deep.equal(["0 min", "41 min", "1 h", "3 h 5 min", "2 d", "7 d 4 h"]);
    expect(durationText(185 * minute, zh)).to.equal("3 小时 5 分");
    expect(durationText(null, en)).to.equal("–");
  });

  it("say no share of nothing", () => {
    expect(percentText(0, 0, "en")).to.equal("–");
    expect(percentText(3, 8, "en")).to.equal("37.5%");
  });
});
