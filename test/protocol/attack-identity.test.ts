import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { newId, newSecret } from "../../backend/core/ids.ts";
import { answerIn, attempt, bearerOf, freshId } from "../support/attacker.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { useScene } from "../support/use-scene.ts";

interface Opened {
  bearer: string;
  shopper: { name: string | null; isVerified: boolean };
  rejected: string | null;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const hmac = (text: string, secret: string, hash = "sha256") =>
  createHmac(hash, secret).update(text).digest("base64url");

/** A token as an attacker writes it: any header, any claims, any signature. */
function forged(header: object, claims: object, sign: (text: string) => string): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign(text)}`;
}

describe("attacks on the shopper's identity", () => {
  let live: LiveScene;
  let shop: string;
  let key: string;
  let secret: { id: string; secret: string };
  let other: Awaited<ReturnType<LiveScene["make"]["makeStorefront"]>>;
  const otherShop = "https://other-shop.example";
  useScene(startLiveScene, async (started) => {
    live = started;
    const made = await live.make.makeStorefront();
    shop = made.storefront.origins[0] ?? "";
    key = made.storefront.key;
    secret = made.identity;
    other = await live.make.makeStorefront({ origins: [otherShop] });
  });

  const now = () => Math.floor(Date.now() / 1000);
  const claimsOf = (over: object = {}) => ({
    sub: "victim",
    email: "victim@mail.example",
    name: "Victim",
    jti: newId(),
    exp: now() + 300,
    ...over,
  });
  const good = (over: object = {}, header: object = {}) =>
    forged({ alg: "HS256", kid: secret.id, ...header }, claimsOf(over), (text) => hmac(text, secret.secret));
  async function open(token?: unknown, headers: Record<string, string> = {}, body: object = {}) {
    return attempt(live.url, {
      path: "/api/widget/session",
      body: { key, ...(token === undefined ? {} : { token }), ...body },
      headers: { origin: shop, ...headers },
    });
  }
  const opened = async (token?: unknown, headers?: Record<string, string>) =>
    answerIn<Opened>(await open(token, headers));

  it("forge no token: without signature, by another algorithm, or by a key of their own", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const rsa = (text: string) => createSign("sha256").update(text).sign(privateKey).toString("base64url");
    const tries: [string, string][] = [
      ["wrong_algorithm", forged({ alg: "none" }, claimsOf(), () => "")],
      ["wrong_algorithm", forged({ alg: "None", kid: secret.id }, claimsOf(), () => "")],
      [
        "wrong_algorithm",
        forged({ alg: "HS512", kid: secret.id }, claimsOf(), (text) => hmac(text, secret.secret, "sha512")),
      ],
      ["wrong_algorithm", forged({ alg: "RS256", kid: secret.id }, claimsOf(), rsa)],
      ["wrong_algorithm", forged({ kid: secret.id }, claimsOf(), (text) => hmac(text, secret.secret))],
      ["bad_signature", forged({ alg: "HS256", kid: secret.id }, claimsOf(), () => "")],
      ["bad_signature", forged({ alg: "HS256", kid: secret.id }, claimsOf(), (text) => hmac(text, ""))],
      ["bad_signature", forged({ alg: "HS256", kid: secret.id }, claimsOf(), (text) => hmac(text, pem))],
      [
        "bad_signature",
        forged({ alg: "HS256", kid: secret.id }, claimsOf(), (text) => hmac(text, secret.id)),
      ],
      ["bad_signature", forged({ alg: "HS256", kid: secret.id }, claimsOf(), (text) => hmac(text, key))],
      ["bad_signature", forged({ alg: "HS256" }, claimsOf(), (text) => hmac(text, other.identity.secret))],
      [
        "malformed",
        forged({ alg: "HS256", kid: secret.id, crit: ["exp"], exp: 1 }, claimsOf(), (text) =>
          hmac(text, secret.secret),
        ),
      ],
    ];
    for (const [why, token] of tries) {
      const { rejected, shopper } = await opened(token);
      expect(rejected, token.slice(0, 60)).to.equal(why);
      expect(shopper).to.deep.equal({ name: null, isVerified: false });
    }
  });

  it("choose no key by its id: another storefront's, the merchant's, a path, a statement, an object", async () => {
    const kids = [
      other.identity.id,
      other.merchant.id,
      "../../dev/null",
      "' OR 1=1 --",
      "",
      null,
      0,
      {},
      [secret.id],
      "__proto__",
    ];
    for (const kid of kids) {
      const token = forged({ alg: "HS256", kid }, claimsOf(), (text) => hmac(text, other.identity.secret));
      expect((await opened(token)).rejected, JSON.stringify(kid)).to.equal("unknown_key");
    }
    const merchants = forged({ alg: "HS256", kid: other.merchant.id }, claimsOf(), (text) =>
      hmac(text, other.merchant.secret),
    );
    const reply = await open(merchants, { origin: otherShop }, { key: other.storefront.key });
    expect(answerIn<Opened>(reply).rejected).to.equal("unknown_key");
    const header = { jwk: { kty: "oct", k: encode("mine") }, jku: `${live.url}/keys`, x5u: `${live.url}/x` };
    const own = forged({ alg: "HS256", ...header }, claimsOf(), (text) => hmac(text, "mine"));
    expect((await opened(own)).rejected).to.equal("bad_signature");
  });

  it("are refused at the edges of time, and for claims that are no claims", async () => {
    const edges: [string, object][] = [
      ["expired", { exp: now() }],
      ["expired", { exp: now() - 1 }],
      ["expired", { exp: 0.5 }],
      ["expires_too_late", { exp: now() + 602 }],
      ["not_yet_valid", { nbf: now() + 60 }],
      ["not_yet_valid", { nbf: "0" }],
      ["malformed", { exp: String(now() + 60) }],
      ["malformed", { exp: -1 }],
      ["malformed", { exp: 1e300 }],
      ["malformed", { sub: "" }],
      ["malformed", { sub: " victim" }],
      ["malformed", { sub: ["victim"] }],
      ["malformed", { sub: { $ne: null } }],
      ["malformed", { sub: "v".repeat(121) }],
      ["malformed", { email: "no e-mail" }],
      ["malformed", { jti: "" }],
      ["malformed", { jti: "j".repeat(201) }],
      ["missing_claim", { jti: undefined }],
      ["missing_claim", { exp: undefined }],
    ];
    for (const [why, over] of edges)
      expect((await opened(good(over))).rejected, JSON.stringify(over)).to.equal(why);
    expect((await opened(good({ exp: now() + 598 }))).rejected).to.equal(null);
  });

  it("get a clear no for tokens that are huge, or none at all", async () => {
    for (const token of [
      "",
      ".",
      "..",
      "a.b.c",
      "a.b.c.d.e",
      "\u0000",
      "🔑".repeat(100),
      good().slice(0, -1),
    ]) {
      expect(["malformed", "bad_signature"], token.slice(0, 20)).to.include((await opened(token)).rejected);
    }
    for (const token of ["x".repeat(4097), 7, {}, [good()], true])
      expect((await open(token)).code).to.equal("malformed");
    const padded = good({ name: "n".repeat(199), extra: "x".repeat(3000) });
    expect(padded.length).to.be.greaterThan(4096);
    expect((await open(padded)).code).to.equal("malformed");
  });

  it("use a token once, of eight browsers at the same moment", async () => {
    const token = good({ sub: newId() });
    const race = await Promise.all(Array.from({ length: 8 }, () => opened(token)));
    expect(race.filter(({ shopper }) => shopper.isVerified)).to.have.length(1);
    expect(race.filter(({ rejected }) => rejected === "used_before")).to.have.length(7);
    expect(new Set(race.map(({ bearer }) => bearer)).size).to.equal(8);
  });

  it("swap no subject: a session of one person is not taken along to another, by no token that was not signed", async () => {
    const alice = await opened(good({ sub: "alice", name: "Alice" }));
    const headers = bearerOf(alice.bearer);
    const swapped = await opened(good({ sub: "bob", name: "Bob" }), headers);
    expect(swapped.shopper.name).to.equal("Bob");
    expect(swapped.bearer).to.not.equal(alice.bearer);
    const asked = await attempt(live.url, {
      path: "/api/queries/shopper.home",
      body: {},
      headers: { ...headers, origin: shop },
    });
    expect(asked.code).to.equal("signed_out");
    const unsigned = forged({ alg: "none" }, claimsOf({ sub: "alice" }), () => "");
    const asAlice = await opened(unsigned, bearerOf(swapped.bearer));
    expect(asAlice.shopper).to.deep.equal({ name: null, isVerified: false });
    expect(asAlice.bearer).to.not.equal(swapped.bearer);
    // Case, width and accents make another person on either engine.
    const first = await opened(good({ sub: "jose-1", name: "Jose" }));
    for (const sub of ["JOSE-1", "josé-1", "ｊｏｓｅ-1", "jose-1\u200b"]) {
      const { bearer } = await opened(good({ sub, name: "Other" }));
      const home = await attempt(live.url, {
        path: "/api/queries/shopper.home",
        body: {},
        headers: { ...bearerOf(bearer), origin: shop },
      });
      expect(answerIn<{ name: string }>(home).name).to.equal("Other");
    }
    const still = await attempt(live.url, {
      path: "/api/queries/shopper.home",
      body: {},
      headers: { ...bearerOf(first.bearer), origin: shop },
    });
    expect(answerIn<{ name: string }>(still).name).to.equal("Jose");
  });

  it("take no bearer of one storefront to another", async () => {
    const { bearer } = await opened(good({ sub: "carol", name: "Carol" }));
    const there = await open(
      undefined,
      { ...bearerOf(bearer), origin: otherShop },
      { key: other.storefront.key },
    );
    expect(there.code).to.equal("origin_not_allowed");
    const here = await open(undefined, bearerOf(bearer), { key: other.storefront.key });
    expect(here.code).to.equal("origin_not_allowed");
    const program = { ...bearerOf(bearer), ...freshId() };
    const text = { text: "Hi", photoIds: [] };
    const ticket = answerIn<{ ticketId: string }>(
      await attempt(live.url, { path: "/api/commands/ticket.open", body: text, headers: program }),
    );
    const mallory = answerIn<Opened>(
      await open(undefined, { origin: otherShop }, { key: other.storefront.key }),
    );
    const read = { ticketId: ticket.ticketId, before: 100 };
    const asked = await attempt(live.url, {
      path: "/api/queries/shopper.entries",
      body: read,
      headers: bearerOf(mallory.bearer),
    });
    expect(asked.code).to.equal("not_found");
  });

  it("cannot tell a key that there is from one that there is not", async () => {
    const replies = [
      await open(undefined, { origin: otherShop }),
      await open(undefined, {}, { key: newSecret() }),
      await open(undefined, {}, { key: key.toLowerCase() }),
      await open(undefined, {}, { key: `${key} ` }),
      await open(undefined, { origin: "null" }),
      await attempt(live.url, { path: "/api/widget/session", body: { key } }),
    ];
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    expect(replies[0]?.code).to.equal("origin_not_allowed");
    for (const bad of ["", "k".repeat(101), 1, null, {}])
      expect((await open(undefined, {}, { key: bad })).code).to.equal("malformed");
  });

  it("find out no order: equal words for every miss, and no more tries than eight", async () => {
    const { order } = await live.scene.makeOrder();
    const bearer = await live.shopperBearer("anonymous");
    const guess = (orderNumber: string, email: string | null) =>
      attempt(live.url, {
        path: "/api/commands/order.attach",
        body: { ticketId: null, orderNumber, email },
        headers: { ...bearerOf(bearer), ...freshId() },
      });
    const misses = [
      await guess(order.number, "wrong@mail.example"),
      await guess(order.number, null),
      await guess("#does-not-exist", order.email),
      await guess(`${order.number.slice(0, -1)}_`, order.email),
      await guess("%", order.email),
      await guess(order.number, order.email.replace("@", "_")).then((reply) =>
        reply.code === "malformed" ? guess("#", order.email) : reply,
      ),
    ];
    expect(new Set(misses.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    expect(misses[0]?.code).to.equal("order_not_matched");
    expect((await guess(order.number.toLowerCase(), order.email.toUpperCase())).code).to.equal("done");
    const codes: string[] = [];
    for (let count = 0; count < 4; count++) codes.push((await guess(`#guess-${count}`, order.email)).code);
    expect(codes).to.include("rate_limited");
    // Not even the right answer is given to who guesses on.
    expect((await guess(order.number, order.email)).code).to.equal("rate_limited");
  });
});
