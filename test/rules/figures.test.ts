import { expect } from "chai";
import fc from "fast-check";
import { dayIn, hour, minute } from "../../backend/core/clock.ts";
import { toCsv } from "../../backend/insight/figures-csv.ts";
import { bucketsOf, startOfDay, wholePeriod } from "../../backend/insight/figures-period.ts";
import {
  generatedNote,
  messengerSheet,
  outcomeSheet,
  trustSheet,
} from "../../backend/insight/figures-sheets.ts";
import { addWaits, noWaits, toWaits } from "../../backend/insight/figures-waiting.ts";

describe("the days of a figure", () => {
  const zones = [
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
  ];

  it("begin at the first instant of the calendar day in the storefront's zone", () => {
    const calendarDay = fc
      .integer({ min: 0, max: 3000 })
      .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 24 * hour).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...zones), calendarDay, (zone, day) => {
        const start = startOfDay(zone, day);
        expect(dayIn(zone, start)).to.equal(day);
        expect(dayIn(zone, start - 1) < day).to.equal(true);
      }),
      { numRuns: 400 },
    );
  });

  it("are 23 and 25 hours long where clocks are changed", () => {
    const lengthOf = (zone: string, day: string) => {
      const { startAt, endAt } = wholePeriod(zone, day, day);
      return (endAt - startAt) / hour;
    };
    expect(lengthOf("Europe/Berlin", "2026-03-29")).to.equal(23);
    expect(lengthOf("Europe/Berlin", "2026-10-25")).to.equal(25);
    expect(lengthOf("Asia/Shanghai", "2026-03-29")).to.equal(24);
    // Midnight itself is left out: the day begins at one.
    expect(lengthOf("Africa/Cairo", "2026-04-24")).to.equal(23);
  });

  it("fill the period without gap or overlap, weeks from Monday", () => {
    const buckets = bucketsOf("Europe/Berlin", "2026-03-25", "2026-04-07", "week");
    expect(buckets.map(({ from, to }) => [from, to])).to.deep.equal([
      ["2026-03-25", "2026-03-29"],
      ["2026-03-30", "2026-04-05"],
      ["2026-04-06", "2026-04-07"],
    ]);
    for (const [index, { endAt }] of buckets.slice(0, -1).entries()) {
      expect(buckets[index + 1]?.startAt).to.equal(endAt);
    }
    expect(bucketsOf("UTC", "2026-03-01", "2026-03-31", "day")).to.have.length(31);
  });
});

describe("waiting times", () => {
  const waited = (...minutes: number[]) =>
    minutes
      .map((each) => ({ byWaited: new Map([[each * minute, 1]]), waiting: 0, totalMs: each * minute }))
      .reduce(addWaits, noWaits());

  it("have a median and nine tenths that are waits which happened", () => {
    expect(toWaits(waited(5, 1, 3))).to.deep.equal({
      answered: 3,
      waiting: 0,
      medianMs: 3 * minute,
      p90Ms: 5 * minute,
      totalMs: 9 * minute,
    });
    expect(toWaits(waited(...Array.from({ length: 10 }, (_, index) => index + 1)))).to.include({
      medianMs: 5 * minute,
      p90Ms: 9 * minute,
    });
    expect(toWaits(noWaits())).to.include({ answered: 0, medianMs: null, p90Ms: null });
  });

  it("are the same however they were added up", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 })),
        fc.array(fc.integer({ min: 0, max: 20 })),
        (a, b) => {
          expect(toWaits(addWaits(waited(...a), waited(...b)))).to.deep.equal(toWaits(waited(...b, ...a)));
        },
      ),
    );
  });
});

describe("an exported sheet", () => {
  it("says behind its last row what of it was generated, where anything was", () => {
    expect(generatedNote({ generated: 0, of: 9 }, "en")).to.deep.equal([]);
    expect(generatedNote({ generated: 3, of: 9 }, "en")).to.deep.equal([
      ["3 of 9 cases were made by the demo's generator"],
    ]);
    expect(generatedNote({ generated: 3, of: 9 }, "zh-CN")).to.deep.equal([["9 例中有 3 例由演示数据生成"]]);
  });

  it("is UTF-8 that Excel knows, with text that no spreadsheet runs", () => {
    const csv = toCsv([
      ["Name", "名称"],
      ['=HYPERLINK("x")', 3],
      ["+1", -5],
      ["-x", null],
      ["@x", 0.5],
      ["\tx", 1],
      ['plain, "quoted"', 2],
    ]);
    expect(csv).to.equal(
      '\ufeffName,名称\r\n"\'=HYPERLINK(""x"")",3\r\n\'+1,-5\r\n\'-x,\r\n\'@x,0.5\r\n\'\tx,1\r\n"plain, ""quoted""",2\r\n',
    );
  });

  it("speaks the reader's language and counts money in major units", () => {
    const trust = {
      given: 3,
      unproven: 2,
      unprovenAmounts: { JPY: 500, CNY: 12850 },
      audited: 1,
      delivered: 0,
    };
    const outcomes = { delivered: {}, missing: {} } as never;
    const answer = {
      timeZone: "UTC",
      buckets: [{ from: "2026-03-02", to: "2026-03-08", figures: trust }],
      total: trust,
      groups: [
        { key: "late", name: "", figures: trust },
        { key: "", name: "", figures: trust },
      ],
      audit: outcomes,
    };
    expect(trustSheet(answer, { table: "time", by: "reason", locale: "zh-CN" })).to.deep.equal([
      [
        "起",
        "止",
        "已给予",
        "无照片给予",
        "无照片给予（CNY）",
        "无照片给予（JPY）",
        "抽查要求",
        "抽查已提供",
      ],
      ["2026-03-02", "2026-03-08", 3, 2, 128.5, 500, 1, 0],
    ]);
    const groups = trustSheet(answer, { table: "groups", by: "agent", locale: "en" });
    expect(groups[0]).to.deep.equal([
      "Agent",
      "Given",
      "Given without a photo",
      "Audits asked",
      "Audits delivered",
    ]);
    expect(
      trustSheet(answer, { table: "groups", by: "reason", locale: "en" }).map(([name]) => name),
    ).to.deep.equal(["Reason", "Late", "None"]);
  });

  it("says the messenger index as a share, and nothing of a week without cases", () => {
    const none = { cases: 0, carried: 0, asked: 0, relayed: 0, chased: 0 };
    const some = { cases: 8, carried: 3, asked: 2, relayed: 1, chased: 0 };
    const answer = {
      timeZone: "UTC",
      total: some,
      groups: [],
      buckets: [none, some].map((figures) => ({ from: "2026-03-02", to: "2026-03-08", figures })),
    };
    const rows = messengerSheet(answer, { table: "time", by: "agent", locale: "en" });
    expect(rows.slice(1).map((row) => row[4])).to.deep.equal([null, 37.5]);
    const empty = outcomeSheet(
      { timeZone: "UTC", total: {} as never, groups: [], buckets: [] },
      { table: "groups", by: "agent", locale: "en" },
    );
    expect(empty).to.have.length(1);
  });
});
