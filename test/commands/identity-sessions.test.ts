import { expect } from "chai";
import { day, minute } from "../../backend/core/clock.ts";
import { newSecret, sha256 } from "../../backend/core/ids.ts";
import { loadShopperActors } from "../../backend/shop/identity/load-shopper-actor.ts";
import { openShopperSession } from "../../backend/shop/identity/open-shopper-session.ts";
import { shopperSessions, shoppers, usedTokens } from "../../backend/shop/storefront-tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { signToken } from "../support/identity-token.ts";

type Shop = Awaited<ReturnType<TestHouse["makeStorefront"]>>;

describe("widget sessions", () => {
  let house: TestHouse;
  let shop: Shop;
  beforeEach(async () => {
    house = await createTestHouse();
    shop = await house.makeStorefront();
  });
  afterEach(() => house.close());

  const open = (given: { token?: string; bearer?: string } = {}, at: Shop = shop) =>
    openShopperSession(
      { reader: house.reader, execute: house.execute },
      {
        storefront: at.storefront,
        token: given.token ?? null,
        bearer: given.bearer ?? null,
        now: house.clock.now(),
      },
    );
  const tokenFor = (sub: string, over: Record<string, unknown> = {}, by: Shop = shop) =>
    signToken(
      {
        sub,
        email: `${sub}@mail.example`,
        name: sub.toUpperCase(),
        exp: house.clock.now() / 1000 + 300,
        jti: newSecret(),
        ...over,
      },
      by.identity.secret,
      { kid: by.identity.id },
    );
  const actorOf = async (bearer: string) =>
    (await loadShopperActors(house.reader, [sha256(bearer)], house.clock.now())).get(sha256(bearer));

  it("begin without a name, and go on in the browser that holds the bearer", async () => {
    const first = await open();
    expect(first).to.include({ rejected: null, mergedFrom: null });
    expect(first.shopper).to.deep.equal({ name: null, isVerified: false });
    const again = await open({ bearer: first.bearer });
    expect(again).to.include({ bearer: first.bearer, shopperId: first.shopperId });
    expect((await actorOf(first.bearer))?.shopperId).to.equal(first.shopperId);
  });

  it("keep no bearer in the database", async () => {
    const { bearer } = await open();
    const [session] = await house.reader.many(shopperSessions, { take: 2 });
    expect(session?.id).to.equal(sha256(bearer));
  });

  it("begin anew for a bearer that is unknown, over, or another storefront's", async () => {
    const { bearer } = await open();
    const other = await house.makeStorefront({ name: "Other" });
    const elsewhere = await open({ bearer }, other);
    expect(elsewhere.bearer).not.to.equal(bearer);
    expect((await open({ bearer: newSecret() })).shopperId).not.to.equal(elsewhere.shopperId);
    house.clock.advance(90 * day);
    expect((await open({ bearer })).bearer).not.to.equal(bearer);
  });

  it("are prolonged while they are used", async () => {
    const { bearer, shopperId } = await open();
    house.clock.advance(60 * day);
    await open({ bearer });
    house.clock.advance(60 * day);
    expect((await open({ bearer })).shopperId).to.equal(shopperId);
  });

  it("know the person whom the shop vouches for, in every browser", async () => {
    const phone = await open({ token: await tokenFor("ada") });
    const laptop = await open({ token: await tokenFor("ada", { name: "Ada L." }) });
    expect(phone.shopper).to.deep.equal({ name: "ADA", isVerified: true });
    expect(laptop.shopper.name).to.equal("Ada L.");
    expect(laptop.bearer).not.to.equal(phone.bearer);
    expect(laptop.shopperId).to.equal(phone.shopperId);
    expect(await actorOf(phone.bearer)).to.include({
      name: "Ada L.",
      email: "ada@mail.example",
      isVerified: true,
    });
  });

  it("hold subjects apart that differ in case or accents alone", async () => {
    const ids = new Set<string>();
    for (const sub of ["ada", "Ada", "àda"]) {
      ids.add((await open({ token: await tokenFor(sub, { email: "a@mail.example" }) })).shopperId);
    }
    expect(ids.size).to.equal(3);
  });

  it("stay the same when an anonymous browser identifies, and say whom it was", async () => {
    const before = await open();
    const after = await open({ bearer: before.bearer, token: await tokenFor("ada") });
    expect(after.bearer).to.equal(before.bearer);
    expect(after.mergedFrom).to.equal(before.shopperId);
    expect(after.shopperId).not.to.equal(before.shopperId);
    expect((await actorOf(before.bearer))?.shopperId).to.equal(after.shopperId);
    const again = await open({ bearer: before.bearer, token: await tokenFor("ada") });
    expect(again).to.include({ mergedFrom: null, shopperId: after.shopperId, bearer: before.bearer });
  });

  it("are never shared by two persons: the second gets a bearer of their own, the first is signed out", async () => {
    const ada = await open({ token: await tokenFor("ada") });
    const bob = await open({ bearer: ada.bearer, token: await tokenFor("bob") });
    expect(bob.bearer).not.to.equal(ada.bearer);
    expect(bob).to.include({ mergedFrom: null });
    expect(bob.shopperId).not.to.equal(ada.shopperId);
    expect(await actorOf(ada.bearer)).to.equal(undefined);
    expect(house.notices).to.deep.include({ kind: "session-ended", sessionIds: [sha256(ada.bearer)] });
  });

  it("take a token once, but for the browser that holds its subject's session", async () => {
    const token = await tokenFor("ada");
    const own = await open({ token });
    const reload = await open({ token, bearer: own.bearer });
    expect(reload).to.include({ rejected: null, bearer: own.bearer });
    const thief = await open({ token });
    expect(thief.rejected).to.equal("used_before");
    expect(thief.shopper).to.deep.equal({ name: null, isVerified: false });
    expect(thief.shopperId).not.to.equal(own.shopperId);
    const laptop = await open({ token: await tokenFor("ada") });
    expect(
      (await open({ token: await tokenFor("ada", { jti: "j" }), bearer: laptop.bearer })).rejected,
    ).to.equal(null);
    expect((await open({ token: await tokenFor("ada", { jti: "j" }) })).rejected).to.equal("used_before");
  });

  it("take a token once also when two browsers show it at the same moment", async () => {
    const token = await tokenFor("ada");
    const both = await Promise.all([open({ token }), open({ token })]);
    expect(both.map(({ rejected }) => rejected).sort()).to.deep.equal(["used_before", null].sort());
  });

  it("forget used tokens that have expired since", async () => {
    for (const sub of ["ada", "bob", "eve"]) await open({ token: await tokenFor(sub) });
    house.clock.advance(2 * day);
    await open({ token: await tokenFor("ada") });
    expect(await house.reader.count(usedTokens, {})).to.equal(1);
  });

  it("count the token ids of each storefront for itself", async () => {
    const other = await house.makeStorefront({ name: "Other" });
    expect((await open({ token: await tokenFor("ada", { jti: "1" }) })).rejected).to.equal(null);
    const there = await open({ token: await tokenFor("ada", { jti: "1" }, other) }, other);
    expect(there.rejected).to.equal(null);
    expect((await open({ token: await tokenFor("ada", {}, other) })).rejected).to.equal("unknown_key");
  });

  it("are anonymous after a rejected token, and say why", async () => {
    const late = await open({ token: await tokenFor("ada", { exp: house.clock.now() / 1000 }) });
    expect(late.rejected).to.equal("expired");
    expect(late.shopper).to.deep.equal({ name: null, isVerified: false });
    expect((await open({ token: "forged" })).rejected).to.equal("malformed");
    expect((await open({ token: await tokenFor("ada", { sub: 7 }) })).rejected).to.equal("malformed");
  });

  it("go on for their own person with a token that has run out, and not for another's", async () => {
    const token = await tokenFor("ada");
    const ada = await open({ token });
    house.clock.advance(11 * minute);
    const later = await open({ token, bearer: ada.bearer });
    expect(later).to.include({ bearer: ada.bearer, rejected: "expired" });
    expect(later.shopper.isVerified).to.equal(true);
    const bob = await open({ token: await tokenFor("bob", { exp: 1 }), bearer: ada.bearer });
    expect(bob.bearer).not.to.equal(ada.bearer);
    expect(bob.shopper).to.deep.equal({ name: null, isVerified: false });
    expect((await actorOf(ada.bearer))?.shopperId).to.equal(ada.shopperId);
  });

  it("find the shop's record of the person by its id, else by the signed e-mail", async () => {
    const { storefrontId } = shop;
    const byId = await house.makeCustomer(storefrontId, { externalId: "ada", email: "other@mail.example" });
    const byEmail = await house.makeCustomer(storefrontId, { email: "bob@mail.example" });
    await house.makeCustomer((await house.makeStorefront()).storefrontId, { externalId: "eve" });
    const customerOf = async (sub: string) =>
      (await actorOf((await open({ token: await tokenFor(sub) })).bearer))?.customerId;
    expect(await customerOf("ada")).to.equal(byId.id);
    expect(await customerOf("bob")).to.equal(byEmail.id);
    expect(await customerOf("eve")).to.equal(null);
  });

  it("find a record that was imported since", async () => {
    const ada = await open({ token: await tokenFor("ada") });
    const customer = await house.makeCustomer(shop.storefrontId, { externalId: "ada" });
    await open({ token: await tokenFor("ada"), bearer: ada.bearer });
    expect((await house.reader.one(shoppers, { id: ada.shopperId }))?.customerId).to.equal(customer.id);
  });
});
