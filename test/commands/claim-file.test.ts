import { expect } from "chai";
import { fileClaim } from "../../backend/claims/file-claim.ts";
import { countClaims90Days, readClaimViews } from "../../backend/claims/queries.ts";
import { claims } from "../../backend/claims/tables.ts";
import type { VisibleStaffEntry } from "../../backend/contract/entries.ts";
import { day } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { readStaffView } from "../../backend/desk/read-ticket-view.ts";
import { receivePhotos } from "../../backend/evidence/receive-photos.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { attachOrder } from "../../backend/tickets/attach-order.ts";
import { resolveTicket } from "../../backend/tickets/resolve-ticket.ts";
import { entries, tickets } from "../../backend/tickets/tables.ts";
import { fromRow } from "../../backend/tickets/timeline.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { type ActorName, createShopScene, type ShopScene } from "../support/shop-scene.ts";

type Order = Awaited<ReturnType<ShopScene["makeOrder"]>>;

describe("a claim", () => {
  let house: TestHouse;
  let scene: ShopScene;
  let order: Order;
  beforeEach(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
    order = await scene.makeOrder();
  });
  afterEach(() => house.close());

  const claimOf = (over: object = {}) => ({
    ticketId: null,
    orderId: order.order.id,
    lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
    reason: "broken",
    wish: "refund",
    words: "It came in pieces",
    photoIds: [],
    ...over,
  });
  const file = (over: object = {}, as: ActorName = "shopper") =>
    house.run<{ ticketId: string; claimId: string }>(fileClaim, claimOf(over), scene.callers[as]);
  const timeline = async (ticketId: string): Promise<VisibleStaffEntry[]> =>
    (await house.reader.many(entries, { where: { ticketId }, order: { seq: "ASC" }, take: 100 })).map(
      fromRow,
    );
  const kinds = async (ticketId: string) => (await timeline(ticketId)).map((entry) => entry.kind);
  const ticketOf = async (id: string) => {
    const ticket = await house.reader.one(tickets, { id });
    if (ticket === null) throw new Error("no ticket");
    return ticket;
  };
  const uploaded = async (as: ActorName = "shopper") => {
    const id = newId();
    const rows = { photos: [{ id, width: 40, height: 30, bytes: 1000 }] };
    await house.run(receivePhotos, rows, scene.callers[as]);
    return id;
  };
  const stateOrder = (as: ActorName) =>
    house.run(
      attachOrder,
      { ticketId: null, orderNumber: order.order.number, email: order.order.email },
      scene.callers[as],
    );

  it("opens a ticket, with the order, its photos and what is wrong", async () => {
    const photoId = await uploaded();
    const { ticketId, claimId } = await file({ photoIds: [photoId] });
    expect(await kinds(ticketId)).to.deep.equal([
      "ticket.opened",
      "shopper.identified",
      "order.attached",
      "claim.filed",
    ]);
    const ticket = await ticketOf(ticketId);
    const { number, id } = order.order;
    expect(ticket).to.include({
      orderId: id,
      orderNumber: number,
      assurance: "verified",
      status: "open",
      waitingFor: "us",
      preview: "It came in pieces",
      shopperSeenSeq: 3,
      publicSeq: 3,
    });
    const [view] = await readClaimViews(house.reader, ticketId);
    expect(view).to.deep.equal({
      id: claimId,
      orderNumber: number,
      lines: [{ lineId: order.lines[0]?.id, title: "Glass kettle · 1.5 l", quantity: 1 }],
      reason: "broken",
      wish: "refund",
      words: "It came in pieces",
      photos: [{ id: photoId, width: 40, height: 30 }],
      at: house.clock.now(),
    });
    expect(await house.reader.one(photos, { id: photoId })).to.include({ ticketId, isPublic: true });
  });

  it("leads every view to what a fresh one says", async () => {
    const { ticketId } = await file();
    const { view } = await readStaffView(house.reader, await ticketOf(ticketId), "staff");
    expect(view.claims).to.have.length(1);
    const filed = (await timeline(ticketId)).at(-1);
    if (filed?.kind !== "claim.filed") throw new Error("no claim");
    const { claimId, ...rest } = filed.body;
    expect(view.claims[0]).to.deep.equal({ id: claimId, ...rest, at: filed.at });
  });

  it("goes on in the ticket that is named, and attaches the order only once", async () => {
    const first = await file();
    const second = await file({
      ticketId: first.ticketId,
      lines: [{ lineId: order.lines[1]?.id, quantity: 1 }],
    });
    expect(second.ticketId).to.equal(first.ticketId);
    expect((await kinds(first.ticketId)).slice(3)).to.deep.equal(["claim.filed", "claim.filed"]);
    const other = await scene.makeOrder();
    await file({
      ticketId: first.ticketId,
      orderId: other.order.id,
      lines: [{ lineId: other.lines[0]?.id, quantity: 2 }],
    });
    expect((await kinds(first.ticketId)).slice(5)).to.deep.equal(["order.attached", "claim.filed"]);
    expect((await ticketOf(first.ticketId)).orderId).to.equal(other.order.id);
  });

  it("reopens a resolved ticket", async () => {
    const { ticketId } = await file();
    await house.run(resolveTicket, { ticketId }, scene.callers.agent);
    await file({ ticketId });
    expect((await kinds(ticketId)).slice(-2)).to.deep.equal(["ticket.reopened", "claim.filed"]);
    expect((await ticketOf(ticketId)).status).to.equal("open");
  });

  it("is filed once, however often it is sent", async () => {
    const call = { caller: scene.callers.shopper, commandId: newId() };
    const [one, two] = await Promise.all([
      house.execute(fileClaim, claimOf(), call),
      house.execute(fileClaim, claimOf(), call),
    ]);
    expect(two).to.deep.equal(one);
    expect(await house.reader.count(claims, {})).to.equal(1);
  });

  it("is only filed on an order that is the shopper's, or that they stated", async () => {
    for (const stranger of ["otherShopper", "anonymous"] as const) {
      expect((await refusalOf(file({}, stranger))).code).to.equal("not_found");
    }
    expect((await refusalOf(file({ orderId: newId() }))).code).to.equal("not_found");
    await stateOrder("anonymous");
    const { ticketId } = await file({}, "anonymous");
    expect((await ticketOf(ticketId)).assurance).to.equal("stated");
    expect(await house.reader.count(tickets, {})).to.equal(1);
  });

  it("does not reach an order of another storefront", async () => {
    const elsewhere = await house.makeStorefront();
    const { id: customerId } = scene.shoppers.shopper.customer;
    const visitor = await house.makeShopper(elsewhere.storefrontId, { subject: "x", customerId });
    expect((await refusalOf(house.run(fileClaim, claimOf(), visitor.caller))).code).to.equal("not_found");
  });

  it("does not reach into another's ticket, nor use another's photo", async () => {
    const { ticketId } = await file();
    await stateOrder("anonymous");
    expect((await refusalOf(file({ ticketId }, "anonymous"))).code).to.equal("not_found");
    const foreign = await uploaded("otherShopper");
    expect((await refusalOf(file({ photoIds: [foreign] }))).code).to.equal("not_found");
    const own = await uploaded();
    await file({ photoIds: [own] });
    expect((await refusalOf(file({ photoIds: [own] }))).code).to.equal("photo_taken");
    expect(await house.reader.count(claims, {})).to.equal(2);
  });

  it("names lines of this order and no more than was bought", async () => {
    const other = await scene.makeOrder();
    const lineId = other.lines[0]?.id ?? "";
    const wrong = await refusalOf(file({ lines: [{ lineId, quantity: 1 }] }));
    expect([wrong.code, wrong.details]).to.deep.equal(["wrong_line", { lineId }]);
    const own = order.lines[0]?.id ?? "";
    const over = await refusalOf(file({ lines: [{ lineId: own, quantity: 3 }] }));
    expect([over.code, over.details]).to.deep.equal(["over_bought", { lineId: own, left: 2 }]);
    const malformed = [
      { lines: [] },
      { lines: [{ lineId: own, quantity: 0 }] },
      { lines: [{ lineId: own, quantity: 1.5 }] },
      {
        lines: [
          { lineId: own, quantity: 1 },
          { lineId: own, quantity: 1 },
        ],
      },
      { reason: "bored" },
      { words: "x".repeat(8001) },
      { photoIds: Array.from({ length: 11 }, () => newId()) },
    ];
    for (const bad of malformed) expect((await refusalOf(file(bad))).code).to.equal("malformed");
    expect(await house.reader.count(tickets, {})).to.equal(0);
  });

  it("is not for staff to file", async () => {
    for (const staff of ["agent", "admin", "invited"] as const) {
      expect((await refusalOf(file({}, staff))).code).to.equal("not_allowed");
    }
    expect((await refusalOf(file({}, "signedOut"))).code).to.equal("signed_out");
  });

  it("counts for its customer for 90 days", async () => {
    const { ticketId } = await file();
    const { customer } = scene.shoppers.shopper;
    const counted = (except?: string) =>
      countClaims90Days(house.reader, customer.id, house.clock.now(), except);
    expect(await counted()).to.equal(1);
    expect(await counted(ticketId)).to.equal(0);
    house.clock.advance(90 * day);
    expect(await counted()).to.equal(0);
    expect(await countClaims90Days(house.reader, null, house.clock.now())).to.equal(0);
  });
});
