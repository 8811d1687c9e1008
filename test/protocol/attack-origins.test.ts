import { expect } from "chai";
import { newSecret } from "../../backend/core/ids.ts";
import { hashPassword } from "../../backend/staff/passwords.ts";
import { answerIn, attempt, bearerOf, cookieOf, freshId } from "../support/attacker.ts";
import { answerOf, consoleAt, knock, watchAs, widgetAt } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

/** How an origin that is not ours may be written to look like one that is. */
const lookalikes = (own: string) => [
  "null",
  "",
  "https://evil.example",
  `${own}.evil.example`,
  `${own.replace("://", "://evil.")}`,
  `${own}.`,
  `${own}:444`,
  own.replace("https:", "http:").replace("http://127", "https://127"),
  `${own}/`,
  `${own}@evil.example`,
  "file://",
  "not an origin",
];

describe("attacks from other origins", () => {
  let live: LiveScene;
  let token: string;
  let bearer: string;
  let shop: string;
  useScene(startLiveScene, async (started) => {
    live = started;
    token = await live.staffToken("agent");
    bearer = await live.shopperBearer("shopper");
    shop = live.scene.storefront.origins[0] ?? "";
  });
  afterEach(() => live.closeClients());

  /** Reached over plain HTTP, the same host by HTTPS is a proxy of ours that somebody forgot to name. */
  const ourLookalikes = () => lookalikes(live.url).filter((each) => !each.startsWith("https://127"));
  const asStaff = (headers: Record<string, string>, path = "/api/queries/desk.me") =>
    attempt(live.url, { path, body: {}, headers: { ...cookieOf(token), ...headers } });

  it("cannot use the staff's cookie, however the origin is written", async () => {
    for (const origin of [...ourLookalikes(), shop]) {
      const reply = await asStaff({ origin });
      expect(reply.code, origin).to.equal("origin_not_allowed");
      expect(reply.headers, origin).to.not.have.property("access-control-allow-credentials");
    }
    expect((await asStaff({ origin: live.url })).code).to.equal("done");
    expect((await asStaff({})).code).to.equal("done");
  });

  it("cannot use the cookie from a neighbouring site whose request names no origin", async () => {
    for (const site of ["cross-site", "same-site"]) {
      expect((await asStaff({ "sec-fetch-site": site })).code, site).to.equal("origin_not_allowed");
    }
    for (const site of ["same-origin", "none"]) {
      expect((await asStaff({ "sec-fetch-site": site })).code, site).to.equal("done");
    }
  });

  it("cannot post forms or plain text that read as commands", async () => {
    const { ticketId } = await openTicket(live.scene);
    const text = JSON.stringify({ ticketId });
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain; application/json",
    ];
    for (const type of [...types, ""]) {
      const headers = { ...cookieOf(token), ...freshId(), ...(type === "" ? {} : { "content-type": type }) };
      const path = "/api/commands/ticket.resolve";
      expect((await attempt(live.url, { path, body: text, headers })).code, type).to.equal("malformed");
      for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
        const other = await attempt(live.url, {
          method,
          path,
          body: text,
          headers: { ...headers, "content-type": "application/json" },
        });
        expect(other.code, method).to.equal("not_found");
      }
    }
  });

  it("cannot sign a person in or out, or spend a link, from a page of theirs", async () => {
    const password = "correct horse battery";
    const { person, personId } = await live.make.makePerson("agent", {
      passwordHash: await hashPassword(password),
    });
    const own = newSecret();
    await live.make.personCaller(personId, own);
    const pages: Record<string, string>[] = [
      { origin: shop },
      { origin: "https://evil.example" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of pages) {
      const body = { email: person.email, password };
      const signIn = await attempt(live.url, { path: "/api/session", body, headers });
      expect(signIn.code).to.equal("origin_not_allowed");
      expect(signIn.headers).to.not.have.property("set-cookie");
      const path = `/api/links/${newSecret()}`;
      const link = await attempt(live.url, { path, body: { password }, headers });
      expect(link.code).to.equal("origin_not_allowed");
      for (const door of ["/api/session", "/api/sessions"]) {
        const out = await attempt(live.url, {
          method: "DELETE",
          path: door,
          headers: { ...headers, ...cookieOf(own) },
        });
        expect(out.code).to.equal("origin_not_allowed");
        expect(out.headers).to.not.have.property("set-cookie");
      }
    }
    expect(
      (await attempt(live.url, { path: "/api/queries/desk.me", body: {}, headers: cookieOf(own) })).code,
    ).to.equal("done");
  });

  it("let a storefront's page read what is for shoppers, and nothing that a cookie would open", async () => {
    const preflight = await attempt(live.url, {
      method: "OPTIONS",
      path: "/api/queries/queue.list",
      headers: {
        origin: shop,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(preflight.headers["access-control-allow-origin"]).to.equal(shop);
    expect(preflight.headers).to.not.have.property("access-control-allow-credentials");
    expect(preflight.headers.vary).to.contain("Origin");
    for (const origin of lookalikes(shop)) {
      const reply = await attempt(live.url, { method: "OPTIONS", path: "/api/photos", headers: { origin } });
      expect(reply.headers, origin).to.not.have.property("access-control-allow-origin");
    }
  });

  it("cannot use a shopper's bearer from a page that is not of their storefront, reading included", async () => {
    const other = "https://other-shop.example";
    await live.make.makeStorefront({ origins: [other] });
    for (const origin of [...lookalikes(shop), other]) {
      const headers = { ...bearerOf(bearer), origin };
      const asked = await attempt(live.url, { path: "/api/queries/shopper.home", body: {}, headers });
      expect(asked.code, origin).to.equal("origin_not_allowed");
      const photo = `/api/photos/${live.scene.storefrontId}/full`;
      expect((await attempt(live.url, { method: "GET", path: photo, headers })).code, origin).to.equal(
        "origin_not_allowed",
      );
      expect(await knock(widgetAt(live.url, bearer, { origin })), origin).to.equal("origin_not_allowed");
    }
  });

  it("find each key and bearer good at its own door only", async () => {
    const own = { ...bearerOf(bearer), origin: shop };
    for (const name of [
      "desk.me",
      "queue.list",
      "ticket.case",
      "staff.list",
      "storefront.list",
      "approval.list",
    ]) {
      const reply = await attempt(live.url, { path: `/api/queries/${name}`, body: {}, headers: own });
      expect(reply.code, name).to.equal("not_allowed");
      const both = await attempt(live.url, {
        path: `/api/queries/${name}`,
        body: {},
        headers: { ...own, ...cookieOf(token) },
      });
      expect(both.code, name).to.equal("not_allowed");
    }
    for (const name of ["shopper.home", "shopper.orders", "shopper.entries", "shopper.claim-options"]) {
      expect((await asStaff({}, `/api/queries/${name}`)).code, name).to.equal("not_allowed");
    }
    const swapped = await attempt(live.url, {
      path: "/api/queries/desk.me",
      body: {},
      headers: bearerOf(token),
    });
    expect(swapped.code).to.equal("signed_out");
  });

  it("cannot open the console's socket with the cookie of whoever visits their page", async () => {
    for (const origin of ourLookalikes().filter((each) => each !== "")) {
      expect(await knock(consoleAt(live.url, token, { origin })), origin).to.equal("origin_not_allowed");
    }
    expect(await knock(consoleAt(live.url, token, { origin: shop }))).to.equal("origin_not_allowed");
  });

  it("cannot open it by script tags either, which carry the cookie of a neighbouring site and no origin", async () => {
    const from = { ...cookieOf(token), "sec-fetch-site": "same-site", referer: "https://blog.shop.example/" };
    const path = "/socket.io/?EIO=4&transport=polling";
    const script = await attempt(live.url, { method: "GET", path: `${path}&j=0`, headers: from });
    expect(script.status).to.equal(403);
    expect(script.text).to.not.contain("sid");
    const old = await attempt(live.url, { method: "GET", path: `${path}&j=0`, headers: cookieOf(token) });
    expect(old.text).to.not.contain("sid");
  });

  it("cannot put the console or the doors into a frame, nor inline scripts into the console", async () => {
    const page = await attempt(live.url, { method: "GET", path: "/console/" });
    const policy = String(page.headers["content-security-policy"]);
    expect(page.status).to.equal(200);
    expect(policy).to.contain("frame-ancestors 'none'");
    expect(policy).to.contain("default-src 'self'");
    expect(policy).to.contain("object-src 'none'");
    expect(policy).to.contain("base-uri 'self'");
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).to.equal("'self'");
    expect(/connect-src ([^;]*)/.exec(policy)?.[1]).to.not.match(/(^| )wss?:( |$)/);
    expect(page.headers["referrer-policy"]).to.equal("no-referrer");
    expect(page.text).to.not.match(/<script(?![^>]*src)/);
    const api = await asStaff({});
    expect(api.headers["x-content-type-options"]).to.equal("nosniff");
    expect(api.headers["cross-origin-resource-policy"]).to.equal("same-origin");
    expect(answerIn<{ name: string }>(api).name).to.be.a("string");
  });

  it("still let the shop's own page in", async () => {
    const { ticketId } = await openTicket(live.scene);
    const widget = widgetAt(live.url, bearer, { origin: shop });
    expect(await knock(widget)).to.equal(null);
    expect(answerOf(await watchAs(widget, ticketId, null)).kind).to.equal("snapshot");
    widget.close();
  });
});
