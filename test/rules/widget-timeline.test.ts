import { expect } from "chai";
import type { Shown } from "../../backend/contract/command-outbox.ts";
import type { PublicKind, ShopperEntry } from "../../backend/contract/entries.ts";
import type { ShopperRemedyView, ShopperTicketView } from "../../backend/contract/views.ts";
import { timelineItems } from "../../widget/chat/views/timeline-items.ts";

const noon = new Date(2027, 2, 10, 12).getTime();
const minute = 60_000;

function entry<K extends PublicKind>(
  seq: number,
  kind: K,
  body: Extract<ShopperEntry, { kind: K }>["body"],
  over: { at?: number; by?: "shopper" | "agent" } = {},
): ShopperEntry {
  const by = over.by === "agent" ? { kind: "agent", name: "Lin" } : { kind: "shopper", name: "Mei" };
  return { ticketId: "t", seq, at: over.at ?? noon + seq * minute, by, kind, body } as ShopperEntry;
}
const message = (seq: number, over: { at?: number; by?: "shopper" | "agent" } = {}) =>
  entry(seq, "message.sent", { text: `m${seq}`, photos: [], commandId: `c${seq}` }, over);

const view = (entries: ShopperEntry[], remedies: ShopperRemedyView[] = []): ShopperTicketView => ({
  ticketId: "t",
  seq: entries.at(-1)?.seq ?? 0,
  status: "open",
  assigneeName: null,
  orderNumber: null,
  remedies,
  rating: null,
  entries,
});
const remedy = (state: ShopperRemedyView["state"]): ShopperRemedyView => ({
  id: "r",
  remedy: "refund",
  state,
  amountMinor: 12_800,
  currency: "CNY",
  lines: [],
  terms: null,
  progress: null,
  hint: null,
  arrivesInDays: null,
  since: noon,
});
const pending = (id: string): Shown => ({
  id,
  name: "message.send",
  input: { ticketId: "t", text: id, photoIds: [] },
  lane: "t",
  at: noon,
  refusal: null,
  lease: null,
  stage: "sending",
});
const kinds = (items: ReturnType<typeof timelineItems>) => items.map(({ is }) => is);

describe("the conversation on the screen", () => {
  it("is parted by days", () => {
    const next = noon + 24 * 60 * minute;
    const items = timelineItems(view([message(1), message(2), message(3, { at: next })]), []);
    expect(kinds(items)).to.deep.equal(["day", "message", "message", "day", "message"]);
  });

  it("draws messages of one person that follow each other as one block", () => {
    const items = timelineItems(view([message(1), message(2), message(3, { by: "agent" }), message(14)]), []);
    const blocks = items.flatMap((item) => (item.is === "message" ? [[item.isFirst, item.isLast]] : []));
    expect(blocks).to.deep.equal([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it("shows a waiting message until the timeline has it, and as the same thing on the screen", () => {
    const waiting = timelineItems(view([message(1)]), [pending("c2")]);
    expect(kinds(waiting)).to.deep.equal(["day", "message", "pending"]);
    const told = timelineItems(view([message(1), message(2)]), [pending("c2")]);
    expect(kinds(told)).to.deep.equal(["day", "message", "message"]);
    expect(told.at(-1)?.key).to.equal(waiting.at(-1)?.key);
  });

  it("shows one card for a remedy, where it was first spoken of, in its present state", () => {
    const entries = [
      entry(1, "remedy.requested", { remedyId: "r", remedy: "refund" }),
      entry(2, "remedy.approved", {
        remedyId: "r",
        remedy: "refund",
        amountMinor: 12_800,
        currency: "CNY",
        lines: [],
        terms: null,
      }),
      entry(3, "remedy.paying", { remedyId: "r" }),
      entry(4, "remedy.settled", { remedyId: "r", hint: "card ••12", arrivesInDays: 3 }),
    ];
    const items = timelineItems(view(entries, [remedy("settled")]), []);
    expect(kinds(items)).to.deep.equal(["day", "remedy", "line"]);
    expect(items[1]).to.deep.include({ is: "remedy", remedy: remedy("settled") });
  });

  it("keeps the card of a remedy under way when its beginning is on an earlier page", () => {
    expect(kinds(timelineItems(view([message(200)], [remedy("paying")]), []))).to.deep.equal([
      "remedy",
      "day",
      "message",
    ]);
    expect(kinds(timelineItems(view([message(200)], [remedy("settled")]), []))).to.deep.equal([
      "day",
      "message",
    ]);
  });

  it("leaves the order to the claim that names it", () => {
    const attached = entry(1, "order.attached", { orderNumber: "#1", assurance: "verified" });
    const claim = entry(2, "claim.filed", {
      claimId: "c",
      orderNumber: "#1",
      lines: [],
      reason: "broken",
      wish: "refund",
      words: "",
      photos: [],
    });
    expect(kinds(timelineItems(view([attached, claim]), []))).to.deep.equal(["day", "claim"]);
    expect(kinds(timelineItems(view([attached, message(2)]), []))).to.deep.equal(["day", "line", "message"]);
  });
});
