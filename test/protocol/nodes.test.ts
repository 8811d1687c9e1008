import { expect } from "chai";
import { systemClock } from "../../backend/core/clock.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { sendMessage } from "../../backend/desk/send-message.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { answerOf, codeOf, collect, connected, send, watchAs, widgetAt } from "../support/clients.ts";
import { onServices } from "../support/database.ts";
import type { Node } from "../support/frontline.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Pushed {
  entries: { seq: number; kind: string; body: { text?: string } }[];
}
const texts = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) =>
    entries.flatMap(({ body }) => (body.text === undefined ? [] : [body.text])),
  );

describe("a line whose node dies before it publishes", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });

  it("reaches every open client within seconds, in each one's own projection", async () => {
    const { ticketId } = await invitedTicket(live.scene);
    const clients = [
      await live.consoleOf("agent"),
      await live.widgetOf("shopper"),
      await live.consoleOf("invited"),
    ];
    const heard = clients.map((client) => collect<Pushed>(client, "entries"));
    for (const client of clients) await watchAs(client, ticketId, null);
    // Commits to the same database, and tells nobody: what a node has done that is killed after its commit.
    const dying = createExecutor({
      database: live.app.database,
      clock: systemClock,
      log: createLog("silent"),
      metrics: createMetrics(),
      loadActors,
      publish: () => undefined,
      wake: () => undefined,
    });
    const input = { ticketId, text: "last words", photoIds: [] };
    await dying.execute(sendMessage, input, { caller: live.scene.callers.agent, commandId: newId() });
    for (const each of heard) await each.until((pushed) => texts(pushed).includes("last words"));
  });
});

onServices("two nodes", () => {
  let live: LiveScene;
  let other: Node;
  useScene(startLiveScene, async (started) => {
    live = started;
    other = await live.startNode();
  });
  afterEach(() => live.closeClients());

  it("carry a line from the shopper of one to the agent of the other", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent", other.url);
    const heard = collect<Pushed>(agent, "entries");
    await watchAs(agent, ticketId, null);
    const widget = await live.widgetOf("shopper");
    answerOf(await send(widget, "message.send", { ticketId, text: "across", photoIds: [] }));
    await heard.until((pushed) => texts(pushed).includes("across"));
  });

  it("answer a command that is sent to both of them once, with one answer", async () => {
    const { ticketId } = await openTicket(live.scene);
    const bearer = await live.shopperBearer("shopper");
    const here = await connected(widgetAt(live.url, bearer));
    const there = await connected(widgetAt(other.url, bearer));
    const id = newId();
    const input = { ticketId, text: "twice", photoIds: [] };
    const answers = await Promise.all(
      [here, there, here, there].map((client) => send(client, "message.send", input, id)),
    );
    expect(new Set(answers.map((each) => JSON.stringify(answerOf(each)))).size).to.equal(1);
    const seen = answerOf(await watchAs(await live.consoleOf("agent"), ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    const said = seen.view.entries.filter(
      (entry) => entry.kind === "message.sent" && entry.body.text === "twice",
    );
    expect(said.length).to.equal(1);
    here.close();
    there.close();
  });

  it("end a right on both", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited", other.url);
    const ended = collect<{ ticketId: string }>(member, "ended");
    await watchAs(member, ticketId, null);
    await runAs(live.scene, "agent", "escalation.withdraw", { escalationId });
    await ended.until((pushed) => pushed.length > 0);
    expect(codeOf(await watchAs(member, ticketId, null))).to.equal("not_found");
  });

  it("number the lines of one ticket without a gap while both write to it", async () => {
    const { ticketId } = await openTicket(live.scene);
    const here = await live.widgetOf("shopper");
    const there = await live.consoleOf("agent", other.url);
    const lines = Array.from({ length: 40 }, (_, index) => index);
    const results = await Promise.all(
      lines.map((index) =>
        send(index % 2 === 0 ? here : there, "message.send", {
          ticketId,
          text: `line ${index}`,
          photoIds: [],
        }),
      ),
    );
    expect(results.every((each) => each.ok)).to.equal(true);
    const seen = answerOf(await watchAs(there, ticketId, null));
    if (seen.kind !== "snapshot") throw new Error("asked for a snapshot");
    expect(seen.view.entries.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: seen.view.seq }, (_, index) => index + 1),
    );
  });

  it("let shoppers go on with the one when the other is drained", async () => {
    const third = await live.startNode();
    const { ticketId } = await openTicket(live.scene);
    const bearer = await live.shopperBearer("shopper");
    const client = await connected(widgetAt(third.url, bearer));
    const leaving = collect<{ reconnectWithinMs: number }>(client, "leaving");
    await third.stop();
    await leaving.until((pushed) => pushed.length > 0);
    const back = await connected(widgetAt(live.url, bearer));
    expect(codeOf(await send(back, "message.send", { ticketId, text: "moved", photoIds: [] }))).to.equal(
      "done",
    );
    back.close();
  });
});
