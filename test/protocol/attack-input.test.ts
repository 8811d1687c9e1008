import { expect } from "chai";
import { newId } from "../../backend/core/ids.ts";
import { attempt, bearerOf, cookieOf, freshId } from "../support/attacker.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket, refundOf } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("attacks by what is sent", () => {
  let live: LiveScene;
  let token: string;
  useScene(startLiveScene, async (started) => {
    live = started;
    token = await live.staffToken("agent");
  });
  afterEach(() => live.closeClients());

  const staff = (name: string, body: string | object, headers: Record<string, string> = {}) =>
    attempt(live.url, {
      path: `/api/commands/${name}`,
      body,
      headers: { "content-type": "application/json", ...cookieOf(token), ...freshId(), ...headers },
    });
  const query = (name: string, body: string | object) =>
    attempt(live.url, {
      path: `/api/queries/${name}`,
      body,
      headers: { "content-type": "application/json", ...cookieOf(token) },
    });

  it("pollute no prototype and reach no inherited name", async () => {
    const { ticketId } = await openTicket(live.scene);
    const bodies = [
      `{"ticketId":"${ticketId}","text":"hi","photoIds":[],"__proto__":{"isAdmin":true,"role":"admin"}}`,
      `{"ticketId":"${ticketId}","text":"hi","photoIds":[],"constructor":{"prototype":{"isAdmin":true}}}`,
      `{"__proto__":{"ticketId":"${ticketId}"},"text":"hi","photoIds":[]}`,
    ];
    const codes: string[] = [];
    for (const body of bodies) codes.push((await staff("message.send", body)).code);
    expect(codes).to.deep.equal(["done", "done", "malformed"]);
    expect(({} as { isAdmin?: boolean }).isAdmin).to.equal(undefined);
    for (const name of [
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "%00",
      "..%2f..%2fetc",
      "%E0%A4%A",
    ]) {
      expect(["unknown_command", "malformed", "not_found"], name).to.include((await staff(name, {})).code);
      expect(["unknown_command", "malformed", "not_found"], name).to.include((await query(name, {})).code);
    }
  });

  it("get a clear refusal for what is no input, however deep, large or odd", async () => {
    const { ticketId } = await openTicket(live.scene);
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const list = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
    const odd = [
      "",
      "null",
      "1",
      '"text"',
      "[]",
      "[{}]",
      "{",
      "{}",
      "\u0000",
      "{'a':1}",
      '{"a":1}}',
      deep,
      list,
      "NaN",
      "\ufeff{}",
    ];
    for (const body of odd)
      expect((await staff("message.send", body)).code, body.slice(0, 20)).to.equal("malformed");
    const wrong: object[] = [
      { ticketId: [ticketId], text: "hi", photoIds: [] },
      { ticketId: { id: ticketId }, text: "hi", photoIds: [] },
      { ticketId: `${ticketId}' OR '1'='1`, text: "hi", photoIds: [] },
      { ticketId, text: ["hi"], photoIds: [] },
      { ticketId, text: { toString: "hi" }, photoIds: [] },
      { ticketId, text: "hi", photoIds: {} },
      { ticketId, text: "hi", photoIds: "none" },
      { ticketId, text: "hi", photoIds: Array(11).fill(newId()) },
      { ticketId, text: "x".repeat(8001), photoIds: [] },
      { ticketId, text: " \n\t ", photoIds: [] },
      { ticketId, text: 7, photoIds: [] },
      { ticketId, text: true, photoIds: [] },
    ];
    for (const body of wrong)
      expect((await staff("message.send", body)).code, JSON.stringify(body).slice(0, 80)).to.equal(
        "malformed",
      );
    const nested = `{"ticketId":"${ticketId}","text":"hi","photoIds":[],"extra":${deep}}`;
    expect((await staff("message.send", nested)).code).to.equal("done");
    expect((await staff("message.send", { ticketId, text: "x".repeat(8000), photoIds: [] })).code).to.equal(
      "done",
    );
  });

  it("get no amount past the doors that is none", async () => {
    const situation = await openTicket(live.scene);
    const { order } = situation;
    const good = JSON.stringify({ request: refundOf(situation, 1) });
    const amounts = [
      "-9e9",
      "0",
      "0.5",
      "1e309",
      "-1e309",
      "1e15",
      "9007199254740993",
      '"100"',
      "null",
      "[1]",
      "{}",
      "true",
      "1.0000001",
    ];
    for (const amount of amounts) {
      const reply = await staff("remedy.grant", good.replace('"amountMinor":1', `"amountMinor":${amount}`));
      expect(reply.code, amount).to.equal("malformed");
    }
    for (const bad of ["NaN", "Infinity", "0x10", "1_000", "+1", ".5"]) {
      expect(
        (await staff("remedy.grant", good.replace('"amountMinor":1', `"amountMinor":${bad}`))).code,
        bad,
      ).to.equal("malformed");
    }
    const too = { request: refundOf(situation, 1_000_000_000_000) };
    expect((await staff("remedy.grant", too)).code).to.equal("over_refundable");
    for (const currency of ["cny", "CN", "", "USD ", "ＣＮＹ", "__proto__"]) {
      const reply = await staff("remedy.grant", { request: { ...refundOf(situation, 1), currency } });
      expect(reply.code, currency).to.equal("malformed");
    }
    const usd = await staff("remedy.grant", { request: { ...refundOf(situation, 1), currency: "USD" } });
    expect(usd.code).to.equal("wrong_currency");
    const lines = [{ lineId: situation.lines[0]?.id, quantity: 1 }];
    for (const quantity of [0, -1, 0.5, 10_001, "1", null]) {
      const reply = await staff("remedy.grant", {
        request: { ...refundOf(situation, 1), lines: [{ ...lines[0], quantity }] },
      });
      expect(reply.code, String(quantity)).to.equal("malformed");
    }
    const twice = [...lines, { ...lines[0], lineId: situation.lines[0]?.id.toUpperCase() }];
    const doubled = await staff("remedy.grant", { request: { ...refundOf(situation, 1), lines: twice } });
    expect(doubled.code).to.equal("malformed");
    const [row] = await live.make.reader.sql<{ count: unknown }>(
      "SELECT COUNT(*) AS `count` FROM `remedies` WHERE `orderId` = ?",
      [order.id],
    );
    expect(Number(row?.count)).to.equal(0);
  });

  it("cannot have another's command answered, nor change what an id said before", async () => {
    const { ticketId } = await openTicket(live.scene);
    const shared = newId();
    const body = { ticketId, text: "once", photoIds: [] };
    const first = await staff("message.send", body, { "command-id": shared });
    const again = await staff("message.send", body, { "command-id": shared.toUpperCase() });
    expect(again.text).to.equal(first.text);
    expect((await staff("message.send", { ...body, text: "twice" }, { "command-id": shared })).code).to.equal(
      "command_id_reused",
    );
    expect((await staff("note.write", body, { "command-id": shared })).code).to.equal("command_id_reused");
    const stranger = await live.shopperBearer("otherShopper");
    const path = "/api/commands/message.send";
    const other = await attempt(live.url, {
      path,
      body,
      headers: { ...bearerOf(stranger), "command-id": shared },
    });
    expect(other.code).to.equal("not_found");
    const nobody = await attempt(live.url, { path, body, headers: { "command-id": shared } });
    expect(nobody.code).to.equal("signed_out");
    for (const id of [
      "",
      "1",
      "x".repeat(36),
      `${shared}, ${shared}`,
      "' OR 1=1",
      "00000000-0000-0000-0000-00000000000g",
    ]) {
      expect((await staff("message.send", body, { "command-id": id })).code, id).to.equal("malformed");
    }
  });

  it("put nothing odd into a storefront: addresses with secrets, scripts or without end", async () => {
    const admin = await live.staffToken("admin");
    const settings = {
      name: "Shop",
      origins: ["https://shop.example"],
      accent: "#0a7d5a",
      position: "right",
      locale: "en",
      timeZone: "UTC",
      merchant: { adapter: "manual", url: null as string | null },
    };
    const save = async (over: object) =>
      (
        await attempt(live.url, {
          path: "/api/commands/storefront.save",
          body: { storefrontId: null, settings: { ...settings, ...over } },
          headers: { ...cookieOf(admin), ...freshId() },
        })
      ).code;
    expect(await save({})).to.equal("done");
    const urls = [
      "https://user:secret@pay.example",
      "https://pay.example/?token=secret",
      "https://pay.example/#x",
      "file:///etc/passwd",
      "gopher://pay.example",
      "javascript:alert(1)",
      `https://pay.example/${"x".repeat(500)}`,
    ];
    for (const url of urls)
      expect(await save({ merchant: { adapter: "webhook", url } }), url).to.equal("malformed");
    for (const accent of ["red", "#fff", "#0a7d5a;background:url(x)", "#0a7d5a\n"])
      expect(await save({ accent }), accent).to.equal("malformed");
    for (const origin of ["*", "null", "javascript:alert(1)", "shop.example", "https://"]) {
      expect(await save({ origins: [origin] }), origin).to.equal("malformed");
    }
    for (const timeZone of ["Mars/Base", "", "__proto__", "UTC; DROP"])
      expect(await save({ timeZone }), timeZone).to.equal("malformed");
  });

  it("cannot confuse the language, and learn nothing of the inside from an error", async () => {
    for (const language of [
      "zh".repeat(4000),
      "*;q=NaN",
      "\u00ff",
      "../../etc",
      "en-US,en;q=0.9,".repeat(400),
      "x-klingon",
    ]) {
      const reply = await attempt(live.url, {
        path: "/api/queries/desk.me",
        body: {},
        headers: { "accept-language": language },
      }).catch(() => null);
      if (reply === null || reply.status === 431) continue;
      expect(reply.code, language.slice(0, 20)).to.equal("signed_out");
    }
    for (const path of [
      "/api/nothing",
      "/api/commands/",
      "/api/photos/x/y",
      "/api/links/short",
      "/nowhere",
      "/api/%00",
      "//etc/passwd",
      "/widget/..%2f..%2fpackage.json",
      "/console/..%2f..%2f..%2fpackage.json",
    ]) {
      const reply = await attempt(live.url, { method: "GET", path });
      expect(reply.status, path).to.be.within(400, 499);
      expect(reply.text, path).to.not.match(
        /node_modules|\/work|\.ts\b|SELECT|SQLITE|at Object|"name": "frontline"/,
      );
    }
  });
});
