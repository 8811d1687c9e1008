import { expect } from "chai";
import { newId } from "../../../backend/core/ids.ts";
import { answerOf, codeOf, send, type WidgetClient, watchAs, widgetAt } from "../../support/clients.ts";
import { needsStaff, openTicket, sayAll, wordsIn } from "./situation.ts";
import { openTarget, type Target } from "./target.ts";

describe("protocol: commands", () => {
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

  async function timesSaid(text: string): Promise<number> {
    const seen = answerOf(await watchAs(widget, ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    return seen.view.entries.filter((entry) => entry.kind === "message.sent" && entry.body.text === text)
      .length;
  }

  it("are done once under one id, and a retry gets the first answer", async () => {
    const id = newId();
    const first = answerOf(await send(widget, "message.send", wordsIn(ticketId, "once"), id));
    await sayAll(widget, ticketId, ["between"]);
    expect(answerOf(await send(widget, "message.send", wordsIn(ticketId, "once"), id))).to.deep.equal(first);
    expect(await timesSaid("once")).to.equal(1);
  });

  it("are done once over another connection of the same session", async () => {
    const id = newId();
    const first = answerOf(await send(widget, "message.send", wordsIn(ticketId, "moved"), id));
    widget.close();
    widget = await again();
    expect(answerOf(await send(widget, "message.send", wordsIn(ticketId, "moved"), id))).to.deep.equal(first);
    expect(await timesSaid("moved")).to.equal(1);
  });

  it("are done once though they come over several connections at the same moment", async () => {
    const id = newId();
    const doors = [widget, await again(), await again()];
    const answers = await Promise.all(
      [...doors, ...doors].map((door) => send(door, "message.send", wordsIn(ticketId, "burst"), id)),
    );
    expect(new Set(answers.map((each) => JSON.stringify(answerOf(each)))).size).to.equal(1);
    expect(await timesSaid("burst")).to.equal(1);
  });

  it("are done once though they are repeated over HTTP", async () => {
    const id = newId();
    const first = answerOf(await send(widget, "message.send", wordsIn(ticketId, "by post"), id));
    const response = await fetch(`${target.url}/api/commands/message.send`, {
      method: "POST",
      headers: { "Content-Type": "application/json", authorization: `Bearer ${bearer}`, "Command-Id": id },
      body: JSON.stringify(wordsIn(ticketId, "by post")),
    });
    expect(await response.json()).to.deep.equal({ ok: true, answer: first });
    expect(await timesSaid("by post")).to.equal(1);
  });

  it("are refused under an id that was used for other words, or for another command", async () => {
    const id = newId();
    await send(widget, "message.send", wordsIn(ticketId, "first"), id);
    const others = [
      await send(widget, "message.send", wordsIn(ticketId, "second"), id),
      await send(widget, "ticket.see", { ticketId, seq: 1 }, id),
      await send(await again(), "message.send", wordsIn(ticketId, "second"), id),
    ];
    expect(others.map(codeOf)).to.deep.equal(Array(3).fill("command_id_reused"));
    expect(await timesSaid("second")).to.equal(0);
  });

  it("leave their id free when they are refused", async () => {
    const id = newId();
    expect(codeOf(await send(widget, "message.send", wordsIn(newId(), "free"), id))).to.equal("not_found");
    expect(codeOf(await send(widget, "message.send", wordsIn(ticketId, "free"), id))).to.equal("done");
  });

  it("are two where two shoppers use one id", async () => {
    const other = await target.shopper();
    const elsewhere = await openTicket(other.widget);
    const id = newId();
    expect(codeOf(await send(widget, "message.send", wordsIn(ticketId, "mine"), id))).to.equal("done");
    expect(codeOf(await send(other.widget, "message.send", wordsIn(elsewhere, "theirs"), id))).to.equal(
      "done",
    );
  });

  it("keep the order in which one person sent them", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const seqs = await sayAll(widget, ticketId, texts);
    expect(seqs).to.deep.equal(seqs.map((_seq, index) => (seqs[0] ?? 0) + index));
  });

  it("are refused to whoever may not, with the words of what does not exist", async () => {
    const stranger = await target.shopper();
    const theirs = await send(stranger.widget, "message.send", wordsIn(ticketId, "Hello?"));
    expect(theirs).to.deep.equal(await send(stranger.widget, "message.send", wordsIn(newId(), "Hello?")));
    expect(codeOf(theirs)).to.equal("not_found");
    expect(codeOf(await send(widget, "note.write", wordsIn(ticketId, "inner")))).to.equal("not_allowed");
  });

  it("are written by staff and shopper into one count", async function () {
    const agent = await target.console(await needsStaff(target, this).makeAgent());
    await Promise.all([
      sayAll(widget, ticketId, ["a", "b", "c", "d"]),
      sayAll(agent, ticketId, ["e", "f", "g", "h"]),
    ]);
    const seen = answerOf(await watchAs(agent, ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    expect(seen.view.entries.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: seen.view.seq }, (_, index) => index + 1),
    );
  });
});
