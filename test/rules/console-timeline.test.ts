import { expect } from "chai";
import { dueChoices, dueTime, localInput } from "../../agent-console/case/due-times.ts";
import { isMessage, photosOf, timelineItems } from "../../agent-console/conversation/timeline-items.ts";
import { calledName } from "../../agent-console/text/called-name.ts";
import { isTouched, topicsOf } from "../../agent-console/wire/topics.ts";
import type { Author, StaffEntry } from "../../backend/contract/entries.ts";

const mei: Author = { kind: "shopper", id: null, name: "Mei" };
const lin: Author = { kind: "agent", id: "lin", name: "Lin" };
const noon = new Date(2026, 2, 10, 12).getTime();
const minute = 60_000;

const message = (seq: number, at: number, by: Author, photoId?: string): StaffEntry => ({
  ticketId: "t",
  seq,
  publicSeq: seq,
  at,
  by,
  kind: "message.sent",
  body: {
    text: "x",
    photos: photoId === undefined ? [] : [{ id: photoId, width: 1, height: 1 }],
    commandId: String(seq),
  },
});
const hidden = (seq: number): StaffEntry => ({ ticketId: "t", seq, kind: "hidden" });

describe("the console's timeline", () => {
  it("puts a line before each day and joins what one hand writes in one go", () => {
    const items = timelineItems([
      message(1, noon, mei),
      message(2, noon + minute, mei),
      message(3, noon + 2 * minute, lin),
      message(4, noon + 20 * minute, lin),
      message(5, noon + 24 * 60 * minute, lin),
    ]);
    expect(items.map((item) => (item.kind === "message" ? item.isContinued : item.kind))).to.deep.equal([
      "day",
      false,
      true,
      false,
      false,
      "day",
      false,
    ]);
  });

  it("shows nothing of what is hidden from a department", () => {
    expect(timelineItems([hidden(1), message(2, noon, mei), hidden(3)])).to.have.length(2);
    expect(isMessage(hidden(1))).to.equal(false);
  });

  it("gathers every photo once, oldest first", () => {
    const photos = photosOf([message(1, noon, mei, "p1"), hidden(2), message(3, noon, lin, "p2")]);
    expect(photos.map(({ id }) => id)).to.deep.equal(["p1", "p2"]);
  });
});

describe("the console's small rules", () => {
  it("offer today as a due time only while its end is well ahead", () => {
    expect(dueChoices(noon)).to.include("dueToday");
    expect(dueChoices(new Date(2026, 2, 10, 17).getTime())).to.not.include("dueToday");
    expect(new Date(dueTime("dueTomorrow", noon)).getDate()).to.equal(11);
    expect(new Date(localInput(noon)).getTime()).to.equal(noon);
  });

  it("call people as they are called", () => {
    expect(calledName("Mei Tanaka")).to.equal("Mei");
    expect(calledName("林小雨")).to.equal("林小雨");
    expect(calledName(null)).to.equal(null);
    expect(calledName("  ")).to.equal(null);
  });

  it("know which answers a change makes old", () => {
    const headroom = topicsOf("remedy.headroom", {
      ticketId: "t",
      orderId: "o",
      remedy: "refund",
      reason: "broken",
    });
    expect(isTouched(headroom, new Set(["headroom:o"]))).to.equal(true);
    expect(isTouched(headroom, new Set(["headroom:other"]))).to.equal(false);
    expect(isTouched(headroom, new Set(["policy:whichever"]))).to.equal(true);
    expect(isTouched(topicsOf("policy.read", { storefrontId: "s" }), new Set(["policy:other"]))).to.equal(
      false,
    );
    expect(isTouched(topicsOf("queue.counts", {}), new Set(["queues"]))).to.equal(true);
  });
});
