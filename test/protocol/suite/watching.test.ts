import { expect } from "chai";
import { resumePage } from "../../../backend/contract/sockets.ts";
import { newId } from "../../../backend/core/ids.ts";
import {
  answerOf,
  codeOf,
  collect,
  send,
  type WidgetClient,
  watchAs,
  widgetAt,
} from "../../support/clients.ts";
import { needsStaff, openTicket, type Pushed, sayAll, seqsOf, textsOf } from "./situation.ts";
import { openTarget, type Target } from "./target.ts";

const watchedAtMost = 30;

describe("protocol: watching", () => {
  let target: Target;
  let bearer: string;
  let widget: WidgetClient;
  let ticketId: string;
  before(async () => {
    target = await openTarget();
  });
  beforeEach(async () => {
    ({ bearer, widget } = await target.shopper());
    ticketId = await openTicket(widget);
  });
  afterEach(() => target.closeClients());
  after(() => target.stop());

  const again = () => target.keep(widgetAt(target.url, bearer, { origin: target.origin }));

  it("begins with a snapshot, marks beside it, and goes on with every line in its order", async () => {
    const heard = collect<Pushed>(widget, "entries");
    const first = answerOf(await watchAs(widget, ticketId, null));
    if (first.kind !== "snapshot") throw new Error("asked for a snapshot");
    expect(first.view).to.include({ ticketId, status: "open" });
    expect(first.view.entries.at(-1)?.seq).to.equal(first.view.seq);
    expect(first.marks).to.have.all.keys("shopperSeenSeq", "staffSeenSeq");
    await sayAll(await again(), ticketId, ["one", "two", "three"]);
    await heard.until((pushed) => textsOf(pushed).length === 3);
    expect(seqsOf(heard.seen)).to.deep.equal([1, 2, 3].map((step) => first.view.seq + step));
  });

  it("counts the shopper's lines without a gap, whatever staff writes between them", async function () {
    const agent = await target.console(await needsStaff(target, this).makeAgent());
    const heard = collect<Pushed>(widget, "entries");
    const first = answerOf(await watchAs(widget, ticketId, null));
    const from = first.kind === "snapshot" ? first.view.seq : 0;
    for (const text of ["a", "b", "c"]) {
      answerOf(await send(agent, "note.write", { ticketId, text: `inner ${text}`, photoIds: [] }));
      await sayAll(agent, ticketId, [text]);
    }
    await heard.until((pushed) => textsOf(pushed).length === 3);
    const numbers = seqsOf(heard.seen);
    expect(numbers).to.deep.equal(numbers.map((_number, index) => from + 1 + index));
    expect(JSON.stringify(heard.seen)).to.not.contain("inner");
  });

  it("gives what was missed after one line, exactly", async () => {
    const known = (await sayAll(widget, ticketId, ["known"])).at(-1) ?? 0;
    widget.close();
    const [missed] = await sayAll(await again(), ticketId, ["missed"]);
    const resumed = answerOf(await watchAs(await again(), ticketId, known));
    if (resumed.kind !== "entries") throw new Error("a snapshot came");
    expect(resumed.entries.map(({ seq }) => seq)).to.deep.equal([missed]);
    expect(resumed.head).to.equal(missed);
  });

  it(`gives ${resumePage} missed lines at once, and a fresh view in place of one more`, async () => {
    const known = (await sayAll(widget, ticketId, ["known"])).at(-1) ?? 0;
    await sayAll(
      widget,
      ticketId,
      Array.from({ length: resumePage }, (_, index) => `missed ${index}`),
    );
    const full = answerOf(await watchAs(await again(), ticketId, known));
    if (full.kind !== "entries") throw new Error("a snapshot came");
    expect(full.entries.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: resumePage }, (_, index) => known + 1 + index),
    );
    await sayAll(widget, ticketId, ["one more"]);
    const fresh = answerOf(await watchAs(await again(), ticketId, known));
    if (fresh.kind !== "snapshot") throw new Error("lines came");
    expect(fresh.view.seq).to.equal(known + resumePage + 1);
    const numbers = fresh.view.entries.map(({ seq }) => seq);
    expect(numbers).to.deep.equal(numbers.map((_seq, index) => fresh.view.seq - numbers.length + 1 + index));
  });

  it("gives nothing to who has everything, and a fresh view to who claims to have more", async () => {
    const head = (await sayAll(widget, ticketId, ["last"])).at(-1) ?? 0;
    const same = answerOf(await watchAs(widget, ticketId, head));
    expect(same).to.deep.include({ kind: "entries", entries: [], head });
    for (const after of [head + 1, 1_000_000_000, Number.MAX_SAFE_INTEGER])
      expect(answerOf(await watchAs(widget, ticketId, after)).kind).to.equal("snapshot");
  });

  it("reads a nonsensical `after` as none, or refuses it", async () => {
    for (const after of ["1", {}, [], true, -1, 0.5, -0.1]) {
      const answered = await watchAs(widget, ticketId, after as number);
      if (answered.ok && answered.answer.kind === "entries") {
        expect(answered.answer.entries.every(({ seq }) => seq > (after as number))).to.equal(true);
      }
    }
  });

  it("is refused for what is not one's own with the words of what does not exist", async () => {
    const stranger = await target.shopper();
    const theirs = await watchAs(stranger.widget, ticketId, null);
    expect(theirs).to.deep.equal(await watchAs(stranger.widget, newId(), null));
    expect(codeOf(theirs)).to.equal("not_found");
    const heard = collect<Pushed>(stranger.widget, "entries");
    await sayAll(widget, ticketId, ["private"]);
    await watchAs(stranger.widget, newId(), null);
    expect(heard.seen).to.deep.equal([]);
  });

  it("has an end with `unwatch`", async () => {
    const heard = collect<Pushed>(widget, "entries");
    const other = await openTicket(widget);
    await watchAs(widget, ticketId, null);
    widget.emit("unwatch", { ticketId });
    await watchAs(widget, other, null);
    await sayAll(widget, ticketId, ["unheard"]);
    await sayAll(widget, other, ["heard"]);
    await heard.until((pushed) => textsOf(pushed).includes("heard"));
    expect(textsOf(heard.seen)).to.deep.equal(["heard"]);
  });

  it(`is had of ${watchedAtMost} tickets at once by one widget, and no more until one is let go`, async () => {
    const tickets = [ticketId];
    while (tickets.length <= watchedAtMost) tickets.push(await openTicket(widget));
    const codes = [];
    for (const each of tickets) codes.push(codeOf(await watchAs(widget, each, null)));
    expect(codes).to.deep.equal([...Array(watchedAtMost).fill("done"), "busy"]);
    expect(codeOf(await watchAs(widget, ticketId, null))).to.equal("done");
    widget.emit("unwatch", { ticketId });
    expect(codeOf(await watchAs(widget, tickets.at(-1) ?? "", null))).to.equal("done");
  });
});
