import { expect } from "chai";
import { Redis } from "ioredis";
import { ask, type Client, codeOf, collect, connected, consoleAt, watchAs } from "../support/clients.ts";
import { engine, redisServer } from "../support/database.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Pushed {
  ticketId: string;
  entries: { seq: number }[];
}

describe("a ticket that is opened and closed in haste", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  const say = (ticketId: string, text: string) =>
    runAs(live.scene, "shopper", "message.send", { ticketId, text, photoIds: [] });
  const unwatch = (client: Client, ticketId: string) =>
    (client as { emit(event: string, call: unknown): void }).emit("unwatch", { ticketId });

  for (const who of ["console", "widget"] as const) {
    const open = (): Promise<Client> =>
      who === "console" ? live.consoleOf("agent") : live.widgetOf("shopper");

    it(`is not heard of any more by a ${who} that closed it before it was answered`, async () => {
      const { ticketId } = await openTicket(live.scene);
      const [hasty, steady] = [await open(), await open()];
      const [overheard, heard] = [collect<Pushed>(hasty, "entries"), collect<Pushed>(steady, "entries")];
      const watched = watchAs(hasty, ticketId, null);
      unwatch(hasty, ticketId);
      expect(codeOf(await watched)).to.equal("done");
      await watchAs(steady, ticketId, null);
      await say(ticketId, "one");
      await heard.until((pushed) => pushed.length > 0);
      await ask(hasty, who === "console" ? "queue.counts" : "shopper.home");
      expect(overheard.seen).to.deep.equal([]);
    });

    it(`is heard of by a ${who} that opened it again at once`, async () => {
      const { ticketId } = await openTicket(live.scene);
      const client = await open();
      const heard = collect<Pushed>(client, "entries");
      const answers = [watchAs(client, ticketId, null)];
      for (let count = 0; count < 5; count++) {
        unwatch(client, ticketId);
        answers.push(watchAs(client, ticketId, null));
      }
      expect((await Promise.all(answers)).map(codeOf)).to.deep.equal(Array(6).fill("done"));
      await say(ticketId, "two");
      await heard.until((pushed) => pushed.length > 0);
    });
  }
});

const onServices = engine === "services" ? describe : describe.skip;

onServices("what travels between nodes", () => {
  it("holds no key of a session", async () => {
    const live = await startLiveScene();
    const other = await live.startNode();
    const said: string[] = [];
    const spy = new Redis(redisServer);
    await spy.psubscribe("*");
    spy.on(
      "pmessageBuffer",
      (_pattern: Buffer, _channel: Buffer, message: Buffer) => void said.push(message.toString("latin1")),
    );
    const { ticketId } = await openTicket(live.scene);
    const tokens = [await live.staffToken("agent"), await live.staffToken("supervisor")];
    const [here, there] = [
      await connected(consoleAt(live.url, tokens[0] ?? "")),
      await connected(consoleAt(other.url, tokens[1] ?? "")),
    ];
    const looking = collect<{ people: unknown[] }>(there, "looking");
    await watchAs(there, ticketId, null);
    await watchAs(here, ticketId, null);
    await looking.until((seen) => seen.some(({ people }) => people.length === 2));
    const all = said.join("\n");
    expect(all).to.contain(ticketId);
    for (const token of tokens) expect(all).to.not.contain(token);
    here.close();
    there.close();
    spy.disconnect();
    await live.stop();
  });
});
