import { expect } from "chai";
import { newId } from "../../backend/core/ids.ts";
import { answerOf, codeOf, collect, connected, send, watchAs, widgetAt } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("a command over a bad line", () => {
  let live: LiveScene;
  let ticketId: string;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  beforeEach(async () => {
    ({ ticketId } = await openTicket(live.scene));
  });
  afterEach(() => live.closeClients());

  const words = (text: string) => ({ ticketId, text, photoIds: [] });

  async function linesSaying(text: string): Promise<number> {
    const agent = await live.consoleOf("agent");
    const seen = answerOf(await watchAs(agent, ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    return seen.view.entries.filter((entry) => entry.kind === "message.sent" && entry.body.text === text)
      .length;
  }

  it("is done once when it is sent again, and gets the first answer", async () => {
    const widget = await live.widgetOf("shopper");
    const id = newId();
    const first = answerOf(await send(widget, "message.send", words("once"), id));
    expect(answerOf(await send(widget, "message.send", words("once"), id))).to.deep.equal(first);
    expect(await linesSaying("once")).to.equal(1);
  });

  it("is done once when it comes ten times at the same moment", async () => {
    const widget = await live.widgetOf("shopper");
    const id = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(widget, "message.send", words("burst"), id)),
    );
    expect(new Set(answers.map((each) => JSON.stringify(answerOf(each)))).size).to.equal(1);
    expect(await linesSaying("burst")).to.equal(1);
  });

  it("is refused under an id that was used for other words", async () => {
    const widget = await live.widgetOf("shopper");
    const id = newId();
    await send(widget, "message.send", words("first"), id);
    expect(codeOf(await send(widget, "message.send", words("second"), id))).to.equal("command_id_reused");
    expect(await linesSaying("second")).to.equal(0);
  });

  it("is not lost with its acknowledgement: the same session sends it again over a new line", async () => {
    const bearer = await live.shopperBearer("shopper");
    const agent = await live.consoleOf("agent");
    const heard = collect<{ entries: { kind: string }[] }>(agent, "entries");
    await watchAs(agent, ticketId, null);
    const id = newId();
    const cut = await connected(widgetAt(live.url, bearer));
    const lost = send(cut, "message.send", words("over the edge"), id).catch(() => "no answer");
    await heard.until((pushed) => pushed.length > 0);
    cut.disconnect();
    await lost;
    const back = await connected(widgetAt(live.url, bearer));
    expect(codeOf(await send(back, "message.send", words("over the edge"), id))).to.equal("done");
    back.close();
    expect(await linesSaying("over the edge")).to.equal(1);
  });

  it("leaves the id free when it is refused", async () => {
    const widget = await live.widgetOf("shopper");
    const id = newId();
    const wrong = { ...words("free"), ticketId: newId() };
    expect(codeOf(await send(widget, "message.send", wrong, id))).to.equal("not_found");
    expect(codeOf(await send(widget, "message.send", words("free"), id))).to.equal("done");
  });

  it("keeps the order in which one person sent their lines", async () => {
    const widget = await live.widgetOf("shopper");
    const count = 50;
    await Promise.all(
      Array.from({ length: count }, (_, index) => send(widget, "message.send", words(`n${index}`))),
    );
    const agent = await live.consoleOf("agent");
    const seen = answerOf(await watchAs(agent, ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    const said = seen.view.entries.flatMap((entry) =>
      entry.kind === "message.sent" && /^n\d+$/.test(entry.body.text) ? [entry.body.text] : [],
    );
    expect(said).to.deep.equal(Array.from({ length: count }, (_, index) => `n${index}`));
  });

  it("is two commands where two people happen to use one id", async () => {
    const id = newId();
    const widget = await live.widgetOf("shopper");
    const agent = await live.consoleOf("agent");
    await send(widget, "message.send", words("mine"), id);
    expect(codeOf(await send(agent, "message.send", words("ours"), id))).to.equal("done");
    expect(await linesSaying("ours")).to.equal(1);
  });

  it("answers nonsense with a refusal, and goes on serving", async () => {
    const widget = await live.widgetOf("shopper");
    const raw = widget as unknown as {
      timeout(ms: number): { emitWithAck(...args: unknown[]): Promise<never> };
    };
    const nonsense = [
      null,
      7,
      "x",
      [],
      {},
      { name: "__proto__" },
      { name: "message.send" },
      { id: newId(), name: 4 },
    ];
    for (const call of nonsense) {
      expect(codeOf(await raw.timeout(5000).emitWithAck("command", call))).to.be.oneOf([
        "unknown_command",
        "malformed",
      ]);
    }
    (widget as unknown as { emit(...args: unknown[]): void }).emit("command");
    (widget as unknown as { emit(...args: unknown[]): void }).emit("watch", { ticketId }, "not a function");
    (widget as unknown as { emit(...args: unknown[]): void }).emit("typing", null);
    expect(codeOf(await send(widget, "message.send", words("still here")))).to.equal("done");
  });
});
