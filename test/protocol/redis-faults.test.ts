import { expect } from "chai";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { until } from "../chaos/processes.ts";
import { answerOf, codeOf, collect, send, watchAs } from "../support/clients.ts";
import { engine, redisServer } from "../support/database.ts";
import { dyingNode } from "../support/dying-node.ts";
import type { Node } from "../support/frontline.ts";
import { httpDesk } from "../support/http-desk.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { openTcpProxy, type TcpProxy, targetOf, throughProxy } from "../support/tcp-proxy.ts";
import { useScene } from "../support/use-scene.ts";

interface Pushed {
  entries: { seq: number; kind: string; body: { text?: string } }[];
}
const textsOf = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) =>
    entries.flatMap(({ body }) => (body?.text === undefined ? [] : [body.text])),
  );
const says = (text: string) => (pushed: readonly Pushed[]) => textsOf(pushed).includes(text);

const onServices = engine === "services" ? describe : describe.skip;

onServices("two nodes whose Redis goes away", () => {
  let proxy: TcpProxy;
  let live: LiveScene;
  let other: Node;
  before(async () => {
    proxy = await openTcpProxy(targetOf(redisServer, 6379));
    live = await startLiveScene({ redisUrl: throughProxy(redisServer, proxy), headsEveryMs: 500 });
    other = await live.startNode();
  });
  afterEach(() => {
    proxy.open();
    live.closeClients();
  });
  after(async () => {
    await live.stop();
    await proxy.close();
  });

  const words = (ticketId: string, text: string) => ({ ticketId, text, photoIds: [] });

  it("serve on: each its own clients at once, and those of the other within seconds", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    const [here, there] = [await live.consoleOf("agent"), await live.consoleOf("supervisor", other.url)];
    const [heardHere, heardThere] = [collect<Pushed>(here, "entries"), collect<Pushed>(there, "entries")];
    await watchAs(here, ticketId, null);
    await watchAs(there, ticketId, null);
    answerOf(await send(widget, "message.send", words(ticketId, "before")));
    await heardThere.until(says("before"));
    proxy.shut();
    answerOf(await send(widget, "message.send", words(ticketId, "without Redis")));
    // Pushed before the sender's acknowledgement was: nothing stands between commit and our own clients.
    await heardHere.until(says("without Redis"));
    await heardThere.until(says("without Redis"));
    proxy.open();
    answerOf(await send(widget, "message.send", words(ticketId, "after")));
    await heardThere.until(says("after"));
    const seqs = heardHere.seen.flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(seqs).to.deep.equal([...new Set(seqs)]);
  });

  it("end a right all the same, on both", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited", other.url);
    const [heard, ended] = [collect<Pushed>(member, "entries"), collect<object>(member, "ended")];
    await watchAs(member, ticketId, null);
    proxy.shut();
    await runAs(live.scene, "agent", "escalation.withdraw", { escalationId });
    await ended.until((pushed) => pushed.length > 0);
    await runAs(live.scene, "agent", "message.send", words(ticketId, "not for them"));
    expect(codeOf(await watchAs(member, ticketId, 0))).to.equal("not_found");
    expect(textsOf(heard.seen)).to.deep.equal([]);
  });

  it("make consoles ask again for what no entry carries, when it is back", async () => {
    const agent = await live.consoleOf("agent", other.url);
    const changed = collect<{ topics: string[] }>(agent, "changed");
    proxy.cutAll();
    await changed.until((pushed) => pushed.some(({ topics }) => topics.includes("approvals")));
  });

  it("notice a Redis that is silent and not gone, and let people in meanwhile", async function () {
    this.timeout(60_000);
    const agent = await live.consoleOf("agent", other.url);
    const changed = collect<{ topics: string[] }>(agent, "changed");
    const storefront = await live.app.database.reader.one(storefronts, { id: live.scene.storefrontId });
    const origin = storefront?.origins[0] ?? "";
    proxy.silence();
    // Each counts a limit in Redis.
    const desk = httpDesk(live.url);
    expect(await desk.openShopper(storefront?.key ?? "", origin)).to.be.a("string");
    // Both the line that tells and the one that listens were made anew.
    const isToldAnew = () => changed.seen.some(({ topics }) => topics.includes("approvals"));
    await until(isToldAnew, { withinMs: 40_000, what: "the line that listens" });
    const { ticketId } = await openTicket(live.scene);
    const heard = collect<Pushed>(agent, "entries");
    await watchAs(agent, ticketId, null);
    const widget = await live.widgetOf("shopper");
    answerOf(await send(widget, "message.send", words(ticketId, "heard again")));
    await heard.until(says("heard again"));
  });

  it("are drained in time", async function () {
    this.timeout(15_000);
    const third = await live.startNode();
    proxy.shut();
    const began = Date.now();
    await third.stop();
    expect(Date.now() - began).to.be.lessThan(9000);
  });
});

onServices("two nodes", () => {
  let live: LiveScene;
  let other: Node;
  useScene(
    () => startLiveScene({ headsEveryMs: 500 }),
    async (started) => {
      live = started;
      other = await live.startNode();
    },
  );
  afterEach(() => live.closeClients());

  const words = (ticketId: string, text: string) => ({ ticketId, text, photoIds: [] });

  it("send each line once to the clients of the other, round after round", async () => {
    const { ticketId } = await openTicket(live.scene);
    const { ticketId: another } = await openTicket(live.scene);
    const there = await live.consoleOf("agent", other.url);
    const heard = collect<Pushed & { ticketId: string }>(there, "entries");
    await watchAs(there, ticketId, null);
    await watchAs(there, another, null);
    const dying = dyingNode(live);
    for (const round of ["one", "two"]) {
      for (let count = 0; count < 20; count++) {
        await runAs(live.scene, "shopper", "message.send", words(ticketId, `${round} ${count}`));
      }
      // When a round of the comparison has sent this, it has looked at the other ticket too.
      await dying.run("shopper", "message.send", words(another, `end of ${round}`));
      await heard.until(says(`end of ${round}`));
    }
    const seqs = heard.seen.flatMap((pushed) => pushed.entries.map(({ seq }) => `${pushed.ticketId} ${seq}`));
    expect(seqs.length).to.equal(new Set(seqs).size);
    expect(textsOf(heard.seen).length).to.equal(42);
  });

  it("let nobody hear a line that was committed a second after their right had ended", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited", other.url);
    const agent = await live.consoleOf("agent", other.url);
    const stays = await live.consoleOf("supervisor", other.url);
    const heard = [member, agent].map((client) => collect<Pushed>(client, "entries"));
    const heardOn = collect<Pushed>(stays, "entries");
    for (const client of [member, agent, stays]) await watchAs(client, ticketId, null);
    const { person, personId } = live.scene.people.agent;
    const change = { personId, name: person.name, role: "department", departmentIds: [], isActive: true };
    await runAs(live.scene, "admin", "person.change", change);
    await runAs(live.scene, "supervisor", "escalation.withdraw", { escalationId });
    const endedAt = Date.now();
    let count = 0;
    while (Date.now() < endedAt + 1000) {
      await runAs(live.scene, "shopper", "message.send", words(ticketId, `within ${count++}`));
    }
    const late = "a second later";
    await runAs(live.scene, "shopper", "message.send", words(ticketId, late));
    await runAs(live.scene, "supervisor", "note.write", words(ticketId, late));
    await heardOn.until((pushed) => textsOf(pushed).filter((text) => text === late).length === 2);
    expect(heard.some(({ seen }) => says(late)(seen))).to.equal(false);
  });
});
