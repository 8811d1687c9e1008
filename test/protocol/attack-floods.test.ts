import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { Socket as Engine } from "engine.io-client";
import type { Socket } from "socket.io-client";
import { protocolVersion } from "../../backend/contract/sockets.ts";
import { newId } from "../../backend/core/ids.ts";
import { httpTimeouts } from "../../backend/edge/http/http-timeouts.ts";
import { attempt, bearerOf } from "../support/attacker.ts";
import { answerOf, ask, codeOf, collect, send, type WidgetClient, watchAs } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

const largestFrame = 256 * 1024;

/** Many calls at once, without waiting; the codes of their answers. */
async function flood(client: WidgetClient, event: string, count: number, call: unknown): Promise<string[]> {
  const socket = client as unknown as Socket;
  const calls = Array.from({ length: count }, () => socket.timeout(8000).emitWithAck(event, call));
  return (await Promise.all(calls)).map(codeOf);
}

describe("attacks by many and by much", () => {
  let live: LiveScene;
  let slow: Promise<number>[];
  useScene(startLiveScene, (started) => {
    live = started;
    // They take as long as our patience; all else is tried meanwhile.
    slow = ["GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", "POST /api/session HTTP/1.1\r\nContent-Le", ""].map(
      trickle,
    );
  });
  afterEach(() => live.closeClients());

  /** Milliseconds until the server hangs up on somebody who never comes to the end of a request. */
  function trickle(beginning: string): Promise<number> {
    const { hostname, port } = new URL(live.url);
    const from = performance.now();
    const socket = connect(Number(port), hostname, () => socket.write(beginning === "" ? "G" : beginning));
    const drip = setInterval(() => socket.write("a"), 500);
    socket.on("error", () => undefined);
    socket.resume();
    return new Promise((resolve) => {
      socket.once("close", () => {
        clearInterval(drip);
        resolve(performance.now() - from);
      });
    });
  }

  const served = async () => {
    const token = await live.staffToken("agent");
    const path = "/api/queries/desk.me";
    return (await attempt(live.url, { path, body: {}, headers: { cookie: `frontline_session=${token}` } }))
      .code;
  };

  it("refuse a socket's flood as rate_limited, serve others meanwhile, and it again when it is calm", async () => {
    const widget = await live.widgetOf("shopper");
    const other = await live.widgetOf("otherShopper");
    const flooded = flood(widget, "query", 5000, { name: "nothing", input: {} });
    expect(codeOf(await ask(other, "shopper.home"))).to.equal("done");
    const codes = await flooded;
    expect(codes.slice(0, 500).every((code) => code === "unknown_command")).to.equal(true);
    expect(codes).to.include("rate_limited");
    const refused = await ask(widget, "shopper.home");
    if (!refused.ok && refused.refusal.code === "rate_limited") {
      expect(refused.refusal.details.retryAfterSeconds).to.equal(1);
      expect(refused.refusal.message).to.match(/1/);
    }
    let code = codeOf(refused);
    while (code === "rate_limited") code = codeOf(await ask(widget, "shopper.home"));
    expect(code).to.equal("done");
  });

  it("hang up on a socket that does not listen to its refusals", async () => {
    const widget = await live.widgetOf("otherShopper");
    const closed = new Promise<string>((resolve) => {
      widget.once("disconnect", resolve);
    });
    for (let count = 0; count < 14_000; count++) widget.emit("unwatch", { ticketId: "" });
    expect(await closed).to.match(/transport|server/);
    expect(await served()).to.equal("done");
  });

  it("let nobody watch without end", async () => {
    const widget = await live.widgetOf("shopper");
    const tickets: string[] = [];
    for (let count = 0; count < 31; count++) {
      const { ticketId } = answerOf(
        await send<{ ticketId: string }>(widget, "ticket.open", { text: "Hi", photoIds: [] }),
      );
      tickets.push(ticketId);
    }
    const codes: string[] = [];
    for (const ticketId of tickets) codes.push(codeOf(await watchAs(widget, ticketId, null)));
    expect(codes.slice(0, 30)).to.deep.equal(Array(30).fill("done"));
    expect(codes[30]).to.equal("busy");
    for (let count = 0; count < 100; count++) {
      widget.emit("unwatch", { ticketId: tickets[0] ?? "" });
      widget.emit("watch", { ticketId: tickets[0] ?? "", after: null }, () => undefined);
    }
    expect(codeOf(await watchAs(widget, tickets[0] ?? "", null))).to.equal("done");
  });

  it("open one ticket no more often than a client that opens it, whose others are served meanwhile", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = await live.widgetOf("shopper");
    const other = await live.widgetOf("otherShopper");
    const codes = flood(widget, "watch", 1000, { ticketId, after: null });
    expect(codeOf(await ask(other, "shopper.home"))).to.equal("done");
    const answered = (await codes).filter((code) => code === "done");
    // A burst of 200, and what one earns while it is answered.
    expect(answered.length).to.be.within(200, 500);
    let code = codeOf(await watchAs(widget, ticketId, null));
    while (code === "rate_limited") code = codeOf(await watchAs(widget, ticketId, null));
    expect(code).to.equal("done");
  });

  it("find no inherited name that costs nothing", async () => {
    const widget = await live.widgetOf("shopper");
    const closed = new Promise((resolve) => widget.once("disconnect", resolve));
    const socket = widget as unknown as Socket;
    for (const name of ["__proto__", "constructor", "toString"]) socket.emit(name);
    for (let count = 0; count < 16_000; count++) socket.emit("valueOf");
    await closed;
  });

  it("tell of typing no more often than people type", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const heard = collect<unknown>(agent, "typing");
    await watchAs(agent, ticketId, null);
    const widget = await live.widgetOf("shopper");
    await watchAs(widget, ticketId, null);
    for (let count = 0; count < 200; count++) widget.emit("typing", { ticketId });
    await heard.until((seen) => seen.length > 0);
    await watchAs(widget, ticketId, null);
    await ask(agent, "queue.counts");
    expect(heard.seen.length).to.be.lessThan(5);
  });

  it("let nobody type on whose right has ended", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const heard = collect<unknown>(agent, "typing");
    await watchAs(agent, ticketId, null);
    const member = await live.consoleOf("invited");
    const ended = collect<unknown>(member, "ended");
    await watchAs(member, ticketId, null);
    await runAs(live.scene, "agent", "escalation.withdraw", { escalationId });
    await ended.until((seen) => seen.length > 0);
    member.emit("typing", { ticketId });
    await ask(member, "queue.counts");
    await ask(agent, "queue.counts");
    expect(heard.seen).to.deep.equal([]);
  });

  it("hang up on frames larger than any command, and stay up", async () => {
    const widget = await live.widgetOf("shopper");
    const closed = new Promise((resolve) => widget.once("disconnect", resolve));
    const input = { ticketId: newId(), text: "x".repeat(largestFrame), photoIds: [] };
    widget.emit("command", { id: newId(), name: "message.send", input }, () => undefined);
    await closed;
    const body = JSON.stringify({ text: "x".repeat(largestFrame) });
    const headers = { "content-type": "application/json" };
    const reply = await attempt(live.url, { path: "/api/commands/message.send", body, headers }).catch(
      () => null,
    );
    if (reply !== null) expect(reply.code).to.equal("malformed");
    expect(await served()).to.equal("done");
  });

  it("survive packets that no client of ours would send", async () => {
    const bearer = await live.shopperBearer("shopper");
    const deep = `${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}`;
    const deepList = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
    const packets = [
      '2/widget,["error",{"a":1}]',
      '2/widget,["disconnect"]',
      '2/widget,["newListener","x"]',
      '2/widget,["__proto__",1]',
      '2/widget,["constructor"]',
      '2/widget,["command"]',
      '2/widget,7["command",null]',
      '2/widget,8["command",{"id":[],"name":{},"input":1e999}]',
      '2/widget,9["query",{"name":"__proto__","input":{}}]',
      '2/widget,10["watch",{"ticketId":{"toString":1},"after":{}}]',
      `2/widget,11["query",{"name":"shopper.home","input":${deep}}]`,
      `2/widget,12["command",{"id":"${newId()}","name":"message.send","input":${deepList}}]`,
      `52-/widget,["command",{"_placeholder":true,"num":0},{"_placeholder":true,"num":9e9}]`,
      `599999-/widget,["command",{"_placeholder":true,"num":0}]`,
      "2/widget,not json",
      "2/widget,99999999999999999999999[]",
      "9/widget,[]",
      "1/nowhere,",
      "0/nowhere,{}",
      `2/${"w".repeat(10_000)},[]`,
    ];
    for (const packet of packets) {
      const engine = new Engine(live.url.replace("http", "ws"), {
        path: "/socket.io/",
        transports: ["websocket"],
      });
      const closed = new Promise<void>((resolve) => engine.once("close", () => resolve()));
      const joined = new Promise<void>((resolve) => {
        engine.on("message", (data: unknown) => String(data).startsWith("0/widget") && resolve());
      });
      engine.once("open", () =>
        engine.send(`0/widget,${JSON.stringify({ bearer, protocol: protocolVersion })}`),
      );
      await joined;
      engine.send(packet);
      // What is still connected answers; what is not was hung up on.
      const answered = new Promise<void>((resolve) => {
        engine.on("message", (data: unknown) => String(data).startsWith("3/widget,77") && resolve());
      });
      engine.send('2/widget,77["query",{"name":"shopper.home","input":{}}]');
      await Promise.race([answered, closed]);
      engine.close();
    }
    expect(await served()).to.equal("done");
  });

  it("inflate nothing that they send", async () => {
    const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, 32));
    const { storefrontId } = live.scene;
    for (const path of ["/api/session", "/api/queries/shopper.home", `/merchant/callback/${storefrontId}`]) {
      const headers = { "content-type": "application/json", "content-encoding": "gzip" };
      const from = performance.now();
      expect((await attempt(live.url, { path, body: bomb, headers })).code, path).to.equal("malformed");
      expect(performance.now() - from).to.be.lessThan(2000);
    }
  });

  it("take no more uploads of one session than a person makes", async () => {
    const headers = {
      ...bearerOf(await live.shopperBearer("otherShopper")),
      "content-type": "multipart/form-data; boundary=x",
    };
    const codes: string[] = [];
    for (let count = 0; count < 122; count++) {
      codes.push((await attempt(live.url, { path: "/api/photos", body: "--x--\r\n", headers })).code);
    }
    expect(codes.slice(0, 120)).to.deep.equal(Array(120).fill("malformed"));
    expect(codes.slice(120)).to.deep.equal(["rate_limited", "rate_limited"]);
    const stranger = await attempt(live.url, {
      path: "/api/photos",
      body: "--x--\r\n",
      headers: { "content-type": headers["content-type"] },
    });
    expect(stranger.code).to.equal("signed_out");
  });

  it("are hung up on when they say a request letter by letter", async () => {
    const patience = httpTimeouts.headersTimeout + httpTimeouts.connectionsCheckingInterval + 2000;
    for (const closedAfter of await Promise.all(slow)) expect(closedAfter).to.be.lessThan(patience);
  }).timeout(20_000);
});
