import { expect } from "chai";
import type { Case } from "../../backend/contract/queries/console.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { customers, orders } from "../../backend/shop/tables.ts";
import { type AttackScene, startAttackScene } from "../support/attack-scene.ts";
import { answerIn } from "../support/attacker.ts";
import { invitedTicket, openTicket, refundOf } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("attacks by who may not", () => {
  let live: AttackScene;
  useScene(startAttackScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("cannot ask for what is another's, nor tell it from what there is not", async () => {
    const { ticketId, order, lines } = await openTicket(live.scene);
    const chosen = [{ lineId: lines[0]?.id, quantity: 1 }];
    const asks: [string, (ticketId: string, orderId: string) => object][] = [
      ["shopper.entries", (id) => ({ ticketId: id, before: 100 })],
      ["shopper.claim-options", (_id, orderId) => ({ orderId, lines: chosen, reason: "broken" })],
      ["ticket.entries", (id) => ({ ticketId: id, before: 100 })],
      ["ticket.case", (id) => ({ ticketId: id })],
    ];
    for (const [name, inputOf] of asks) {
      const strangers = name.startsWith("shopper.")
        ? ["otherShopper", "anonymous"]
        : ["uninvited", "invited", "finance"];
      for (const who of strangers) {
        const real = await live.query(who, name, inputOf(ticketId, order.id));
        const made = await live.query(who, name, inputOf(newId(), newId()));
        expect(real.code, `${who} ${name}`).to.equal("not_found");
        expect(real.text, `${who} ${name}`).to.equal(made.text);
      }
    }
  });

  it("cannot write into another's ticket, on another's order, or with another's photo", async () => {
    const { ticketId, order, lines } = await openTicket(live.scene);
    const photoId = await live.upload("shopper");
    const foreign: [string, object][] = [
      ["message.send", { ticketId, text: "Hello", photoIds: [] }],
      ["ticket.see", { ticketId, seq: 1 }],
      ["ticket.rate", { ticketId, score: 1 }],
      ["order.attach", { ticketId, orderNumber: order.number, email: order.email }],
      ["ticket.open", { text: "Look", photoIds: [photoId] }],
      [
        "claim.file",
        {
          ticketId,
          orderId: order.id,
          lines: [{ lineId: lines[0]?.id, quantity: 1 }],
          reason: "broken",
          wish: "refund",
          photoIds: [],
        },
      ],
      [
        "claim.file",
        {
          ticketId: null,
          orderId: order.id,
          lines: [{ lineId: lines[0]?.id, quantity: 1 }],
          reason: "broken",
          wish: "refund",
          photoIds: [],
        },
      ],
    ];
    for (const [name, input] of foreign) {
      for (const who of ["otherShopper", "anonymous"])
        expect((await live.command(who, name, input)).code, `${who} ${name}`).to.equal("not_found");
    }
    for (const who of ["otherShopper", "anonymous", "agent", "admin", "invited"]) {
      expect((await live.photo(who, photoId)).code, who).to.equal("not_found");
    }
    const agents = await live.upload("agent");
    const stolen = { ticketId, text: "Mine", photoIds: [agents] };
    expect((await live.command("shopper", "message.send", stolen)).code).to.equal("not_found");
    expect((await live.command("supervisor", "message.send", stolen)).code).to.equal("not_found");
    expect((await live.command("agent", "message.send", stolen)).code).to.equal("done");
    expect((await live.command("agent", "message.send", stolen)).code).to.equal("photo_taken");
  });

  it("cannot give on an order that is none of the ticket's, of this storefront or another", async () => {
    const situation = await openTicket(live.scene);
    const strange = await live.scene.makeOrder();
    await live.make.save(
      update(orders, { id: strange.order.id }, { customerId: null, email: "else@mail.example" }),
    );
    const elsewhere = await live.scene.makeOrder();
    const { storefrontId } = await live.make.makeStorefront();
    await live.make.save(update(orders, { id: elsewhere.order.id }, { storefrontId }));
    for (const { order } of [strange, elsewhere]) {
      const request = { ...refundOf(situation, 100), orderId: order.id };
      for (const who of ["agent", "supervisor", "admin"]) {
        expect((await live.command(who, "remedy.grant", { request })).code, who).to.equal("not_found");
        expect(
          (await live.command(who, "remedy.request", { request, because: "why not" })).code,
          who,
        ).to.equal("not_found");
        const { ticketId } = situation;
        const headroom = { ticketId, orderId: order.id, remedy: "refund", reason: "broken" };
        expect((await live.query(who, "remedy.headroom", headroom)).code, who).to.equal("not_found");
      }
    }
  });

  it("show a department its task alone: no customer, no other order, no approval, no payout, nobody's limits", async () => {
    const situation = await invitedTicket(live.scene);
    const { ticketId, order } = situation;
    const other = await live.scene.makeOrder();
    const { customer } = live.scene.shoppers.shopper;
    await live.make.save(
      update(customers, { id: customer.id }, { phone: "+86 139 0000 1111", tags: ["vip-secret"] }),
    );
    const seen = await live.query("invited", "ticket.case", { ticketId });
    const read = answerIn<Case>(seen);
    expect(read.customer).to.equal(null);
    expect(read.orders.map(({ number }) => number)).to.deep.equal([order.number]);
    for (const hidden of [customer.email, "0000 1111", "vip-secret", other.order.number, "8749"])
      expect(seen.text, hidden).to.not.contain(hidden);
    expect(answerIn<Case>(await live.query("agent", "ticket.case", { ticketId })).customer?.email).to.equal(
      customer.email,
    );

    // Of approvals it is shown those that wait for its own yes, and none does.
    const approvals = answerIn<{ approvals: unknown[] }>(await live.query("invited", "approval.list", {}));
    expect(approvals.approvals).to.deep.equal([]);
    for (const name of ["payout.list", "staff.list", "storefront.list"])
      expect((await live.query("invited", name, {})).code, name).to.equal("not_allowed");
    expect(
      (await live.query("invited", "policy.read", { storefrontId: live.scene.storefrontId })).code,
    ).to.equal("not_allowed");
    const headroom = { ticketId, orderId: order.id, remedy: "refund", reason: "broken" };
    expect((await live.query("invited", "remedy.headroom", headroom)).code).to.equal("not_allowed");
    const directory = answerIn<{ people: unknown[]; departments: { id: string }[] }>(
      await live.query("invited", "staff.directory", {}),
    );
    expect(directory.people).to.deep.equal([]);
    expect(directory.departments.map(({ id }) => id)).to.deep.equal([live.scene.warehouse.id]);

    const search = async (text: string) =>
      answerIn<{ tickets: { ticketId: string }[] }>(
        await live.query("invited", "queue.list", { queue: "all_open", search: text }),
      ).tickets.map((each) => each.ticketId);
    expect(await search(order.number)).to.deep.equal([ticketId]);
    for (const part of [customer.email, customer.email.slice(0, 6), "@mail"])
      expect(await search(part), part).to.deep.equal([]);
  });
});
