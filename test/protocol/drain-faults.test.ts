import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { entries } from "../../backend/tickets/tables.ts";
import { codeOf, collect, send, watchAs } from "../support/clients.ts";
import { openDatabase } from "../support/database.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket, refundOf, runAs } from "../support/situations.ts";

describe("a drain under load", () => {
  it("answers each command truly: done is done, draining is not, and what was not answered at most once", async function () {
    this.timeout(30_000);
    const live: LiveScene = await startLiveScene();
    const { ticketId } = await openTicket(live.scene);
    const clients = [
      await live.consoleOf("agent"),
      await live.consoleOf("supervisor"),
      await live.widgetOf("shopper"),
    ];
    const answers = new Map<string, string>();
    let isOver = false;
    const talk = clients.flatMap((client) =>
      Array.from({ length: 10 }, async () => {
        while (!isOver && client.connected) {
          const text = newId();
          answers.set(text, "none");
          const answered = await send(client, "message.send", { ticketId, text, photoIds: [] }).catch(
            () => null,
          );
          if (answered !== null) answers.set(text, codeOf(answered));
        }
      }),
    );
    const heard = collect<unknown>(clients[0] as never, "entries");
    await watchAs(clients[0] as never, ticketId, null);
    await heard.until((pushed) => pushed.length > 20);
    const began = Date.now();
    await live.app.drain();
    expect(Date.now() - began).to.be.lessThan(9000);
    isOver = true;
    live.closeClients();
    await Promise.all(talk);

    const database = await openDatabase(live.place);
    const rows = await database.reader.many(entries, {
      where: { ticketId, kind: "message.sent" },
      take: 100_000,
    });
    await database.close();
    await live.place.remove();
    const stored = rows.map(({ body }) => (body as { text: string }).text);
    expect(new Set(stored).size).to.equal(stored.length);
    const there = new Set(stored);
    for (const [text, answer] of answers) {
      expect(answer).to.be.oneOf(["done", "draining", "none"]);
      if (answer !== "none") expect(there.has(text), answer).to.equal(answer === "done");
    }
    expect([...answers.values()]).to.include("done");
  });

  it("does not wait for a merchant that does not answer, and leaves its job to the next start", async function () {
    this.timeout(30_000);
    const asked: string[] = [];
    const merchant = createServer((request) => void asked.push(request.url ?? ""));
    merchant.listen(0, "127.0.0.1");
    await once(merchant, "listening");
    const live = await startLiveScene();
    const { port } = merchant.address() as AddressInfo;
    const webhook = { merchantAdapter: "webhook", merchantUrl: `http://127.0.0.1:${port}/pay` } as const;
    await live.make.save(update(storefronts, { id: live.scene.storefrontId }, webhook));
    const situation = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const leaving = collect<unknown>(agent, "leaving");
    const reached = once(merchant, "request");
    await runAs(live.scene, "agent", "remedy.grant", { request: refundOf(situation, 100) });
    await reached;
    const began = Date.now();
    const drained = live.app.drain();
    await leaving.until((pushed) => pushed.length > 0);
    expect(Date.now() - began).to.be.lessThan(3000);
    await drained;
    expect(Date.now() - began).to.be.lessThan(9000);
    merchant.closeAllConnections();
    merchant.close();
    const database = await openDatabase(live.place);
    const left = await database.reader.many(jobs, { where: { kind: "remedy.pay" }, take: 10 });
    await database.close();
    await live.place.remove();
    expect(left.length).to.equal(1);
    expect(asked.length).to.equal(1);
  });
});
