import { expect } from "chai";
import { io } from "socket.io-client";
import { newSecret } from "../../../backend/core/ids.ts";
import { codeOf, connected, consoleAt, knock, send, watchAs, widgetAt } from "../../support/clients.ts";
import { needsStaff, openTicket } from "./situation.ts";
import { openTarget, type Target } from "./target.ts";

const elsewhere = "https://elsewhere.example";

describe("protocol: the door", () => {
  let target: Target;
  before(async () => {
    target = await openTarget();
  });
  afterEach(() => target.closeClients());
  after(() => target.stop());

  const session = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${target.url}/api/widget/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  it("gives a shopper a bearer for a storefront's key, from a listed page alone", async () => {
    const { key, origin } = target;
    const given = await session({ key }, { origin });
    expect(given.status).to.equal(200);
    const { answer } = (await given.json()) as { answer: { bearer: string } };
    expect(answer.bearer).to.be.a("string").with.length.greaterThan(20);
    for (const [body, headers] of [
      [{ key }, { origin: elsewhere }],
      [{ key }, {}],
      [{ key: newSecret() }, { origin }],
    ] as const)
      expect((await session(body, headers)).status).to.equal(403);
    expect((await session({}, { origin })).status).to.equal(400);
  });

  it("knows a browser again by its bearer: what was opened is still its own", async () => {
    const { bearer, widget } = await target.shopper();
    const ticketId = await openTicket(widget);
    const { key, origin } = target;
    const again = await session({ key }, { origin, authorization: `Bearer ${bearer}` });
    const { answer } = (await again.json()) as { answer: { bearer: string } };
    const back = await target.keep(widgetAt(target.url, answer.bearer, { origin }));
    expect(codeOf(await watchAs(back, ticketId, null))).to.equal("done");
  });

  it("is shut to forged, foreign and missing credentials", async () => {
    const { bearer } = await target.shopper();
    const { url, origin } = target;
    for (const forged of ["", "x", newSecret(), "x".repeat(100_000)])
      expect(await knock(widgetAt(url, forged, { origin }))).to.equal("signed_out");
    expect(await knock(consoleAt(url, bearer))).to.equal("signed_out");
    expect(await knock(consoleAt(url, newSecret()))).to.equal("signed_out");
  });

  it("is shut to pages that the storefront does not list", async () => {
    const { bearer } = await target.shopper();
    expect(await knock(widgetAt(target.url, bearer, { origin: elsewhere }))).to.equal("origin_not_allowed");
  });

  it("is shut to a console on another site, whose cookie rides along", async function () {
    const agent = await needsStaff(target, this).makeAgent();
    expect(await knock(consoleAt(target.url, agent.token, { origin: elsewhere }))).to.equal(
      "origin_not_allowed",
    );
    expect(await knock(widgetAt(target.url, agent.token, { origin: target.origin }))).to.equal("signed_out");
    expect(await knock(consoleAt(target.url, agent.token))).to.equal(null);
  });

  it("tells a client of another protocol to reload, and which one it needs", async () => {
    const { bearer } = await target.shopper();
    const { url, origin } = target;
    expect(await knock(widgetAt(url, bearer, { origin, protocol: 0 }))).to.equal("old_client");
    const mute = io(`${url}/widget`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      auth: { bearer },
      extraHeaders: { origin },
    });
    const error = await new Promise<Error & { data?: { details?: unknown; message?: unknown } }>((resolve) =>
      mute.once("connect_error", resolve),
    );
    mute.close();
    expect(error.data?.details).to.deep.equal({ needs: 1 });
    expect(error.data?.message).to.be.a("string");
  });

  it("has no room beside /widget and /console", async () => {
    for (const name of ["/", "/admin", "/widget/x"]) {
      const socket = io(`${target.url}${name}`, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
      });
      const answered = await Promise.race([
        new Promise<string>((resolve) => socket.once("connect_error", ({ message }) => resolve(message))),
        new Promise<string>((resolve) => socket.once("connect", () => resolve("connected"))),
      ]);
      const heard: unknown[] = [];
      socket.onAny((event) => heard.push(event));
      if (answered === "connected") {
        // Socket.IO opens its main namespace to everybody: nothing must be answered there.
        const silent = await socket
          .timeout(300)
          .emitWithAck("query", { name: "desk.me", input: {} })
          .then(
            () => false,
            () => true,
          );
        expect(silent).to.equal(true);
      } else expect(answered).to.equal("Invalid namespace");
      expect(heard).to.deep.equal([]);
      socket.close();
    }
  });

  it("closes at once behind a session that is signed out, and stays shut to it", async function () {
    const agent = await needsStaff(target, this).makeAgent();
    const socket = await target.console(agent);
    const closed = new Promise<void>((resolve) => socket.once("disconnect", () => resolve()));
    const from = Date.now();
    await target.desk.signOutEverywhere(agent);
    await closed;
    expect(Date.now() - from).to.be.lessThan(1000);
    expect(await knock(consoleAt(target.url, agent.token))).to.equal("signed_out");
  });

  it("lets every browser of one shopper in at once", async () => {
    const { bearer, widget } = await target.shopper();
    const other = await connected(widgetAt(target.url, bearer, { origin: target.origin }));
    const ticketId = await openTicket(widget);
    expect(
      codeOf(await send(other, "message.send", { ticketId, text: "from the other tab", photoIds: [] })),
    ).to.equal("done");
    other.close();
  });
});
