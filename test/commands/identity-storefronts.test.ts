import { expect } from "chai";
import type { Caller } from "../../backend/core/actor.ts";
import { newId } from "../../backend/core/ids.ts";
import { readStorefrontList, readStorefrontNames } from "../../backend/shop/storefronts/queries.ts";
import { isOriginAllowed, readStorefrontByKey } from "../../backend/shop/storefronts/read-storefront.ts";
import { rotateMerchantSecret } from "../../backend/shop/storefronts/rotate-merchant-secret.ts";
import { rotateSecret } from "../../backend/shop/storefronts/rotate-secret.ts";
import { saveStorefront } from "../../backend/shop/storefronts/save-storefront.ts";
import { identitySecrets, merchantSecret } from "../../backend/shop/storefronts/secrets.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";

const settings = {
  name: "Tea & Cups",
  origins: ["https://shop.example/teas", "https://SHOP.example", "http://localhost:3001"],
  accent: "#0a7d5a",
  position: "right",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  merchant: { adapter: "webhook", url: "https://erp.example/frontline" },
};

describe("storefronts", () => {
  let house: TestHouse;
  let admin: Caller;
  beforeEach(async () => {
    house = await createTestHouse();
    admin = (await house.makePerson("admin")).caller;
  });
  afterEach(() => house.close());

  const save = (input: unknown) => house.run<{ storefrontId: string }>(saveStorefront, input, admin);
  const list = async () => {
    const actor = { kind: "system" } as const;
    return (await readStorefrontList.read(house.reader, {}, actor, house.clock.now())).storefronts;
  };

  it("are made with a key and secrets, and found by the exact key", async () => {
    const { storefrontId } = await save({ storefrontId: null, settings });
    const [made] = await list();
    expect(made?.storefrontId).to.equal(storefrontId);
    expect(made?.settings).to.deep.equal({
      ...settings,
      origins: ["https://shop.example", "http://localhost:3001"],
    });
    expect(made?.secrets).to.have.length(1);
    expect(made?.hasMerchantSecret).to.equal(true);
    const key = made?.key ?? "";
    expect(key).to.match(/^[\w-]{43}$/);
    expect((await readStorefrontByKey(house.reader, key))?.id).to.equal(storefrontId);
    expect(await readStorefrontByKey(house.reader, `${key.slice(0, -1)}!`)).to.equal(null);
    const swapped = key.replace(/[a-zA-Z]/g, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    expect(await readStorefrontByKey(house.reader, swapped)).to.equal(null);
    expect(house.notices).to.deep.include({ kind: "topics", to: { kind: "staff" }, topics: ["storefronts"] });
  });

  it("let only their own origins use the key", async () => {
    const origins = ["https://shop.example", "http://localhost:3001"];
    expect(isOriginAllowed({ origins }, "https://shop.example")).to.equal(true);
    expect(isOriginAllowed({ origins }, "http://localhost:3001")).to.equal(true);
    for (const origin of ["http://shop.example", "https://shop.example.evil.test", "null", "", undefined]) {
      expect(isOriginAllowed({ origins }, origin), String(origin)).to.equal(false);
    }
  });

  it("change their settings and keep their key", async () => {
    const { storefrontId } = await save({ storefrontId: null, settings });
    const [before] = await list();
    const manual = { adapter: "manual", url: null };
    await save({ storefrontId, settings: { ...settings, name: "Cups", merchant: manual } });
    const [after] = await list();
    expect(after?.key).to.equal(before?.key);
    // What is under way is still asked for at the address.
    const { url } = settings.merchant;
    expect(after?.settings).to.deep.include({ name: "Cups", merchant: { adapter: "manual", url } });
    expect(await readStorefrontNames(house.reader)).to.deep.equal([
      { id: storefrontId, name: "Cups", locale: "zh-CN", timeZone: "Asia/Shanghai" },
    ]);
  });

  it("refuse a webhook without address, an unknown id, and settings that are none", async () => {
    const noUrl = { ...settings, merchant: { adapter: "webhook", url: null } };
    expect((await refusalOf(save({ storefrontId: null, settings: noUrl }))).code).to.equal("malformed");
    expect((await refusalOf(save({ storefrontId: newId(), settings }))).code).to.equal("not_found");
    for (const wrong of [{ accent: "red" }, { timeZone: "Mars/Base" }, { origins: ["shop.example"] }]) {
      const input = { storefrontId: null, settings: { ...settings, ...wrong } };
      expect((await refusalOf(save(input))).code, JSON.stringify(wrong)).to.equal("malformed");
    }
    expect(await list()).to.deep.equal([]);
  });

  it("have two valid identity secrets: the newest and the one before", async () => {
    const { storefrontId, identity } = await house.makeStorefront();
    const rotate = () => house.run<{ kid: string; secret: string }>(rotateSecret, { storefrontId }, admin);
    const first = { kid: identity.id, secret: identity.secret };
    const second = await rotate();
    expect(await identitySecrets(house.reader, storefrontId)).to.deep.equal([second, first]);
    const third = await rotate();
    expect(await identitySecrets(house.reader, storefrontId)).to.deep.equal([third, second]);
    house.clock.advance(1000);
    const fourth = await rotate();
    expect(await identitySecrets(house.reader, storefrontId)).to.deep.equal([fourth, third]);
    const row = (await list()).find((each) => each.storefrontId === storefrontId);
    expect(row?.secrets.map(({ kid }) => kid)).to.deep.equal([fourth.kid, third.kid]);
    expect(JSON.stringify(row)).not.to.include(fourth.secret);
  });

  it("have one merchant's secret, the newest", async () => {
    const { storefrontId, merchant, identity } = await house.makeStorefront();
    expect(await merchantSecret(house.reader, storefrontId)).to.equal(merchant.secret);
    const { secret } = await house.run<{ secret: string }>(rotateMerchantSecret, { storefrontId }, admin);
    expect(await merchantSecret(house.reader, storefrontId)).to.equal(secret);
    expect(secret).not.to.equal(merchant.secret);
    expect(await identitySecrets(house.reader, storefrontId)).to.have.length(1);
    expect((await identitySecrets(house.reader, storefrontId))[0]?.secret).to.equal(identity.secret);
    expect(await merchantSecret(house.reader, newId())).to.equal(null);
  });

  it("are for admins alone to change", async () => {
    const { storefrontId } = await house.makeStorefront();
    for (const role of ["agent", "supervisor", "department"] as const) {
      const { caller } = await house.makePerson(role);
      for (const command of [rotateSecret, rotateMerchantSecret]) {
        expect((await refusalOf(house.run(command, { storefrontId }, caller))).code).to.equal("not_allowed");
      }
    }
    expect((await refusalOf(house.run(rotateSecret, { storefrontId: newId() }, admin))).code).to.equal(
      "not_found",
    );
  });
});
