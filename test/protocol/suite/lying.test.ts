import { expect } from "chai";
import { Socket as EngineSocket } from "engine.io-client";
import { protocolVersion } from "../../../backend/contract/sockets.ts";
import { newId } from "../../../backend/core/ids.ts";
import { codeOf, connected, knock, send, watchAs, widgetAt } from "../../support/clients.ts";
import { openTicket, wordsIn } from "./situation.ts";
import { openTarget, type Target } from "./target.ts";

/** A socket without its types: what a lying client sends has none. */
interface Raw {
  emit(event: string, ...args: unknown[]): void;
  timeout(ms: number): { emitWithAck(event: string, ...args: unknown[]): Promise<never> };
}

const nonsense = [null, 7, "x", [], {}, true, [[]], { name: "__proto__" }, { name: "message.send" }];

describe("protocol: clients that lie", () => {
  let target: Target;
  before(async () => {
    target = await openTarget();
  });
  afterEach(() => target.closeClients());
  after(() => target.stop());

  /** Somebody honest is still served. */
  async function servesOthers(): Promise<void> {
    const { widget } = await target.shopper();
    expect(await openTicket(widget)).to.be.a("string");
  }

  it("are answered with a refusal to whatever is no command, query or watch", async () => {
    const { widget } = await target.shopper();
    const raw = widget as unknown as Raw;
    for (const call of [...nonsense, { id: newId(), name: 4 }, { id: "1", name: "message.send", input: {} }])
      expect(codeOf(await raw.timeout(5000).emitWithAck("command", call))).to.be.oneOf([
        "unknown_command",
        "malformed",
      ]);
    for (const call of nonsense) {
      expect(codeOf(await raw.timeout(5000).emitWithAck("query", call))).to.equal("unknown_command");
      expect(codeOf(await raw.timeout(5000).emitWithAck("watch", call))).to.equal("not_found");
    }
    await servesOthers();
  });

  it("hurt nobody by leaving out, doubling or faking the acknowledgement", async () => {
    const { widget } = await target.shopper();
    const ticketId = await openTicket(widget);
    const raw = widget as unknown as Raw;
    for (const event of ["command", "query", "watch", "unwatch", "typing", "entries", "nothing"]) {
      raw.emit(event);
      for (const call of nonsense) raw.emit(event, call, "no function", call);
    }
    expect(codeOf(await send(widget, "message.send", wordsIn(ticketId, "still here")))).to.equal("done");
    await servesOthers();
  });

  it("reach no other's ticket by ids that are no ids", async () => {
    const { widget } = await target.shopper();
    for (const ticketId of ["", "x", "../../etc", "0".repeat(36), "' OR 1=1 --", { $ne: "" }, ["a"]])
      expect(codeOf(await watchAs(widget, ticketId as string, null))).to.equal("not_found");
  });

  it("are cut off with a frame larger than any honest one", async () => {
    const { widget } = await target.shopper();
    const closed = new Promise<string>((resolve) => widget.once("disconnect", (reason) => resolve(reason)));
    (widget as unknown as Raw).emit("query", { name: "x".repeat(1_000_000), input: {} });
    expect(await closed).to.be.a("string");
    await servesOthers();
  });

  it("are cut off with frames that Socket.IO cannot read", async () => {
    const url = `${target.url.replace(/^http/, "ws")}/socket.io`;
    for (const frame of ["garbage", "9{}", '2/widget,["command"', "51-/widget,", "0".repeat(2000)]) {
      const engine = new EngineSocket(url, { path: "/socket.io", transports: ["websocket"] });
      await new Promise<void>((resolve) => engine.once("open", () => resolve()));
      const closed = new Promise<void>((resolve) => engine.once("close", () => resolve()));
      engine.send(frame);
      const answered = new Promise<void>((resolve) => engine.once("message", () => resolve()));
      await Promise.race([closed, answered, new Promise((resolve) => setTimeout(resolve, 500))]);
      engine.close();
    }
    await servesOthers();
  });

  it("are cut off when they knock again and again over one connection, with a good key or none", async () => {
    const { bearer } = await target.shopper();
    const url = `${target.url.replace(/^http/, "ws")}/socket.io`;
    for (const key of ["forged", bearer]) {
      const engine = new EngineSocket(url, {
        path: "/socket.io",
        transports: ["websocket"],
        extraHeaders: { origin: target.origin },
      });
      await new Promise<void>((resolve) => engine.once("open", () => resolve()));
      const closed = new Promise<void>((resolve) => engine.once("close", () => resolve()));
      let answers = 0;
      engine.on("message", (data: unknown) => {
        if (/^[04]\/widget,/.test(String(data))) answers += 1;
      });
      const auth = JSON.stringify({ bearer: key, protocol: protocolVersion });
      for (let count = 0; count < 2000; count++) engine.send(`0/widget,${auth}`);
      await closed;
      expect(answers).to.be.lessThan(100);
    }
    await servesOthers();
  });

  it("are not let in by frames before their door has opened", async () => {
    const { origin, url } = target;
    const stranger = widgetAt(url, "forged", { origin });
    const heard: string[] = [];
    (stranger as unknown as { onAny(listener: (event: string) => void): void }).onAny((event) =>
      heard.push(event),
    );
    (stranger as unknown as Raw).emit("query", { name: "shopper.home", input: {} });
    expect(await knock(stranger)).to.equal("signed_out");
    expect(heard).to.deep.equal([]);
    stranger.close();
    await servesOthers();
  });

  it("slow no other down with a flood of questions", async function () {
    this.timeout(60_000);
    const flooding = await target.shopper();
    const honest = await target.shopper();
    const ticketId = await openTicket(honest.widget);
    const raw = flooding.widget as unknown as Raw;
    for (let count = 0; count < 5000; count++) raw.emit("query", { name: "shopper.home", input: {} });
    const from = Date.now();
    expect(codeOf(await send(honest.widget, "message.send", wordsIn(ticketId, "amid the flood")))).to.equal(
      "done",
    );
    expect(Date.now() - from).to.be.lessThan(4000);
    flooding.widget.close();
    const again = await connected(widgetAt(target.url, honest.bearer, { origin: target.origin }));
    again.close();
  });
});
