import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { attempts, remedies } from "../../backend/remedies/tables.ts";
import { readMerchantSecrets } from "../../backend/shop/merchant/open-port.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { orderMoney, orders } from "../../backend/shop/tables.ts";
import { entries } from "../../backend/tickets/tables.ts";
import { type Backend, createBackend } from "../chaos/backends.ts";
import { until } from "../chaos/processes.ts";
import { onServices, redisServer } from "../support/database.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { behave, startFakeMerchant } from "../support/fake-merchant.ts";
import { createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { openTicket, refundOf, runAs } from "../support/situations.ts";
import { openTcpProxy, type TcpProxy, targetOf, throughProxy } from "../support/tcp-proxy.ts";

type Merchant = Awaited<ReturnType<typeof startFakeMerchant>>;

/** By the lock's end, two looks for jobs without one, and a loaded machine; see core/jobs/bull-queue.ts. */
const takenOverWithinMs = 60_000;
const amountMinor = 1280;

onServices("a job whose node is killed in the middle of it", function () {
  this.timeout(180_000);
  let folder: string;
  let house: TestHouse;
  let scene: ShopScene;
  let merchant: Merchant;
  /** Between the second node and Redis: it is not to take the job before the first one has. */
  let line: TcpProxy;
  let nodes: Backend[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "frontline-killed-"));
    house = await createTestHouse();
    house.clock.set(Date.now());
    scene = await createShopScene(house);
    line = await openTcpProxy(targetOf(redisServer, 6379));
    const [secret = ""] = await readMerchantSecrets(house.reader, scene.storefrontId);
    merchant = await startFakeMerchant({ secret, now: Date.now });
    const webhook = { merchantAdapter: "webhook" as const, merchantUrl: merchant.url };
    await house.save(update(storefronts, { id: scene.storefrontId }, webhook));
    const place = {
      root: resolve("."),
      folder,
      publicUrl: "http://127.0.0.1",
      databaseUrl: house.databaseUrl,
      skewMs: 0,
    };
    nodes = [
      await createBackend({ ...place, name: "first", redisUrl: redisServer }),
      await createBackend({ ...place, name: "second", redisUrl: throughProxy(redisServer, line) }),
    ];
  });
  afterEach(async () => {
    for (const node of nodes) await node.kill();
  });
  after(async () => {
    await line.close();
    await merchant.close();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  const isReady = async ({ port }: Backend) => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;

  it("is taken by another node, which finds what the first had done and does it no second time", async () => {
    const [first, second] = nodes as [Backend, Backend];
    line.shut();
    await Promise.all([first.start(), second.start()]);
    const situation = await openTicket(scene);
    // The money moves, and the answer never comes.
    merchant.next(behave.settlesInSilence);
    const request = refundOf(situation, amountMinor);
    const { remedyId } = await runAs<{ remedyId: string }>(scene, "agent", "remedy.grant", { request });
    await until(() => merchant.posts().length === 1, { withinMs: 20_000, what: "the payout's call" });
    line.open();
    await until(() => isReady(second), { withinMs: 8000, what: "the second node's Redis" });
    await first.kill();
    const settled = async () =>
      (await house.reader.one(remedies, { id: remedyId }))?.state === "settled" &&
      (await house.reader.count(jobs, { kind: "remedy.pay" })) === 0;
    await until(settled, { withinMs: takenOverWithinMs, what: "the job, taken over" });

    expect(first.crashes()).to.deep.equal([]);
    expect(merchant.posts()).to.have.length(1);
    expect(merchant.gets().length).to.be.at.least(1);
    expect(new Set(merchant.calls.map(({ key }) => key)).size).to.equal(1);
    expect(merchant.states.size).to.equal(1);
    const of = { where: { remedyId }, order: { attempt: "ASC" as const }, take: 10 };
    expect((await house.reader.many(attempts, of)).map(({ attempt }) => attempt)).to.deep.equal([1]);
    const { id: orderId } = situation.order;
    const order = await house.reader.one(orders, { id: orderId });
    expect(order).to.deep.include({ refundedMinor: amountMinor, reservedMinor: 0 });
    const given = await house.reader.many(orderMoney, { where: { orderId }, take: 10 });
    expect(given.filter(({ kind }) => kind === "refund")).to.have.length(1);
    const { ticketId } = situation;
    const told = await house.reader.many(entries, { where: { ticketId, kind: "remedy.settled" }, take: 10 });
    expect(told).to.have.length(1);
  });
});
