import { expect } from "chai";
import type { StaffEntry } from "../../backend/contract/entries.ts";
import { answerIn, attempt, bearerOf, cookieOf, freshId } from "../support/attacker.ts";
import { answerOf, ask, codeOf, send, watchAs } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("attacks by texts", () => {
  let live: LiveScene;
  let token: string;
  let bearer: string;
  useScene(startLiveScene, async (started) => {
    live = started;
    token = await live.staffToken("agent");
    bearer = await live.shopperBearer("shopper");
  });
  afterEach(() => live.closeClients());

  const query = (name: string, body: string | object) =>
    attempt(live.url, {
      path: `/api/queries/${name}`,
      body,
      headers: { "content-type": "application/json", ...cookieOf(token) },
    });

  it("come back as they were sent, in every alphabet, or whole where they were not", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    const texts = [
      "😀👩‍👩‍👧‍👦🇨🇳 四字节 𠮷 ﷽ Ǆ",
      "\u202eright to left\u202c שלום مرحبا",
      "nul \u0000 bell \u0007 end",
      "\\u0000 \\\\ ' \" ` %s #{x} {{x}} <b>&amp;",
      "a\u0301 ≠ á, ＡＢＣ, ｶﾞ",
      "😀".repeat(3999),
    ];
    for (const text of texts)
      expect(codeOf(await send(widget, "message.send", { ticketId, text, photoIds: [] }))).to.equal("done");
    await send(widget, "message.send", { ticketId, text: "half \ud83d", photoIds: [] });
    const agent = await live.consoleOf("agent");
    for (const client of [widget, agent]) {
      const resumed = answerOf(await watchAs(client, ticketId, null));
      if (resumed.kind !== "snapshot") throw new Error("not a snapshot");
      const said = (resumed.view.entries as StaffEntry[]).flatMap((entry) =>
        entry.kind === "message.sent" ? [entry.body.text] : [],
      );
      expect(said.slice(1, -1)).to.deep.equal(texts);
      expect(said.at(-1)).to.equal("half \ufffd");
    }
    const { tickets } = answerOf(
      await ask<{ tickets: { ticketId: string; preview: string }[] }>(agent, "queue.list", {
        queue: "all_open",
        limit: 100,
      }),
    );
    expect(tickets.find((each) => each.ticketId === ticketId)?.preview).to.equal("half \ufffd");
  });

  it("are cut for a preview between characters, and kept as names on one line and in one direction", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    await runAs(live.scene, "shopper", "message.send", {
      ticketId,
      text: `x${"😀".repeat(100)}`,
      photoIds: [],
    });
    const [row] = await live.make.reader.sql<{ preview: string }>(
      "SELECT `preview` FROM `tickets` WHERE `id` = ?",
      [ticketId],
    );
    expect(row?.preview).to.equal(`x${"😀".repeat(59)}`);
    const admin = await live.staffToken("admin");
    const name = "Ware\u202e\u0000\r\nSet-Cookie: a=b\u2066 house 仓库 🏭";
    const saved = await attempt(live.url, {
      path: "/api/commands/department.save",
      body: { departmentId: null, name },
      headers: { ...cookieOf(admin), ...freshId() },
    });
    const { departmentId } = answerIn<{ departmentId: string }>(saved);
    const [department] = await live.make.reader.sql<{ name: string }>(
      "SELECT `name` FROM `departments` WHERE `id` = ?",
      [departmentId],
    );
    expect(department?.name).to.equal("Ware   Set-Cookie: a=b house 仓库 🏭");
    const result = "Da 📦 \u0000 \ud83d 了";
    await runAs(live.scene, "invited", "escalation.finish", { escalationId, result });
    const [ended] = await live.make.reader.sql<{ result: string }>(
      "SELECT `result` FROM `escalations` WHERE `id` = ?",
      [escalationId],
    );
    expect(ended?.result).to.equal("Da 📦 \u0000 \ufffd 了");
  });

  it("find nothing by wildcards, statements or numbers that are none", async () => {
    await openTicket(live.scene);
    const search = async (text: unknown) => {
      const reply = await query("queue.list", { queue: "all_open", search: text, limit: 100 });
      return reply.code === "done" ? answerIn<{ tickets: unknown[] }>(reply).tickets.length : reply.code;
    };
    expect(await search("Mei")).to.be.greaterThan(0);
    for (const nothing of [
      "%",
      "_",
      "%%",
      "!%",
      "M_i",
      "M%",
      "\\%",
      "' OR 1=1 --",
      '"',
      "`",
      "1e309",
      "-9e9",
      "0x1",
      "NaN",
      "\u0001\u0000%",
      "[a-z]",
      "*",
    ]) {
      expect(await search(nothing), nothing).to.equal(0);
    }
    expect(await search("\u0000")).to.equal(await search(""));
    expect(await search("M\u0000")).to.equal(await search("M"));
    for (const wrong of [["Mei"], { like: "%" }, 7, null, "x".repeat(101)])
      expect(await search(wrong)).to.equal("malformed");
    for (const after of ["'", "1.x", "9".repeat(40), "1e5.x", "0.' OR 1=1"]) {
      const reply = await query("queue.list", { queue: "all_open", after });
      expect(reply.code, after).to.equal("done");
    }
    for (const limit of [0, -1, 101, 1.5, "5", null])
      expect((await query("queue.list", { queue: "all_open", limit })).code).to.equal("malformed");
  });

  it("find an order by its number in any script, and none by a number like it", async () => {
    const { order } = await live.scene.makeOrder();
    const attach = (orderNumber: string) =>
      attempt(live.url, {
        path: "/api/commands/order.attach",
        body: { ticketId: null, orderNumber, email: order.email },
        headers: { ...bearerOf(bearer), ...freshId() },
      });
    expect((await attach(`  ${order.number.toUpperCase()} \u202e`)).code).to.equal("done");
    for (const number of ["💥", "订单", "%", "_".repeat(8), "#", "' OR '1'='1", "\ud800"]) {
      expect((await attach(number)).code, number).to.equal("order_not_matched");
    }
  });
});
