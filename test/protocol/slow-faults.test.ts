import { createServer } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import { expect } from "chai";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { cutSlow, type SlowLimits } from "../../backend/edge/sockets/cut-slow.ts";
import { plainSettings } from "../../backend/edge/sockets/settings.ts";
import { collect, watchAs } from "../support/clients.ts";
import { eventually } from "../support/eventually.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("a client that takes nothing", () => {
  const close: (() => void)[] = [];
  afterEach(() => {
    for (const each of close.splice(0)) each();
  });

  async function serve(limits: SlowLimits) {
    const server = createServer();
    const io = new Server(server, plainSettings);
    const metrics = createMetrics();
    cutSlow({ io, metrics, log: createLog("silent"), limits });
    server.listen(0, "127.0.0.1");
    await eventually(() => server.listening);
    close.push(() => void io.close());
    const { port } = server.address() as AddressInfo;
    const join = async () => {
      const client = connect(`http://127.0.0.1:${port}`, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
      });
      close.push(() => client.close());
      await eventually(() => client.connected);
      const { ws } = client.io.engine.transport as unknown as { ws: { _socket: TcpSocket } };
      return { client, line: ws._socket };
    };
    const cuts = async () => (await metrics.slowClients.get()).values[0]?.value ?? 0;
    return { io, join, cuts };
  }

  /** More than the kernel's own buffers hold. */
  const push = (io: Server, times: number) => {
    const text = "x".repeat(100_000);
    for (let count = 0; count < times; count++) io.emit("much", text);
  };

  it("is cut off when more waits for it than may, and others get all", async () => {
    const { io, join, cuts } = await serve({
      softText: 1_000_000,
      softPackets: 500,
      patienceMs: 60_000,
      hardText: 8_000_000,
    });
    const well = await join();
    const stuck = await join();
    const heard = collect<string>(well.client as never, "much");
    stuck.line.pause();
    for (let round = 1; round <= 30; round++) {
      push(io, 20);
      await heard.until((seen) => seen.length === round * 20);
    }
    await eventually(() => io.engine.clientsCount === 1);
    expect(await cuts()).to.equal(1);
    expect(well.client.connected).to.equal(true);
  });

  it("is cut off when a little waits for it for too long", async () => {
    const { io, join, cuts } = await serve({
      softText: 200_000,
      softPackets: 500,
      patienceMs: 1500,
      hardText: 1_000_000_000,
    });
    const stuck = await join();
    stuck.line.pause();
    const began = performance.now();
    push(io, 200);
    await eventually(async () => {
      io.emit("little");
      return (await cuts()) === 1;
    });
    expect(performance.now() - began).to.be.at.least(1500);
    await eventually(() => io.engine.clientsCount === 0);
  });

  it("is left alone when it takes it in time", async () => {
    const { io, join, cuts } = await serve({
      softText: 200_000,
      softPackets: 500,
      patienceMs: 1500,
      hardText: 1_000_000_000,
    });
    const slow = await join();
    const heard = collect<string>(slow.client as never, "much");
    slow.line.pause();
    push(io, 200);
    slow.line.resume();
    await heard.until((seen) => seen.length === 200);
    const until = Date.now() + 1600;
    await eventually(() => {
      io.emit("little");
      return Date.now() > until;
    });
    expect(await cuts()).to.equal(0);
  });
});

describe("typing", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("is told once a second of each ticket, however often a client says it", async () => {
    const [{ ticketId: one }, { ticketId: two }] = [
      await openTicket(live.scene),
      await openTicket(live.scene),
    ];
    const agent = await live.consoleOf("agent");
    const widget = await live.widgetOf("shopper");
    const heard = collect<{ ticketId: string }>(agent, "typing");
    for (const ticketId of [one, two]) {
      await watchAs(agent, ticketId, null);
      await watchAs(widget, ticketId, null);
    }
    const began = Date.now();
    for (const [index, ticketId] of [one, two].entries()) {
      for (let count = 0; count < 50; count++) widget.emit("typing", { ticketId });
      // Answered after all typing before it was heard.
      await watchAs(widget, ticketId, null);
      await heard.until((seen) => seen.length > index);
    }
    expect(Date.now() - began).to.be.lessThan(1000);
    expect(heard.seen.map(({ ticketId }) => ticketId)).to.deep.equal([one, two]);
    await eventually(() => {
      widget.emit("typing", { ticketId: one });
      return heard.seen.length === 3;
    });
    expect(Date.now() - began).to.be.at.least(1000);
  });
});
