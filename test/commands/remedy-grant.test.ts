import { expect } from "chai";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { grantRemedy } from "../../backend/remedies/grant-remedy.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { orderLines, orderMoney, orders } from "../../backend/shop/tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { agentCapMinor } from "../support/shop-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

type Granted = { remedyId: string };

describe("granting a refund", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const open = () => openTicket(at.scene);
  const grant = (situation: Situation, amountMinor: number, more: object = {}) =>
    at.as<Granted>("agent", "remedy.grant", {
      request: { ...refundOf(situation, amountMinor), ...more },
    });
  const leadGrant = (situation: Situation, amountMinor: number, more: object = {}) =>
    at.as<Granted>("supervisor", "remedy.grant", {
      request: { ...refundOf(situation, amountMinor), ...more },
    });

  it("does it and tells the shopper in one commit", async () => {
    const situation = await open();
    const request = refundOf(situation, 1200);
    const { remedyId } = await at.as<Granted>("agent", "remedy.grant", { request, tell: "Here you are" });
    expect((await at.kinds(situation.ticketId)).slice(-3)).to.deep.equal([
      "ticket.assigned",
      "message.sent",
      "remedy.granted",
    ]);
    const order = await at.order(situation.order.id);
    expect(order.reservedMinor).to.equal(1200);
    expect(order.refundedMinor).to.equal(0);
    expect((await at.ticket(situation.ticketId)).openPayouts).to.equal(1);
    expect((await at.remedy(remedyId)).state).to.equal("granted");
    for (const scope of ["person-day", "person-week", "team-month", "customer"])
      expect(await at.moves(remedyId, scope), scope).to.deep.equal(["1 reserve"]);
    await at.work();
  });

  it("books the settlement on the order, the budget and the timeline", async () => {
    const situation = await open();
    const before = await at.budget();
    const { remedyId } = await grant(situation, 900);
    await at.work();
    const remedy = await at.remedy(remedyId);
    expect(remedy.state).to.equal("settled");
    expect(remedy.settlement).to.include({ hint: "card ••12", arrivesInDays: 3, isOverrun: false });
    const order = await at.order(situation.order.id);
    expect(order).to.include({
      reservedMinor: 0,
      refundedMinor: 900,
      financialStatus: "partially_refunded",
    });
    const [attempt] = await at.attemptsOf(remedyId);
    const [money] = await at.money(situation.order.id);
    expect(money).to.include({
      kind: "refund",
      source: "frontline",
      amountMinor: 900,
      reference: attempt?.id,
    });
    const after = await at.budget();
    expect(after.committedMinor - before.committedMinor).to.equal(900);
    expect(after.reservedMinor).to.equal(before.reservedMinor);
    expect((await at.kinds(situation.ticketId)).slice(-3)).to.deep.equal([
      "remedy.granted",
      "remedy.paying",
      "remedy.settled",
    ]);
    expect((await at.ticket(situation.ticketId)).openPayouts).to.equal(0);
  });

  it("needs an approval one minor unit above the cap, and says which limit stands in the way", async () => {
    const situation = await open();
    const refusal = await refusalOf(grant(situation, agentCapMinor + 1));
    expect(refusal.code).to.equal("approval_required");
    const details = refusal.details as RefusalDetails["approval_required"];
    expect(details).to.include({ grantableMinor: agentCapMinor, currency: "CNY" });
    expect(details.obstacles.map((obstacle) => obstacle.dimension)).to.deep.equal(["order_cap"]);
    expect(await at.kinds(situation.ticketId)).to.not.include("remedy.granted");
    await grant(situation, agentCapMinor);
    // The cap is for the order in total.
    expect((await refusalOf(grant(situation, 1))).code).to.equal("approval_required");
  });

  it("grants exactly the headroom, and not one minor unit more", async () => {
    const situation = await open();
    await grant(situation, 1700);
    const asked = { ticketId: situation.ticketId, orderId: situation.order.id, remedy: "refund" };
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers.agent], now);
    const input = readHeadroom.input.parse({ ...asked, reason: "broken" });
    const headroom = await readHeadroom.read(at.house.reader, input, actor as PersonActor, now);
    expect(headroom).to.include({ grantableMinor: agentCapMinor - 1700, refundableMinor: 20_000 - 1700 });
    expect(headroom.approvers).to.have.length.greaterThan(0);
    expect((await refusalOf(grant(situation, headroom.grantableMinor + 1))).code).to.equal(
      "approval_required",
    );
    await grant(situation, headroom.grantableMinor);
  });

  it("never gives back more than was paid, refunds made elsewhere included", async () => {
    const situation = await open();
    const { id } = situation.order;
    await at.house.save(
      update(orders, { id }, { refundedMinor: 15_000, financialStatus: "partially_refunded" }),
      insert(orderMoney, {
        id: newId(),
        storefrontId: at.scene.storefrontId,
        orderId: id,
        kind: "refund",
        amountMinor: 15_000,
        source: "import",
        reference: newId(),
        at: 1,
      }),
    );
    const refusal = await refusalOf(leadGrant(situation, 5001));
    expect(refusal.code).to.equal("over_refundable");
    expect(refusal.details).to.deep.equal({ leftMinor: 5000, currency: "CNY" });
    await leadGrant(situation, 5000);
    await at.work();
    expect((await at.order(id)).financialStatus).to.equal("refunded");
    expect((await refusalOf(leadGrant(situation, 1))).code).to.equal("over_refundable");
  });

  it("pays once when two grant the whole order at the same moment", async () => {
    const situation = await open();
    const before = at.merchant.posts().length;
    const both = await Promise.allSettled([
      leadGrant(situation, 20_000),
      at.as("admin", "remedy.grant", { request: refundOf(situation, 20_000) }),
    ]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["over_refundable"]);
    await at.work();
    expect(at.merchant.posts().length - before).to.equal(1);
    expect((await at.order(situation.order.id)).refundedMinor).to.equal(20_000);
  });

  it("promises once when two who see the same case grant a part at the same moment", async () => {
    const situation = await open();
    const request = refundOf(situation, 1000);
    const both = await Promise.allSettled([
      at.as("agent", "remedy.grant", { request, remediesSeen: 0 }),
      at.as("supervisor", "remedy.grant", { request, remediesSeen: 0 }),
    ]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["changed_meanwhile"]);
    await at.as("supervisor", "remedy.grant", { request, remediesSeen: 1 });
    expect((await at.order(situation.order.id)).reservedMinor).to.equal(2000);
  });

  it("never lets many grants at once pass what was paid", async () => {
    const situation = await open();
    const amounts = [7000, 6000, 5000, 4000, 3000, 2000, 1000];
    await Promise.allSettled(amounts.map((amount) => leadGrant(situation, amount)));
    const { reservedMinor } = await at.order(situation.order.id);
    expect(reservedMinor).to.be.greaterThan(12_000).and.most(20_000);
    await at.work();
    const order = await at.order(situation.order.id);
    const money = await at.money(order.id);
    expect(order.refundedMinor).to.equal(money.reduce((sum, row) => sum + row.amountMinor, 0));
    expect(order.refundedMinor).to.equal(reservedMinor);
  });

  it("does a double click once", async () => {
    const situation = await open();
    const call = { caller: at.scene.callers.agent, commandId: newId() };
    const input = { request: refundOf(situation, 100) };
    const [first, second] = await Promise.all([
      at.house.execute(grantRemedy as never, input, call),
      at.house.execute(grantRemedy as never, input, call),
    ]);
    expect(second).to.deep.equal(first);
    expect((await at.order(situation.order.id)).reservedMinor).to.equal(100);
    const other = at.house.execute(grantRemedy as never, { request: refundOf(situation, 200) }, call);
    expect((await refusalOf(other)).code).to.equal("command_id_reused");
  });

  it("gives for chosen lines what they are worth, and each piece once", async () => {
    const situation = await open();
    const [cup] = situation.lines;
    const lines = [{ lineId: cup?.id, quantity: 1 }];
    const refusal = await refusalOf(grant(situation, 4001, { lines }));
    expect(refusal.code).to.equal("wrong_amount");
    expect(refusal.details).to.deep.equal({ expectedMinor: 4000, currency: "CNY" });
    await grant(situation, 4000, { lines });
    expect((await at.lines(situation.order.id))[0]?.refundedQuantity).to.equal(1);
    const again = leadGrant(situation, 1, { lines: [{ lineId: cup?.id, quantity: 2 }] });
    expect((await refusalOf(again)).code).to.equal("over_bought");
  });

  it("shares discount, tax and shipping out over the lines it refunds", async () => {
    const situation = await open();
    const { id } = situation.order;
    // 2 x 4,000 and 12,000 less 2,000, with 1,800 of tax and 600 of shipping.
    const money = { discountMinor: 2000, taxMinor: 1800, shippingMinor: 600, subtotalMinor: 18_000 };
    await at.house.save(update(orders, { id }, { ...money, totalMinor: 20_400, paidMinor: 20_400 }));
    const [cups, pot] = situation.lines;
    const whole = [
      { lineId: cups?.id, quantity: 2 },
      { lineId: pot?.id, quantity: 1 },
    ];
    expect((await refusalOf(leadGrant(situation, 20_401, { lines: whole }))).code).to.equal("wrong_amount");
    const pots = [{ lineId: pot?.id, quantity: 1 }];
    const refusal = await refusalOf(leadGrant(situation, 12_241, { lines: pots }));
    // 12,000 - 1,200 + 1,080 + 360.
    expect(refusal.details).to.deep.equal({ expectedMinor: 12_240, currency: "CNY" });
    await leadGrant(situation, 12_240, { lines: pots });
    await leadGrant(situation, 8160, { lines: whole.slice(0, 1) });
    await at.work();
    expect((await at.order(id)).financialStatus).to.equal("refunded");
  });

  it("refuses what does not fit: currency, a foreign line, a foreign order, a closed ticket", async () => {
    const situation = await open();
    const other = await open();
    const stranger = await at.scene.makeOrder();
    await at.house.save(update(orders, { id: stranger.order.id }, { customerId: null }));
    const code = async (more: object) => (await refusalOf(grant(situation, 100, more))).code;
    expect(await code({ currency: "USD" })).to.equal("wrong_currency");
    expect(await code({ lines: [{ lineId: other.lines[0]?.id, quantity: 1 }] })).to.equal("wrong_line");
    expect(await code({ orderId: stranger.order.id })).to.equal("not_found");
    expect(await code({ orderId: newId() })).to.equal("not_found");
    expect(await code({ ticketId: newId() })).to.equal("not_found");
    for (const amountMinor of [0, -5, 1.5, 1e15, Number.NaN, "100"])
      expect(await code({ amountMinor })).to.equal("malformed");
    await at.as("agent", "ticket.resolve", { ticketId: situation.ticketId });
    expect(await code({})).to.equal("ticket_resolved");
  });

  it("grants on another order of the ticket's customer, but not on another customer's", async () => {
    const situation = await open();
    const sibling = await at.scene.makeOrder();
    await grant(situation, 100, { orderId: sibling.order.id });
    const foreign = await at.scene.makeOrder();
    const customerId = at.scene.shoppers.otherShopper.customer.id;
    await at.house.save(update(orders, { id: foreign.order.id }, { customerId }));
    const refusal = await refusalOf(grant(situation, 100, { orderId: foreign.order.id }));
    expect(refusal.code).to.equal("not_found");
  });

  it("lets nobody give to themselves", async () => {
    const situation = await open();
    const { email } = at.scene.people.agent.person;
    await at.house.save(update(orders, { id: situation.order.id }, { email: email.toUpperCase() }));
    expect((await refusalOf(grant(situation, 100))).code).to.equal("own_request");
  });

  it("keeps the decision with all that it saw", async () => {
    const situation = await open();
    const { remedyId } = await grant(situation, 321);
    const rows = await at.house.reader.sql<{ facts: string; outcome: string }>(
      "SELECT `facts`, `outcome` FROM `decisions` WHERE `remedyId` = ?",
      [remedyId],
    );
    expect(rows).to.have.length(1);
    expect(JSON.parse(rows[0]?.facts ?? "")).to.include({
      amountMinor: 321,
      role: "agent",
      policyVersion: 1,
    });
    expect(JSON.parse(rows[0]?.outcome ?? "")).to.deep.equal({ act: "grant", verdict: { answer: "grant" } });
  });

  it("takes away at once what a demoted person could grant", async () => {
    const situation = await open();
    const demoted = await at.house.makePerson("supervisor");
    const run = () =>
      at.house.run(grantRemedy, { request: refundOf(situation, agentCapMinor + 1) }, demoted.caller);
    await at.house.save(update(people, { id: demoted.personId }, { role: "agent" }));
    expect((await refusalOf(run())).code).to.equal("approval_required");
    expect(await at.house.reader.count(orderLines, { orderId: situation.order.id })).to.equal(2);
  });
});
