import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { type FileTally, importFolder } from "../../backend/shop/import/import-folder.ts";
import { unitWorths } from "../../backend/shop/orders/order-worth.ts";
import { findOrderByNumber } from "../../backend/shop/orders/read-order.ts";
import { customers, orderLines, orderMoney, orders, shipments, variants } from "../../backend/shop/tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { csv, lineCells, orderCells } from "../support/exports.ts";
import { importScene } from "../support/import-scene.ts";

const retail = resolve("../shared/retail");
const counts = ({ imported, updated, unchanged, bad }: FileTally) => [
  imported,
  updated,
  unchanged,
  bad.length,
];

describe("import: into a shop", () => {
  let house: TestHouse;
  let scene: ReturnType<typeof importScene>;
  before(async () => {
    house = await createTestHouse();
    scene = importScene(house);
  });
  after(() => house.close());

  it("reads a real shop, and changes nothing when it is read again", async function () {
    if (!existsSync(retail)) this.skip();
    const { storefrontId } = await house.makeStorefront();
    const parts = { execute: house.execute, storefrontId, report: () => undefined };
    const first = await importFolder(retail, parts);
    expect(first.map(counts)).to.deep.equal([
      [500, 0, 0, 0],
      [591, 0, 0, 0],
      [1000, 0, 0, 0],
      [577, 0, 0, 0],
    ]);
    const rows = async () => [
      await house.reader.count(customers, { storefrontId }),
      await house.reader.count(variants, { storefrontId }),
      await house.reader.count(orders, { storefrontId }),
      await house.reader.count(orderLines, { storefrontId }),
      await house.reader.count(shipments, { storefrontId }),
      await house.reader.count(orderMoney, { storefrontId }),
    ];
    const before = await rows();
    expect(before).to.deep.equal([500, 591, 1000, 2971, 577, 1102]);
    const again = await importFolder(retail, parts);
    expect(again.map(counts)).to.deep.equal([
      [0, 0, 500, 0],
      [0, 0, 591, 0],
      [0, 0, 1000, 0],
      [0, 0, 577, 0],
    ]);
    expect(await rows()).to.deep.equal(before);

    const o = await scene.orderOf(storefrontId, "w1006327");
    expect(o.order).to.include({
      number: "#W1006327",
      currency: "USD",
      totalMinor: 257_753,
      paidMinor: 257_753,
      refundedMinor: 0,
      orderedAt: Date.UTC(2026, 10, 19, 4),
    });
    expect(o.lines[0]).to.include({ title: "Action Camera", variant: "1080p / yes / black" });
    const pieces = [...unitWorths(o).values()].flat();
    expect(pieces.reduce((a, b) => a + b, 0)).to.equal(257_753);
    const buyer = await house.reader.one(customers, { id: o.order.customerId ?? "" });
    expect(buyer).to.include({ email: o.order.email });
  }).timeout(60_000);

  it("books parcels on their orders, and says which order is not known", async () => {
    const parcel = {
      Order: "#1001",
      "Tracking Number": "T1",
      Carrier: "SF Express",
      SKUs: "KETTLE-15 FILTER",
      "Shipped at": "2026-03-02 01:00:00 +0000",
      "Delivered at": "",
    };
    const { storefrontId, bad } = await scene.shopWith([orderCells()], {
      "shipments.csv": csv([
        parcel,
        { ...parcel, Order: "#999", "Tracking Number": "T2" },
        { ...parcel, "Tracking Number": "T3", "Delivered at": "2026-03-01 01:00:00 +0000" },
      ]),
    });
    expect(bad).to.deep.equal([
      { line: 3, reason: "order #999 is not known" },
      { line: 4, reason: "Delivered at is before Shipped at" },
    ]);
    const [tally] = await scene.importFiles(storefrontId, {
      "shipments.csv": csv([{ ...parcel, "Delivered at": "2026-03-04 01:00:00 +0000" }]),
    });
    expect(tally).to.include({ imported: 0, updated: 1 });
    const rows = await house.reader.many(shipments, { where: { storefrontId }, take: 5 });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ skus: ["KETTLE-15", "FILTER"], deliveredAt: Date.UTC(2026, 2, 4, 1) });
  });

  it("keeps what is ours when an order is imported again", async () => {
    const { storefrontId } = await scene.shopWith([orderCells()]);
    const { order, lines } = await scene.orderOf(storefrontId);
    const lineId = lines[0]?.id ?? "";
    await house.save(
      update(orders, { id: order.id }, { reservedMinor: 1000 }),
      update(orderLines, { id: lineId }, { refundedQuantity: 1, reshippedQuantity: 1 }),
    );
    const [tally] = await scene.importFiles(storefrontId, {
      "orders.csv": csv([
        orderCells({ Subtotal: "295.00", Total: "295.00", "Lineitem name": "Glass kettle - 1.5 l / blue" }),
        lineCells(),
      ]),
    });
    expect(tally).to.include({ imported: 0, updated: 1 });
    const after = await scene.orderOf(storefrontId);
    expect(after.order).to.include({
      id: order.id,
      reservedMinor: 1000,
      totalMinor: 29_500,
      paidMinor: 29_500,
    });
    expect(after.lines).to.have.length(2);
    expect(after.lines[0]).to.include({
      id: lineId,
      variant: "1.5 l / blue",
      refundedQuantity: 1,
      reshippedQuantity: 1,
    });
    const [refused] = await scene.importFiles(storefrontId, {
      "orders.csv": csv([orderCells({ "Lineitem sku": "OTHER" })]),
    });
    expect(refused?.bad.map((row) => row.reason)).to.deep.equal([
      'line "Glass kettle" is gone, of which pieces were refunded or sent again',
    ]);
  });

  it("counts refunds made elsewhere once and ours not twice, also when an older file is imported again", async () => {
    const { storefrontId } = await scene.shopWith([orderCells({ "Refunded Amount": "50.00" })]);
    const { order } = await scene.orderOf(storefrontId);
    const importWith = async (refunded: string) => {
      await scene.importFiles(storefrontId, {
        "orders.csv": csv([orderCells({ "Refunded Amount": refunded })]),
      });
      return (await scene.orderOf(storefrontId)).order;
    };
    expect(order.refundedMinor).to.equal(5000);
    const ours = {
      id: newId(),
      storefrontId,
      orderId: order.id,
      kind: "refund" as const,
      amountMinor: 3000,
      source: "frontline" as const,
      reference: newId(),
      at: 0,
    };
    await house.save(insert(orderMoney, ours), update(orders, { id: order.id }, { refundedMinor: 8000 }));
    expect(await importWith("50.00")).to.include({ refundedMinor: 8000 });
    expect(await importWith("80.00")).to.include({ refundedMinor: 8000 });
    expect(await importWith("100.00")).to.include({ refundedMinor: 10_000 });
    expect(await importWith("80.00")).to.include({ refundedMinor: 10_000 });
    expect(await importWith("256.00")).to.include({ refundedMinor: 25_600, financialStatus: "refunded" });
  });

  it("counts a refund that may be ours and on its way as given, until the next file can tell", async () => {
    const { storefrontId } = await scene.shopWith([orderCells()]);
    const { order } = await scene.orderOf(storefrontId);
    await house.save(update(orders, { id: order.id }, { reservedMinor: 3000 }));
    const file = { "orders.csv": csv([orderCells({ "Refunded Amount": "30.00" })]) };
    await scene.importFiles(storefrontId, file);
    expect((await scene.orderOf(storefrontId)).order).to.include({
      refundedMinor: 3000,
      reservedMinor: 3000,
    });
    const ours = { id: newId(), storefrontId, orderId: order.id, reference: newId(), at: 0 };
    await house.save(
      insert(orderMoney, { ...ours, kind: "refund", amountMinor: 3000, source: "frontline" }),
      update(orders, { id: order.id }, { refundedMinor: 6000, reservedMinor: 0 }),
    );
    await scene.importFiles(storefrontId, file);
    expect((await scene.orderOf(storefrontId)).order).to.include({ refundedMinor: 3000, reservedMinor: 0 });
  });

  it("finds an order by its number with or without #, in any case, and by nothing else", async () => {
    const { storefrontId } = await scene.shopWith([orderCells({ Name: "#Ko_1001", Id: "a" })]);
    const other = await house.makeStorefront();
    const find = (text: string, shop = storefrontId) => findOrderByNumber(house.reader, shop, text);
    for (const text of ["#Ko_1001", "ko_1001", " #KO_1001 "])
      expect(await find(text), text).to.not.equal(null);
    for (const text of ["", "#", "%", "KoX1001", "Ko_100", "Ko\\_1001", "1001"]) {
      expect(await find(text), text).to.equal(null);
    }
    expect(await find("#Ko_1001", other.storefrontId)).to.equal(null);
  });
});
