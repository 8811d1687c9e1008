import { expect } from "chai";
import type { StaffEntry } from "../../backend/contract/entries.ts";
import { remove } from "../../backend/core/database/writes.ts";
import { newSecret } from "../../backend/core/ids.ts";
import { shopperSessions } from "../../backend/shop/storefront-tables.ts";
import { type Client, codeOf, collect, connected, consoleAt, watchAs, widgetAt } from "../support/clients.ts";
import { onServices } from "../support/database.ts";
import { dyingNode } from "../support/dying-node.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Pushed {
  ticketId: string;
  entries: StaffEntry[];
}
const textsOf = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.kind === "message.sent" || entry.kind === "note.written" ? [entry.body.text] : [],
    ),
  );
const says = (text: string) => (pushed: readonly Pushed[]) => textsOf(pushed).includes(text);

const gone = (client: Client) =>
  new Promise<void>((resolve) => {
    (client as { once(event: string, then: () => void): void }).once("disconnect", () => resolve());
  });

describe("what a node left unsaid that died after its commit", () => {
  let live: LiveScene;
  useScene(
    () => startLiveScene({ headsEveryMs: 300 }),
    (started) => {
      live = started;
    },
  );
  afterEach(() => live.closeClients());

  const words = (ticketId: string, text: string) => ({ ticketId, text, photoIds: [] });

  it("reaches the shopper though the next line is one that shoppers do not get", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    const heard = collect<Pushed>(widget, "entries");
    await watchAs(widget, ticketId, null);
    await dyingNode(live).run("agent", "message.send", words(ticketId, "unsaid"));
    await runAs(live.scene, "agent", "note.write", words(ticketId, "between us"));
    await heard.until(says("unsaid"));
    expect(JSON.stringify(heard.seen)).to.not.contain("between us");
  });

  it("reaches a client that opened the ticket before and one that opened it after", async () => {
    const { ticketId } = await openTicket(live.scene);
    const early = await live.consoleOf("agent");
    const heard = collect<Pushed>(early, "entries");
    await watchAs(early, ticketId, null);
    await dyingNode(live).run("shopper", "message.send", words(ticketId, "in between"));
    const late = await live.consoleOf("supervisor");
    expect(JSON.stringify(await watchAs(late, ticketId, null))).to.contain("in between");
    await heard.until(says("in between"));
  });

  it("is told to nobody who may not read it, and to nobody twice", async () => {
    const { ticketId } = await invitedTicket(live.scene);
    const { ticketId: another } = await openTicket(live.scene);
    const [agent, member] = [await live.consoleOf("agent"), await live.consoleOf("invited")];
    const strangers: Client[] = [await live.widgetOf("otherShopper"), await live.consoleOf("uninvited")];
    const overheard = strangers.map((client) => collect<Pushed>(client, "entries"));
    const [heard, partly] = [collect<Pushed>(agent, "entries"), collect<Pushed>(member, "entries")];
    for (const client of strangers)
      expect(codeOf(await watchAs(client, ticketId, null))).to.equal("not_found");
    for (const client of [agent, member]) await watchAs(client, ticketId, null);
    await watchAs(agent, another, null);
    const dying = dyingNode(live);
    await dying.run("agent", "remedy.request", {
      request: {
        remedy: "refund",
        ticketId,
        orderId: (await invitedOrder(ticketId)) ?? "",
        reason: "broken",
        amountMinor: 9000,
        currency: "CNY",
      },
      because: "a secret of the desk",
    });
    await heard.until((pushed) => JSON.stringify(pushed).includes("secret of the desk"));
    await partly.until((pushed) => JSON.stringify(pushed).includes("hidden"));
    // Whatever a round sends twice it has sent when the next round has sent something else.
    await dying.run("shopper", "message.send", words(another, "the next round"));
    await heard.until(says("the next round"));
    const seqs = heard.seen.flatMap((pushed) =>
      pushed.entries.map((entry) => `${pushed.ticketId} ${entry.seq}`),
    );
    expect(new Set(seqs).size).to.equal(seqs.length);
    expect(JSON.stringify(partly.seen)).to.not.contain("secret of the desk");
    expect(overheard.flatMap(({ seen }) => seen)).to.deep.equal([]);
  });

  const invitedOrder = async (ticketId: string) =>
    (
      await live.app.database.reader.sql<{ orderId: string }>(
        "SELECT `orderId` FROM `tickets` WHERE `id` = ?",
        [ticketId],
      )
    )[0]?.orderId;

  it("makes consoles ask again for what no entry carries", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    await watchAs(agent, ticketId, null);
    const changed = collect<{ topics: string[] }>(agent, "changed");
    await dyingNode(live).run("shopper", "message.send", words(ticketId, "unsaid"));
    await changed.until((pushed) => pushed.some(({ topics }) => topics.includes("queues")));
  });

  it("ends a department's right all the same", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited");
    const [heard, ended] = [
      collect<Pushed>(member, "entries"),
      collect<{ ticketId: string }>(member, "ended"),
    ];
    await watchAs(member, ticketId, null);
    await dyingNode(live).run("invited", "escalation.finish", { escalationId, result: "In stock" });
    await ended.until((pushed) => pushed.some((each) => each.ticketId === ticketId));
    await runAs(live.scene, "agent", "message.send", words(ticketId, "not for them"));
    expect(codeOf(await watchAs(member, ticketId, 0))).to.equal("not_found");
    expect(textsOf(heard.seen)).to.deep.equal([]);
  });

  it("ends sessions all the same: of who signed out, was shut out, was given another role", async () => {
    const dying = dyingNode(live);
    const change = async (isActive: boolean, role: string) => {
      const made = await live.make.makePerson("supervisor");
      const token = newSecret();
      await live.make.personCaller(made.personId, token);
      const closed = gone(await connected(consoleAt(live.url, token)));
      const { name } = made.person;
      await dying.run("admin", "person.change", {
        personId: made.personId,
        name,
        role,
        departmentIds: [],
        isActive,
      });
      return closed;
    };
    const unchanged = await live.consoleOf("supervisor");
    const leaving = gone(await live.consoleOf("agent"));
    await dying.run("agent", "session.end-all", {});
    await Promise.all([leaving, change(false, "supervisor"), change(true, "agent")]);
    expect(unchanged.connected).to.equal(true);
    // The scene's agent goes on with a session of their own.
    live.scene.callers.agent = await live.make.personCaller(live.scene.people.agent.personId);
  });

  it("ends a session of which the time is over", async () => {
    const token = newSecret();
    await live.make.personCaller(live.scene.people.agent.personId, token);
    const closed = gone(await connected(consoleAt(live.url, token)));
    await live.app.database.source.query(
      "UPDATE `staff_sessions` SET `expiresAt` = ? WHERE `expiresAt` > ?",
      [Date.now() - 1, Date.now()],
    );
    await closed;
    live.scene.callers.agent = await live.make.personCaller(live.scene.people.agent.personId);
    live.scene.callers.admin = await live.make.personCaller(live.scene.people.admin.personId);
  });
});

describe("staff whose right ended unsaid", () => {
  let live: LiveScene;
  useScene(
    // What finds it must not be the comparison of heads.
    () => startLiveScene({ headsEveryMs: 60_000 }),
    (started) => {
      live = started;
    },
  );

  it("hears nothing that is committed more than a second later", async () => {
    const { ticketId } = await openTicket(live.scene);
    const [agent, stays] = [await live.consoleOf("agent"), await live.consoleOf("supervisor")];
    const [heard, heardOn] = [collect<Pushed>(agent, "entries"), collect<Pushed>(stays, "entries")];
    for (const client of [agent, stays]) await watchAs(client, ticketId, null);
    await dyingNode(live).run("agent", "session.end-all", {});
    const endedAt = Date.now();
    const say = (text: string) =>
      runAs(live.scene, "shopper", "message.send", { ticketId, text, photoIds: [] });
    for (let count = 0; Date.now() <= endedAt + 1000; count++) await say(`within ${count}`);
    await say("a second later");
    await heardOn.until(says("a second later"));
    // Whatever was on its way to this socket has come before the answer to this question.
    if (agent.connected) await watchAs(agent, ticketId, null);
    expect(textsOf(heard.seen)).to.not.include("a second later");
    live.closeClients();
  });
});

onServices("a shopper who was signed out unsaid", () => {
  let live: LiveScene;
  useScene(
    () => startLiveScene({ headsEveryMs: 60_000 }),
    (started) => {
      live = started;
    },
  );

  it("hears nothing that is committed more than a second later, and is told to come back", async () => {
    const { ticketId } = await openTicket(live.scene);
    const { shopper } = live.scene.shoppers.shopper;
    const bearer = newSecret();
    const { sessionId } = (await live.make.shopperCaller(shopper, bearer)) as { sessionId: string };
    const [leaves, stays] = [await connected(widgetAt(live.url, bearer)), await live.widgetOf("shopper")];
    const closed = gone(leaves);
    const [heard, heardOn] = [collect<Pushed>(leaves, "entries"), collect<Pushed>(stays, "entries")];
    for (const client of [leaves, stays]) await watchAs(client, ticketId, null);
    await live.app.database.transact(async (tx) => tx.apply([remove(shopperSessions, { id: sessionId })]));
    const endedAt = Date.now();
    const say = (text: string) =>
      runAs(live.scene, "agent", "message.send", { ticketId, text, photoIds: [] });
    for (let count = 0; Date.now() <= endedAt + 1000; count++) await say(`within ${count}`);
    await say("a second later");
    await heardOn.until(says("a second later"));
    await closed;
    expect(textsOf(heard.seen)).to.not.include("a second later");
    expect(stays.connected).to.equal(true);
    live.closeClients();
  });
});

describe("a person of two departments", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("reads on while one of them is invited, and no longer", async () => {
    const { scene } = live;
    const both = await live.make.makePerson("department", {
      departmentIds: [scene.warehouse.id, scene.quality.id],
    });
    const token = newSecret();
    await live.make.personCaller(both.personId, token);
    const { ticketId, escalationId } = await invitedTicket(scene);
    const open = { ticketId, question: "And now?", dueAt: Date.now() + 60_000 };
    const second = await runAs<{ escalationId: string }>(scene, "agent", "escalation.open", {
      ...open,
      departmentId: scene.quality.id,
    });
    const client = await connected(consoleAt(live.url, token));
    const [heard, ended] = [collect<Pushed>(client, "entries"), collect<object>(client, "ended")];
    await watchAs(client, ticketId, null);
    await runAs(scene, "agent", "escalation.withdraw", { escalationId });
    await runAs(scene, "agent", "message.send", { ticketId, text: "still theirs", photoIds: [] });
    await heard.until(says("still theirs"));
    expect(ended.seen).to.deep.equal([]);
    await runAs(scene, "agent", "escalation.withdraw", { escalationId: second.escalationId });
    await ended.until((pushed) => pushed.length === 1);
    await runAs(scene, "agent", "message.send", { ticketId, text: "no longer", photoIds: [] });
    expect(codeOf(await watchAs(client, ticketId, 0))).to.equal("not_found");
    expect(textsOf(heard.seen)).to.deep.equal(["still theirs"]);
    client.close();
  });
});
