import { expect } from "chai";
import type { StaffEntry } from "../../backend/contract/entries.ts";
import { resumePage } from "../../backend/contract/sockets.ts";
import { newId } from "../../backend/core/ids.ts";
import { answerOf, codeOf, collect, send, watchAs } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Pushed {
  ticketId: string;
  entries: StaffEntry[];
}
const seqs = (pushed: readonly Pushed[]) => pushed.flatMap(({ entries }) => entries.map(({ seq }) => seq));
const texts = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === "message.sent" ? [entry.body.text] : [])),
  );

describe("watching a ticket", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  const say = (ticketId: string, text: string) =>
    runAs<{ seq: number }>(live.scene, "shopper", "message.send", { ticketId, text, photoIds: [] });

  it("begins with a snapshot and goes on with what comes", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const heard = collect<Pushed>(agent, "entries");
    const first = answerOf(await watchAs(agent, ticketId, null));
    expect(first.kind).to.equal("snapshot");
    await say(ticketId, "one");
    await say(ticketId, "two");
    await heard.until((pushed) => texts(pushed).length === 2);
    expect(texts(heard.seen)).to.deep.equal(["one", "two"]);
    const seq = first.kind === "snapshot" ? first.view.seq : 0;
    expect(seqs(heard.seen)).to.deep.equal([seq + 1, seq + 2]);
  });

  it("gives what was missed after a known line, and no more", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const first = answerOf(await watchAs(agent, ticketId, null));
    agent.close();
    for (const text of ["one", "two", "three"]) await say(ticketId, text);
    const again = await live.consoleOf("agent");
    const seq = first.kind === "snapshot" ? first.view.seq : 0;
    const resumed = answerOf(await watchAs(again, ticketId, seq));
    if (resumed.kind !== "entries") throw new Error("a snapshot came");
    expect(resumed.entries.map((entry) => entry.seq)).to.deep.equal([seq + 1, seq + 2, seq + 3]);
    expect(resumed.head).to.equal(seq + 3);
  });

  it("gives a fresh view to a client that is further behind than a page, or ahead of us", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    for (let count = 0; count <= resumePage; count += 1)
      await send(widget, "message.send", message(ticketId, count));
    const agent = await live.consoleOf("agent");
    expect(answerOf(await watchAs(agent, ticketId, 1)).kind).to.equal("snapshot");
    expect(answerOf(await watchAs(agent, ticketId, 100_000)).kind).to.equal("snapshot");
    expect(answerOf(await watchAs(widget, ticketId, 0)).kind).to.equal("snapshot");
  });

  it("counts a shopper's lines without a gap, whatever staff writes between them", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    const heard = collect<Pushed>(widget, "entries");
    const first = answerOf(await watchAs(widget, ticketId, null));
    for (const text of ["a", "b", "c"]) {
      await runAs(live.scene, "agent", "note.write", { ticketId, text: `inner ${text}`, photoIds: [] });
      await runAs(live.scene, "agent", "message.send", { ticketId, text, photoIds: [] });
    }
    await heard.until((pushed) => texts(pushed).length === 3);
    const seq = first.kind === "snapshot" ? first.view.seq : 0;
    const numbers = seqs(heard.seen);
    expect(numbers).to.deep.equal(numbers.map((_number, index) => seq + 1 + index));
    expect(JSON.stringify(heard.seen)).to.not.contain("inner");
  });

  it("shows a department that there is a line, and not what it says, where it may not look", async () => {
    const invited = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited");
    const heard = collect<Pushed>(member, "entries");
    await watchAs(member, invited.ticketId, null);
    await runAs(live.scene, "agent", "remedy.request", {
      request: {
        remedy: "refund",
        ticketId: invited.ticketId,
        orderId: invited.order.id,
        reason: "broken",
        amountMinor: 9000,
        currency: "CNY",
      },
      because: "a secret of the desk",
    });
    await heard.until((pushed) => JSON.stringify(pushed).includes("hidden"));
    expect(JSON.stringify(heard.seen)).to.not.contain("secret of the desk");
  });

  it("refuses strangers with the words of a ticket that does not exist", async () => {
    const { ticketId } = await openTicket(live.scene);
    const stranger = await live.widgetOf("otherShopper");
    const warehouse = await live.consoleOf("uninvited");
    const real = await watchAs(stranger, ticketId, null);
    const made = await watchAs(stranger, newId(), null);
    expect(codeOf(real)).to.equal("not_found");
    expect(real).to.deep.equal(made);
    expect(codeOf(await watchAs(warehouse, ticketId, null))).to.equal("not_found");
    for (const nonsense of ["", "x", "../../etc", "0".repeat(36)]) {
      expect(codeOf(await watchAs(stranger, nonsense, null))).to.equal("not_found");
    }
  });

  it("lets a stranger who tries again and again overhear nothing", async () => {
    const { ticketId } = await openTicket(live.scene);
    const stranger = await live.widgetOf("otherShopper");
    const heard = collect<Pushed>(stranger, "entries");
    let isSaid = false;
    const tries = Array.from({ length: 4 }, async () => {
      while (!isSaid) await watchAs(stranger, ticketId, null);
    });
    const widget = await live.widgetOf("shopper");
    for (let count = 0; count < 60; count++) await send(widget, "message.send", message(ticketId, count));
    isSaid = true;
    await Promise.all(tries);
    // Whatever was on its way to this socket has come before the answer to this question.
    await watchAs(stranger, ticketId, null);
    expect(heard.seen).to.deep.equal([]);
  });

  it("ends with unwatch", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const heard = collect<Pushed>(agent, "entries");
    await watchAs(agent, ticketId, null);
    agent.emit("unwatch", { ticketId });
    // The door takes one call after the other: when this is answered, the one before it has been heard.
    const other = await openTicket(live.scene);
    await watchAs(agent, other.ticketId, null);
    await say(ticketId, "unheard");
    await say(other.ticketId, "heard");
    await heard.until((pushed) => texts(pushed).includes("heard"));
    expect(texts(heard.seen)).to.deep.equal(["heard"]);
  });
});

const message = (ticketId: string, count: number) => ({ ticketId, text: `line ${count}`, photoIds: [] });
