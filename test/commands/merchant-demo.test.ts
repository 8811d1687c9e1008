import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import express from "express";
import { update } from "../../backend/core/database/writes.ts";
import { createLog } from "../../backend/core/log.ts";
import { createDemoMerchant, type DemoMerchant } from "../../backend/demo/merchant/create-demo-merchant.ts";
import { failingEnding, pendingEnding, soldOutMark } from "../../backend/demo/merchant/demo-behaviour.ts";
import { webhookAdapter } from "../../backend/shop/merchant/webhook-adapter.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { orderLines, orders } from "../../backend/shop/tables.ts";
import { createRemedyScene, type RemedyScene, reshipOf } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

async function listen(app: express.Express): Promise<{ server: Server; url: string }> {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("the demo shop's merchant", () => {
  let at: RemedyScene;
  let demo: DemoMerchant;
  let helpdesk: { server: Server; url: string };
  let shop: { server: Server; url: string };
  const told: { resolve: () => void }[] = [];

  before(async () => {
    at = await createRemedyScene();
    const desk = express();
    desk.post(
      "/merchant/callback/:storefrontId",
      express.text({ type: () => true }),
      async (request, response) => {
        const { storefrontId } = request.params as { storefrontId: string };
        const signature = request.header("frontline-signature");
        const call = { storefrontId, rawBody: String(request.body), signature };
        const { status } = await at.callback(call, at.house.clock.now());
        response.sendStatus(status);
        told.shift()?.resolve();
      },
    );
    helpdesk = await listen(desk);
    const site = express();
    shop = await listen(site);
    demo = openDemo();
    site.use("/merchant", (request, response, next) => demo.router(request, response, next));
    const set = { merchantUrl: `${shop.url}/merchant` };
    await at.house.save(update(storefronts, { id: at.scene.storefrontId }, set));
  });
  after(async () => {
    demo.close();
    for (const { server } of [helpdesk, shop]) {
      server.closeAllConnections();
      server.close();
    }
    await at.close();
  });

  function openDemo(): DemoMerchant {
    const file = join(at.house.folder, "demo", "merchant.json");
    return createDemoMerchant({
      secret: at.secret,
      clock: at.house.clock,
      helpdeskUrl: helpdesk.url,
      file,
      laterMs: 0,
    });
  }

  const nextCallback = () => new Promise<void>((resolve) => void told.push({ resolve }));

  async function grant(amountMinor: number, paymentReference = "credit_card_4998749") {
    const situation: Situation = await openTicket(at.scene);
    await at.house.save(update(orders, { id: situation.order.id }, { paymentReference }));
    const request = refundOf(situation, amountMinor);
    return at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
  }

  it("pays cards back at once", async () => {
    const { remedyId } = await grant(1000);
    await at.work();
    const remedy = await at.remedy(remedyId);
    expect(remedy.state).to.equal("settled");
    expect(remedy.settlement).to.include({ hint: "card ••8749", arrivesInDays: 3 });
  });

  for (const [what, amountMinor, reference] of [
    ["other ways of payment", 1000, "paypal_6753664"],
    ["the pending ending", 1000 + pendingEnding, "credit_card_4998749"],
  ] as const) {
    it(`calls ${what} pending, and calls back signed`, async () => {
      const { remedyId } = await grant(amountMinor, reference);
      const callback = nextCallback();
      await at.work();
      await callback;
      expect((await at.remedy(remedyId)).state).to.equal("settled");
    });
  }

  it("fails what ends as it is told, and says so again when asked", async () => {
    const { remedyId } = await grant(1000 + failingEnding);
    await at.work();
    expect((await at.remedy(remedyId)).failure?.code).to.equal("card_closed");
  });

  it("sends parcels, with a tracking number a little later, and not what is sold out", async () => {
    const situation = await openTicket(at.scene);
    const [cup] = situation.lines;
    const send = () =>
      at.as<{ remedyId: string }>("agent", "remedy.grant", {
        request: reshipOf(situation, [{ lineId: cup?.id ?? "", quantity: 1 }]),
      });
    const callback = nextCallback();
    const { remedyId } = await send();
    await at.work();
    await callback;
    expect((await at.remedy(remedyId)).settlement?.hint).to.match(/^SF[0-9A-F]{12}$/);
    await at.house.save(update(orderLines, { id: cup?.id }, { sku: `CUP-${soldOutMark}` }));
    const second = await at.as<{ remedyId: string }>("supervisor", "remedy.grant", {
      request: reshipOf(situation, [{ lineId: cup?.id ?? "", quantity: 1 }]),
    });
    await at.work();
    expect((await at.remedy(second.remedyId)).failure?.code).to.equal("out_of_stock");
  });

  it("remembers its keys over a restart", async () => {
    const { remedyId } = await grant(1500);
    await at.work();
    const [attempt] = await at.attemptsOf(remedyId);
    demo.close();
    demo = openDemo();

    const port = webhookAdapter({
      url: `${shop.url}/merchant`,
      secrets: [at.secret],
      clock: at.house.clock,
      log: createLog("silent"),
    });
    const money = { amountMinor: 1500, currency: "CNY" };
    expect(await port.stateOf({ key: attempt?.id ?? "", money })).to.include({ state: "settled" });
    expect(await port.stateOf({ key: "unheard-of", money })).to.deep.equal({ state: "not_known" });
  });

  it("takes nothing that is not signed", async () => {
    const response = await fetch(`${shop.url}/merchant/refunds`, {
      method: "POST",
      body: "{}",
      headers: { "idempotency-key": "k", "frontline-signature": "t=1,v1=00" },
    });
    expect(response.status).to.equal(401);
  });
});
