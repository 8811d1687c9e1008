import { expect } from "chai";
import fc from "fast-check";
import { instantOf, wallTime, zonedText, zoneName } from "../../agent-console/text/zone-time.ts";
import { withNewSchedule } from "../../agent-console/workbench/rules/evidence-phrases.ts";
import { newRule } from "../../agent-console/workbench/rules/new-rule.ts";

const iso = (wall: string, timeZone: string) => new Date(instantOf(wall, timeZone) ?? 0).toISOString();

describe("times in a storefront's zone", () => {
  it("are what its clocks show, wherever they are read", () => {
    const at = Date.parse("2026-11-11T16:00:00Z");
    expect(wallTime(at, "Asia/Shanghai")).to.equal("2026-11-12T00:00");
    expect(wallTime(at, "America/New_York")).to.equal("2026-11-11T11:00");
    expect(iso("2026-11-12T00:00", "Asia/Shanghai")).to.equal("2026-11-11T16:00:00.000Z");
    expect(iso("2026-11-12T00:00", "Asia/Kathmandu")).to.equal("2026-11-11T18:15:00.000Z");
    expect(zonedText(at, "Asia/Shanghai", "en-US")).to.equal("Nov 12, 2026, 00:00 GMT+8");
    expect(zoneName(at, "America/New_York", "en-US")).to.equal("EST");
  });

  it("come back as they were typed", () => {
    const zones = fc.constantFrom(
      "Asia/Shanghai",
      "America/New_York",
      "Europe/Berlin",
      "Australia/Lord_Howe",
    );
    const minutes = fc.integer({ min: 0, max: 20 * 365 * 24 * 60 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const at = Date.parse("2020-01-01T00:00:00Z") + minute * 60_000;
        const wall = wallTime(at, zone);
        // An hour that is shown twice is the first of both, never another.
        expect(wallTime(instantOf(wall, zone) ?? 0, zone)).to.equal(wall);
      }),
    );
  });

  it("go on where the clocks skip an hour, and are the first of two where they show one twice", () => {
    expect(iso("2026-03-29T02:30", "Europe/Berlin")).to.equal("2026-03-29T01:30:00.000Z");
    expect(iso("2026-10-25T02:30", "Europe/Berlin")).to.equal("2026-10-25T00:30:00.000Z");
    expect(instantOf("", "Europe/Berlin")).to.equal(null);
  });

  it("of a new schedule begin at the next midnight there", () => {
    const now = Date.parse("2026-11-11T18:00:00Z");
    const id = "00000000-0000-4000-8000-000000000002";
    const [there] = withNewSchedule(newRule(id, "refund"), {
      id,
      label: "Peak",
      now,
      timeZone: "Asia/Shanghai",
    }).schedules;
    expect(wallTime(there?.from ?? 0, "Asia/Shanghai")).to.equal("2026-11-13T00:00");
    expect(wallTime(there?.until ?? 0, "Asia/Shanghai")).to.equal("2026-11-27T00:00");
  });
});
