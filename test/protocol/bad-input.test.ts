import { expect } from "chai";
import { commands } from "../../backend/contract/commands.ts";
import { queries } from "../../backend/contract/queries.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import { refusalStatus } from "../../backend/contract/refusals.ts";
import { newId } from "../../backend/core/ids.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Said {
  status: number;
  /** "done", a refusal's code, or what else was answered. */
  code: string;
  body: Answered<unknown>;
}

describe("bad input over HTTP", () => {
  let live: LiveScene;
  let cookie: string;
  let bearer: string;
  let situation: Situation;
  useScene(startLiveScene, async (started) => {
    live = started;
    cookie = `frontline_session=${await live.staffToken("supervisor")}`;
    bearer = await live.shopperBearer("shopper");
  });
  beforeEach(async () => {
    situation = await openTicket(live.scene);
  });

  async function post(path: string, body: string, headers: Record<string, string>): Promise<Said> {
    const response = await fetch(`${live.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Command-Id": newId(), ...headers },
      body,
    });
    const answered = (await response.json()) as Answered<unknown>;
    return {
      status: response.status,
      code: answered.ok ? "done" : (answered.refusal?.code ?? JSON.stringify(answered)),
      body: answered,
    };
  }
  const asStaff = (name: string, input: unknown, headers = {}) =>
    post(`/api/commands/${name}`, JSON.stringify(input), { cookie, ...headers });
  const asShopper = (name: string, input: unknown, headers = {}) =>
    post(`/api/commands/${name}`, JSON.stringify(input), { authorization: `Bearer ${bearer}`, ...headers });

  /** Everything that a command could have written about this ticket and its order. */
  async function state() {
    const { reader } = live.make;
    const { ticketId, order } = situation;
    return JSON.stringify([
      await reader.sql("SELECT * FROM `tickets` WHERE `id` = ?", [ticketId]),
      await reader.sql("SELECT COUNT(*) AS `n` FROM `entries` WHERE `ticketId` = ?", [ticketId]),
      await reader.sql("SELECT * FROM `orders` WHERE `id` = ?", [order.id]),
      await reader.sql("SELECT COUNT(*) AS `n` FROM `remedies` WHERE `ticketId` = ?", [ticketId]),
      await reader.sql("SELECT COUNT(*) AS `n` FROM `jobs`"),
      await reader.sql("SELECT COUNT(*) AS `n` FROM `command_receipts`"),
    ]);
  }

  /** Refused with this code and its own status, and nothing is there that was not there before. */
  async function refuses(code: keyof typeof refusalStatus, attempt: () => Promise<Said>): Promise<Said> {
    const before = await state();
    const said = await attempt();
    expect(said.code).to.equal(code);
    expect(said.status).to.equal(refusalStatus[code]);
    expect(await state()).to.equal(before);
    return said;
  }

  it("refuses what is no JSON, no object, or too much", async () => {
    const { ticketId } = situation;
    const path = "/api/commands/message.send";
    const bodies = ["{", "", "[]", "null", '"text"', "{}", "\u0000", `{"ticketId":"${ticketId}"`];
    for (const body of bodies) {
      await refuses("malformed", () => post(path, body, { cookie }));
    }
    const huge = JSON.stringify({ ticketId, text: "x".repeat(300_000), photoIds: [] });
    await refuses("malformed", () => post(path, huge, { cookie }));
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    await refuses("malformed", () => post(path, deep, { cookie }));
  });

  it("takes a text of 8,000 characters and refuses one of 8,001, whatever the signs", async () => {
    const { ticketId } = situation;
    for (const sign of ["x", "壶"]) {
      const fits = await asShopper("message.send", { ticketId, text: sign.repeat(8000), photoIds: [] });
      expect(fits.code).to.equal("done");
      const said = await refuses("malformed", () =>
        asShopper("message.send", { ticketId, text: sign.repeat(8001), photoIds: [] }),
      );
      expect(JSON.stringify(said.body)).to.contain("text");
    }
  });

  it("refuses wrong types in every field of every command and query", async () => {
    for (const name of Object.keys(commands)) {
      const said = await asStaff(name, allWrong);
      expect(said.code, name).to.equal("malformed");
    }
    for (const wrong of [7, "x", [], null, allWrong]) {
      for (const name of Object.keys(queries)) {
        const said = await post(`/api/queries/${name}`, JSON.stringify(wrong), { cookie });
        expect(said.status, name).to.be.lessThan(500);
      }
    }
  });

  it("does not know commands and queries that there are not, internal ones included", async () => {
    for (const name of [
      "remedy.start-paying",
      "remedy.book-outcome",
      "session.start",
      "__proto__",
      "toString",
      "a%00",
    ]) {
      expect((await asStaff(name, {})).code, name).to.equal("unknown_command");
      const said = await post(`/api/queries/${name}`, "{}", { cookie });
      expect(said.code, name).to.equal("unknown_command");
    }
  });

  it("needs a UUID as the command's id", async () => {
    const input = { ticketId: situation.ticketId, text: "x", photoIds: [] };
    for (const id of ["", "7", "not-a-uuid", `${newId()}${newId()}`]) {
      await refuses("malformed", () => asStaff("message.send", input, { "Command-Id": id }));
    }
  });

  it("says not found of unknown ids and of somebody else's alike", async () => {
    const stranger = await live.shopperBearer("otherShopper");
    const asStranger = { authorization: `Bearer ${stranger}` };
    const words = { text: "mine?", photoIds: [] };
    const theirs = await refuses("not_found", () =>
      asShopper("message.send", { ...words, ticketId: situation.ticketId }, asStranger),
    );
    const nobodys = await refuses("not_found", () =>
      asShopper("message.send", { ...words, ticketId: newId() }, asStranger),
    );
    expect(theirs.body).to.deep.equal(nobodys.body);
    await refuses("not_found", () =>
      asShopper("ticket.rate", { ticketId: situation.ticketId, score: 5 }, asStranger),
    );
    await refuses("not_found", () =>
      asShopper(
        "claim.file",
        {
          ticketId: null,
          orderId: situation.order.id,
          lines: [{ lineId: situation.lines[0]?.id, quantity: 1 }],
          reason: "broken",
          wish: "refund",
          photoIds: [],
        },
        asStranger,
      ),
    );
    await refuses("not_found", () =>
      asShopper("message.send", { ...words, ticketId: situation.ticketId, photoIds: [newId()] }),
    );
  });

  it("refuses amounts that are negative, nothing, broken, huge or no numbers", async () => {
    const wrong = [-1, 0, 0.5, 1e13, Number.MAX_SAFE_INTEGER, "100", null, true];
    for (const amountMinor of wrong) {
      const request = { ...refundOf(situation, 1), amountMinor };
      await refuses("malformed", () => asStaff("remedy.grant", { request }));
    }
    const infinite = JSON.stringify({ request: { ...refundOf(situation, 1), amountMinor: 7 } }).replace(
      ":7,",
      ":1e999,",
    );
    await refuses("malformed", () => post("/api/commands/remedy.grant", infinite, { cookie }));
    for (const quantity of [-1, 0, 1.5, 1e9]) {
      const lines = [{ lineId: situation.lines[0]?.id, quantity }];
      await refuses("malformed", () =>
        asStaff("remedy.grant", { request: { ...refundOf(situation, 1), lines } }),
      );
    }
  });

  it("refuses more than was paid, another currency, and lines of another order or too many of them", async () => {
    const grant = (set: object) =>
      asStaff("remedy.grant", { request: { ...refundOf(situation, 100), ...set } });
    await refuses("over_refundable", () => grant({ amountMinor: 20_001 }));
    await refuses("wrong_currency", () => grant({ currency: "USD" }));
    await refuses("malformed", () => grant({ currency: "yuan" }));
    await refuses("wrong_line", () => grant({ lines: [{ lineId: newId(), quantity: 1 }] }));
    const other = await live.scene.makeOrder();
    await refuses("wrong_line", () => grant({ lines: [{ lineId: other.lines[0]?.id, quantity: 1 }] }));
    const lineId = situation.lines[0]?.id;
    await refuses("over_bought", () => grant({ lines: [{ lineId, quantity: 3 }] }));
    const twice = [
      { lineId, quantity: 1 },
      { lineId, quantity: 1 },
    ];
    await refuses("malformed", () => grant({ lines: twice }));
    const reship = { remedy: "reship", lines: [{ lineId, quantity: 1 }], address: { name: "X" } };
    await refuses("malformed", () => grant(reship));
  });

  it("refuses a command id that comes again with other content, over any door", async () => {
    const id = newId();
    const input = { ticketId: situation.ticketId, text: "first", photoIds: [] };
    expect((await asShopper("message.send", input, { "Command-Id": id })).code).to.equal("done");
    await refuses("command_id_reused", () =>
      asShopper("message.send", { ...input, text: "second" }, { "Command-Id": id }),
    );
    await refuses("command_id_reused", () =>
      asShopper("ticket.see", { ticketId: situation.ticketId, seq: 1 }, { "Command-Id": id }),
    );
  });

  it("lets nobody in without a session, with a forged one, or from a page that may not", async () => {
    const input = { ticketId: situation.ticketId, text: "x", photoIds: [] };
    const none = { cookie: "", authorization: "" };
    await refuses("signed_out", () => asStaff("message.send", input, none));
    await refuses("signed_out", () => asStaff("message.send", input, { cookie: "frontline_session=forged" }));
    await refuses("signed_out", () => asShopper("message.send", input, { authorization: "Bearer forged" }));
    const elsewhere = { origin: "https://elsewhere.example" };
    await refuses("origin_not_allowed", () => asStaff("message.send", input, elsewhere));
    await refuses("origin_not_allowed", () => asShopper("message.send", input, elsewhere));
  });

  it("gives a widget session to no page that is not listed, and to no key that is not known", async () => {
    const { key } = live.scene.storefront;
    const origin = live.scene.storefront.origins[0] ?? "";
    const session = (body: unknown, headers: Record<string, string>) =>
      post("/api/widget/session", JSON.stringify(body), headers);
    expect((await session({ key }, { origin })).code).to.equal("done");
    await refuses("origin_not_allowed", () => session({ key }, { origin: "https://elsewhere.example" }));
    await refuses("origin_not_allowed", () => session({ key }, {}));
    await refuses("origin_not_allowed", () => session({ key: "unknown" }, { origin }));
    await refuses("malformed", () => session({ key: 7 }, { origin }));
    await refuses("malformed", () => session({}, { origin }));
  });

  it("still serves after all that", async () => {
    const input = { ticketId: situation.ticketId, text: "still here", photoIds: [] };
    expect((await asShopper("message.send", input)).code).to.equal("done");
    expect((await fetch(`${live.url}/readyz`)).status).to.equal(200);
  });
});

/** No field of any command takes an object of this kind. */
const wrongField = { is: ["of", { no: "type" }] };
const allWrong = Object.fromEntries(
  [
    ...["ticketId", "text", "photoIds", "orderNumber", "seq", "score", "assigneeId", "orderId", "lines"],
    ...["request", "remedyId", "escalationId", "departmentId", "question", "email", "name", "personId"],
    ...["storefrontId", "settings", "basedOn", "rules", "outcome", "result", "because", "hash"],
  ].map((field) => [field, wrongField]),
);
