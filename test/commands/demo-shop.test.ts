import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { readPolicy } from "../../backend/authority/queries.ts";
import { openDemoTickets } from "../../backend/demo/demo-tickets.ts";
import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { createDemoShop } from "../../backend/demo/shop/create-demo-shop.ts";
import { html } from "../../backend/demo/shop/html.ts";
import { optionName } from "../../backend/demo/shop/option-name.ts";
import { verifyIdentityToken } from "../../backend/shop/identity/verify-identity-token.ts";
import { refundableMinor, unitWorths } from "../../backend/shop/orders/order-worth.ts";
import { findOrderByNumber, readOrder } from "../../backend/shop/orders/read-order.ts";
import type { StorefrontRow } from "../../backend/shop/storefront-tables.ts";
import { identitySecrets } from "../../backend/shop/storefronts/secrets.ts";
import { customers, orders, shipments, variants } from "../../backend/shop/tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { tickets } from "../../backend/tickets/tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";

const helpdeskUrl = "http://localhost:3000";

describe("the demo", () => {
  let house: TestHouse;
  let storefront: StorefrontRow;
  let server: Server;
  let shop: string;

  const seed = (port: number) =>
    seedDemo({
      reader: house.reader,
      execute: house.execute,
      shopOrigins: [`http://localhost:${port}`],
      merchantUrl: `http://127.0.0.1:${port}/merchant`,
    });

  before(async () => {
    house = await createTestHouse();
    // Shoppers' tokens expire by the real clock.
    house.clock.set(Date.now());
    storefront = await seed(3001);
    await openDemoTickets({ reader: house.reader, execute: house.execute, storefrontId: storefront.id });
    const { reader, execute, clock } = house;
    server = createServer(createDemoShop({ storefront, helpdeskUrl, reader, execute, clock }));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await house.close();
  });

  const counts = async () => {
    const { id: storefrontId } = storefront;
    return [
      await house.reader.count(customers, { storefrontId }),
      await house.reader.count(variants, { storefrontId }),
      await house.reader.count(orders, { storefrontId }),
      await house.reader.count(shipments, { storefrontId }),
      await house.reader.count(tickets, { storefrontId }),
      await house.reader.count(people, {}),
      (await readPolicy(house.reader, storefrontId))?.version,
    ];
  };

  async function signInAs(shopper: string): Promise<string> {
    const response = await fetch(`${shop}/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ shopper }),
      redirect: "manual",
    });
    return response.headers.getSetCookie().join("; ");
  }
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(shop + path, { headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it("is seeded once, and a second start only learns where the shop listens now", async () => {
    const before = await counts();
    expect(before).to.deep.equal([40, 30, 121, before[3], 5, 8, 1]);
    const again = await seed(4001);
    await openDemoTickets({ reader: house.reader, execute: house.execute, storefrontId: again.id });
    expect(await counts()).to.deep.equal(before);
    expect(again.origins).to.deep.equal(["http://localhost:3001", "http://localhost:4001"]);
    expect(again.merchantUrl).to.equal("http://127.0.0.1:4001/merchant");
  });

  it("sells orders that add up, with quantities, discounts, tax, shipping and partial refunds among them", async () => {
    const rows = await house.reader.many(orders, { where: { storefrontId: storefront.id }, take: 200 });
    let pieces = 0;
    for (const row of rows) {
      const o = await readOrder(house.reader, row.id);
      const worths = o === null ? [] : [...unitWorths(o).values()];
      expect(worths.flat().reduce((a, b) => a + b, 0)).to.equal(row.totalMinor);
      pieces = Math.max(pieces, ...worths.map((each) => each.length));
    }
    expect(pieces).to.be.greaterThan(1);
    const some = (holds: (row: (typeof rows)[number]) => boolean) => expect(rows.some(holds)).to.equal(true);
    some((row) => row.discountMinor > 0);
    some((row) => row.taxMinor > 0);
    some((row) => row.shippingMinor > 0);
    some((row) => row.refundedMinor > 0 && refundableMinor(row) > 0);
    some((row) => row.currency === "USD" && row.totalMinor > 100_000);
  });

  it("leaves tickets in several states on the desk", async () => {
    const rows = await house.reader.many(tickets, { order: { number: "ASC" }, take: 10 });
    expect(
      rows.map((row) => [
        row.status,
        row.openEscalations,
        row.openPayouts,
        row.pendingApprovals,
        row.ratingScore,
      ]),
    ).to.deep.equal([
      ["open", 1, 0, 0, null],
      ["open", 0, 1, 0, null],
      ["open", 0, 0, 1, null],
      ["resolved", 0, 0, 0, 5],
      ["open", 0, 0, 0, null],
    ]);
  });

  it("serves pages in the visitor's language, with one tag of ours under a strict policy", async () => {
    const chinese = await page("/", { "accept-language": "zh-CN,zh;q=0.9" });
    expect(chinese.text).to.include('<html lang="zh-CN">').and.include("耐热玻璃水壶");
    const english = await page("/?lang=en", { "accept-language": "zh-CN" });
    expect(english.text).to.include('<html lang="en">').and.include("Glass kettle");
    expect(english.text).to.include(
      `<script async src="${helpdeskUrl}/widget.js" data-storefront="demo"></script>`,
    );
    const policy = english.headers.get("content-security-policy") ?? "";
    expect(policy).to.include(`script-src 'self' ${helpdeskUrl};`).and.not.include("unsafe");
    expect(policy).to.include(`connect-src 'self' ${helpdeskUrl} ws://localhost:3000;`);
    expect(english.text).to.not.match(/<style|style=|<script>|onclick/);
  });

  it("leads to the other language of the same page and nowhere else, whatever the address looks like", async () => {
    for (const path of ["/", "/sign-in", "//other.example", "//other.example/%2e%2e", "/\\other.example"]) {
      const response = await fetch(shop + path, { redirect: "manual" });
      const [, link = ""] = /<a href="([^"]*lang=[^"]*)"/.exec(await response.text()) ?? [];
      const reached = new URL(link, response.url);
      expect(reached.origin, path).to.equal(shop);
      expect(reached.pathname, path).to.equal(new URL(response.url).pathname);
    }
  });

  it("draws a picture of every variant", async () => {
    const rows = await house.reader.many(variants, { where: { storefrontId: storefront.id }, take: 50 });
    for (const { sku } of rows) {
      const picture = await page(`/pictures/${sku}.svg`);
      expect(picture.headers.get("content-type")).to.include("image/svg+xml");
      expect(picture.text, sku)
        .to.match(/^<svg .*<\/svg>$/s)
        .and.not.match(/NaN|undefined/);
    }
  });

  it("vouches for who is signed in, by a token that the helpdesk believes, and for nobody else", async () => {
    const cookie = await signInAs("mei-tanaka");
    const { token } = JSON.parse((await page("/identity", { cookie })).text);
    const secrets = await identitySecrets(house.reader, storefront.id);
    const verified = await verifyIdentityToken(token, secrets, Date.now());
    expect(verified).to.deep.include({ ok: true });
    expect(verified.ok && verified.claims).to.include({
      sub: "mei-tanaka",
      email: "mei.tanaka@mail.example",
      name: "Mei Tanaka",
    });
    expect(JSON.parse((await page("/identity")).text)).to.deep.equal({ token: null });
    const forged = { cookie: "kotori_shopper=chen-bo" };
    expect(JSON.parse((await page("/identity", forged)).text)).to.deep.equal({ token: null });
    const unknown = await fetch(`${shop}/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ shopper: "x" }),
    });
    expect(unknown.status).to.equal(404);
  });

  it("shows somebody their own orders only, and tells the widget which", async () => {
    const cookie = await signInAs("mei-tanaka");
    const list = await page("/orders", { cookie });
    const [, number = ""] = /href="\/orders\/(K\d+)"/.exec(list.text) ?? [];
    const own = await page(`/orders/${number}`, { cookie });
    expect(own.text).to.include(`data-order-number="#${number}"`);
    const other = await page(`/orders/${number}`, { cookie: await signInAs("li-na") });
    expect(other.status).to.equal(404);
    expect((await page(`/orders/${number}`)).headers.get("location")).to.equal("/sign-in");
  });

  it("takes an order, which the helpdesk then knows", async () => {
    const cookie = await signInAs("zhang-wei");
    const buy = (sku: string) =>
      fetch(`${shop}/orders`, {
        method: "POST",
        body: new URLSearchParams({ sku }),
        headers: { cookie },
        redirect: "manual",
      });
    const response = await buy("KT-KETTLE-15");
    const [, number = ""] = /\/orders\/(K\d+)\?thanks/.exec(response.headers.get("location") ?? "") ?? [];
    const order = await findOrderByNumber(house.reader, storefront.id, number);
    expect(order).to.include({ currency: "CNY", totalMinor: 18_000, paidMinor: 18_000 });
    expect((await page(`/orders/${number}?thanks`, { cookie })).status).to.equal(200);
    expect((await buy("NOTHING")).status).to.equal(404);
  });

  it("escapes what it is given, and says plainly that a page is not there", async () => {
    expect(html`<a title="${`"><script>`}">${["<", 1, null, false]}</a>`.text).to.equal(
      '<a title="&quot;&gt;&lt;script&gt;">&lt;1</a>',
    );
    const missing = await page("/%3Cscript%3Ealert(1)%3C/script%3E");
    expect(missing.status).to.equal(404);
    expect(missing.text).to.not.include("<script>");
  });

  it("names options in Chinese", () => {
    expect(optionName("4 cups / sand", "zh-CN")).to.equal("4只装 / 沙色");
    expect(optionName("1.5 l", "zh-CN")).to.equal("1.5升");
    expect(optionName("4 cups / sand", "en")).to.equal("4 cups / sand");
  });
});
