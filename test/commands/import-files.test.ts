import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { customers, orders, variants } from "../../backend/shop/tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { type Cells, csv, customerCells, lineCells, orderCells } from "../support/exports.ts";
import { importScene } from "../support/import-scene.ts";

describe("import: what files hold", () => {
  let house: TestHouse;
  let scene: ReturnType<typeof importScene>;
  before(async () => {
    house = await createTestHouse();
    scene = importScene(house);
  });
  after(() => house.close());

  it("reads quantities, discounts, tax, shipping and a partial refund", async () => {
    const { storefrontId, bad } = await scene.shopWith([
      orderCells({
        "Financial Status": "partially_refunded",
        "Discount Amount": "20.00",
        Subtotal: "269.00",
        Shipping: "12.00",
        Taxes: "26.90",
        Total: "307.90",
        "Lineitem discount": "6.00",
        "Refunded Amount": "50.00",
      }),
      lineCells({ "Lineitem discount": "0.00" }),
    ]);
    expect(bad).to.deep.equal([]);
    const o = await scene.orderOf(storefrontId);
    expect(o.order).to.include({
      subtotalMinor: 26_900,
      discountMinor: 2000,
      shippingMinor: 1200,
      taxMinor: 2690,
      totalMinor: 30_790,
      paidMinor: 30_790,
      refundedMinor: 5000,
      financialStatus: "partially_refunded",
    });
    expect(o.lines.map((line) => [line.quantity, line.unitPriceMinor, line.discountMinor])).to.deep.equal([
      [2, 12_800, 600],
      [1, 3900, 0],
    ]);
  });

  it("takes exports whose Discount Amount counts the lines' discounts in, and prices that contain the tax", async () => {
    const { storefrontId, bad } = await scene.shopWith([
      orderCells({
        "Discount Amount": "6.00",
        Subtotal: "250.00",
        Taxes: "28.76",
        Total: "250.00",
        "Lineitem discount": "6.00",
      }),
    ]);
    expect(bad).to.deep.equal([]);
    expect((await scene.orderOf(storefrontId)).order).to.include({ discountMinor: 0, totalMinor: 25_000 });
  });

  it("reads currencies without and with three decimal places", async () => {
    const { storefrontId, bad } = await scene.shopWith([
      orderCells({ Currency: "JPY", Subtotal: "3960", Total: "3,960", "Lineitem price": "1980" }),
      orderCells({
        Name: "#1002",
        Id: "90002",
        Currency: "KWD",
        Subtotal: "2.468",
        Total: "2.468",
        "Lineitem price": "1.234",
      }),
    ]);
    expect(bad).to.deep.equal([]);
    expect((await scene.orderOf(storefrontId)).order.totalMinor).to.equal(3960);
    expect((await scene.orderOf(storefrontId, "1002")).order.totalMinor).to.equal(2468);
  });

  it("reads BOM, CRLF, quoted line breaks, other spellings of headers, and files without optional columns", async () => {
    const rows = [
      { NAME: "#1001", Note: "leave it\r\nat the door", ...orderCells() },
      lineCells({ NAME: "#1001", Name: "#1001" }),
    ].map(({ Name, "Payment Method": _method, "Refunded Amount": _refunded, ...rest }) => rest as Cells);
    const first = rows[0] as Cells;
    first.Subtotal = "295.00";
    first.Total = "295.00";
    const text = csv(rows, "\r\n").replace("Lineitem price", "lineitem_PRICE ");
    const { storefrontId, bad } = await scene.shopWith([], { "orders.csv": `\uFEFF${text}` });
    expect(bad).to.deep.equal([]);
    const o = await scene.orderOf(storefrontId);
    expect(o.order).to.include({ totalMinor: 29_500, paymentMethod: "", refundedMinor: 0 });
    expect(o.lines).to.have.length(2);
  });

  it("names each bad row with its line and reason, and stores the others", async () => {
    const order = (number: number, over: Cells = {}) =>
      orderCells({ Name: `#${number}`, Id: `id-${number}`, ...over });
    const { storefrontId, bad } = await scene.shopWith([
      order(1),
      order(2, { Currency: "DUCATS" }),
      order(3, { Total: "255.00" }),
      order(4, { "Lineitem price": "-128.00" }),
      order(5, { "Lineitem quantity": "1.5" }),
      order(6, { "Created at": "yesterday" }),
      order(7, { Subtotal: "295.00", Total: "295.00" }),
      lineCells({ Name: "#7", "Lineitem price": "free" }),
      lineCells({ Name: "#8" }),
      order(9, { "Refunded Amount": "256.01" }),
      order(1, { Id: "another" }),
      order(10, { "Financial Status": "maybe" }),
      order(11, { Subtotal: "200.00", Total: "200.00", "Discount Amount": "3.00" }),
      order(12, { Email: "not an address" }),
      order(13, { Subtotal: "295.00", Total: "295.00" }),
      lineCells({ Name: "#13", Currency: "USD" }),
      order(14),
    ]);
    expect(bad.map(({ line, reason }) => `${line} ${reason}`)).to.deep.equal([
      '3 Currency "DUCATS" is no ISO 4217 code',
      "4 Total 255.00 does not match Subtotal, Shipping and Taxes, 256.00",
      '5 Lineitem price "-128.00" is negative',
      '6 Lineitem quantity "1.5" is no whole number',
      '7 Created at "yesterday" is no date and time',
      '9 Lineitem price "free" is no amount in CNY',
      "10 Total is empty, and no row of #8 before it has one",
      "11 Refunded Amount is larger than what was paid",
      "12 is in line 2 already",
      '13 Financial Status "maybe" is unknown',
      "14 Subtotal 200.00 does not match its lines, 256.00 less 3.00",
      '15 Email "not an address" is no e-mail address',
      '17 Currency "USD" is not the order\'s, CNY',
    ]);
    const stored = await house.reader.many(orders, { where: { storefrontId }, take: 20 });
    expect(stored.map((row) => row.number).sort()).to.deep.equal(["#1", "#14"]);
  });

  it("counts lines of the file, also behind quoted line breaks and rows that are too short", async () => {
    const good = csv([orderCells({ Notes: "one\ntwo" })]);
    const columns = good.slice(0, good.indexOf("\n")).split(",").length;
    const { bad } = await scene.shopWith([], { "orders.csv": `${good}#1002,cut off\n` });
    expect(bad).to.deep.equal([{ line: 4, reason: `has 2 fields where the header has ${columns}` }]);
  });

  it("says so when a required column is missing, or a quotation mark never closes", async () => {
    const { Total: _total, ...without } = orderCells();
    expect((await scene.shopWith([without])).bad).to.deep.equal([
      { line: 1, reason: 'the column "Total" is missing; the file is not read' },
    ]);
    const text = `${csv([orderCells()])}"#1002,open,,,\n#1003,,\n`;
    const { storefrontId, bad } = await scene.shopWith([], { "orders.csv": text });
    expect(bad).to.deep.equal([
      {
        line: 3,
        reason: "a quotation mark is opened and never closed; the file is not read from here",
      },
    ]);
    expect((await scene.orderOf(storefrontId)).order.totalMinor).to.equal(25_600);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const { storefrontId } = await house.makeStorefront();
    const text = Buffer.from("Customer ID,Email,First Name\nc1,a@b.example,");
    const latin1 = Buffer.concat([text, Buffer.from([0xe9, 0x0a])]);
    const [tally] = await scene.importFiles(storefrontId, { "customers.csv": latin1 });
    expect(tally?.bad).to.deep.equal([{ line: 2, reason: "is not in UTF-8" }]);
  });

  it("reads customers, with tags, phone and address, and knows them since their first order", async () => {
    const { storefrontId } = await scene.shopWith([orderCells()], {
      "customers.csv": csv([customerCells(), customerCells({ "Customer ID": "", Email: "x@y.example" })]),
    });
    const { order } = await scene.orderOf(storefrontId);
    const customer = await house.reader.one(customers, { storefrontId, externalId: "c1" });
    expect(order.customerId).to.equal(customer?.id);
    expect(customer).to.deep.include({
      name: "Mei Tanaka",
      email: "mei@example.com",
      phone: "+86 21 5555 0101",
      tags: ["vip", "early bird"],
      since: order.orderedAt,
    });
    expect(customer?.address).to.include({ line1: "1 Harbour Road", city: "Shanghai", country: "CN" });
  });

  it("reads variants, whose product is named on its first row, and skips rows that only hold a picture", async () => {
    const { storefrontId } = await house.makeStorefront();
    const product = { Handle: "kettle", Title: "Kettle", Type: "Kitchen", "Option1 Value": "1 l" };
    const files = (stock: number) => ({
      "products.csv": csv([
        { ...product, "Variant SKU": "K-1", "Variant Price": "99.00", "Variant Inventory Qty": stock },
        { Handle: "kettle", "Option1 Value": "2 l", "Variant SKU": "K-2", "Variant Price": "129.00" },
        { Handle: "kettle" },
        { Handle: "kettle", "Variant Price": "1.00" },
      ]),
    });
    const [tally] = await scene.importFiles(storefrontId, files(5));
    expect(tally?.bad).to.deep.equal([{ line: 5, reason: "Variant SKU is empty" }]);
    const kettle = await house.reader.one(variants, { storefrontId, sku: "K-1" });
    expect(kettle).to.include({ title: "Kettle", variant: "1 l", priceMinor: 9900, stock: 5, reserved: 0 });
    expect(await house.reader.one(variants, { storefrontId, sku: "K-2" })).to.include({
      title: "Kettle",
      productType: "Kitchen",
      stock: null,
    });
    await house.save(update(variants, { id: kettle?.id ?? "" }, { reserved: 2 }));
    const [again] = await scene.importFiles(storefrontId, files(9));
    expect(again).to.include({ imported: 0, updated: 1, unchanged: 1 });
    expect(await house.reader.one(variants, { storefrontId, sku: "K-1" })).to.include({
      stock: 9,
      reserved: 2,
    });
  });
});
