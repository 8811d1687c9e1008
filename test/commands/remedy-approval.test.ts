import { expect } from "chai";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { canonicalJson, newId, sha256 } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { approvals } from "../../backend/remedies/approval-table.ts";
import { readApprovals } from "../../backend/remedies/read-approvals.ts";
import { remedies } from "../../backend/remedies/tables.ts";
import { withdrawRemedy } from "../../backend/remedies/withdraw-remedy.ts";
import { orders } from "../../backend/shop/tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { createRemedyScene, type RemedyScene, reshipOf } from "../support/remedy-scene.ts";
import { type ActorName, agentCapMinor } from "../support/shop-scene.ts";
import { type Asked, askedRemedy, openTicket, refundOf } from "../support/situations.ts";

const beyond = agentCapMinor + 1;

describe("asking for an approval", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const ask = () => askedRemedy(at.scene);
  const approve = (asked: Asked, more: object = {}, who: ActorName = "supervisor") =>
    at.as(who, "remedy.approve", { remedyId: asked.remedyId, hash: asked.hash, ...more });

  async function cards(who: "supervisor" | "admin"): Promise<ApprovalCard[]> {
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers[who]], now);
    return (await readApprovals.read(at.house.reader, {}, actor as PersonActor, now)).approvals;
  }

  it("waits, holds nothing back, and is shown with its case", async () => {
    const asked = await ask();
    const order = await at.order(asked.order.id);
    expect(order.reservedMinor).to.equal(0);
    expect(await at.moves(asked.remedyId)).to.deep.equal([]);
    expect((await at.ticket(asked.ticketId)).pendingApprovals).to.equal(1);
    const card = (await cards("supervisor")).find((each) => each.remedy.id === asked.remedyId);
    expect(card).to.deep.include({ hash: asked.hash, isOwn: false, isVerified: true });
    expect(card?.shopperWords).to.deep.equal(["The cup came broken"]);
    expect(card?.obstacles.map((each) => each.dimension)).to.deep.equal(["order_cap"]);
    expect(card?.order).to.deep.equal({ totalMinor: 20_000, refundedMinor: 0, currency: "CNY" });
  });

  it("is carried out and told by the approval, on nobody's day or week", async () => {
    const asked = await ask();
    const before = await at.budget();
    await approve(asked, { tell: "We are sorry" });
    expect((await at.kinds(asked.ticketId)).slice(-3)).to.deep.equal([
      "remedy.requested",
      "message.sent",
      "remedy.approved",
    ]);
    expect(await at.ticket(asked.ticketId)).to.include({ pendingApprovals: 0, openPayouts: 1 });
    await at.work();
    const remedy = await at.remedy(asked.remedyId);
    expect(remedy).to.include({ state: "settled", amountMinor: beyond });
    expect((await at.order(asked.order.id)).refundedMinor).to.equal(beyond);
    expect(await at.budget()).to.deep.equal(before);
    for (const own of ["person-day", "person-week"])
      expect(await at.moves(asked.remedyId, own)).to.deep.equal([]);
    for (const shared of ["customer", "team-month"])
      expect(await at.moves(asked.remedyId, shared), shared).to.deep.equal(["1 reserve", "1 commit"]);
  });

  it("counts against what the order may cost once it is approved", async () => {
    const asked = await ask();
    await at.as("agent", "remedy.grant", { request: refundOf(asked, 10) });
    await approve(asked);
    const more = at.as("agent", "remedy.grant", { request: refundOf(asked, 10) });
    expect((await refusalOf(more)).code).to.equal("approval_required");
  });

  it("is never approved by who asked", async () => {
    const situation = await openTicket(at.scene);
    const { remedyId } = await at.as<{ remedyId: string }>("supervisor", "remedy.request", {
      request: refundOf(situation, beyond),
      because: "I would rather ask",
    });
    const { hash } = await at.remedy(remedyId);
    const own = { ...situation, remedyId, hash };
    expect((await refusalOf(approve(own))).code).to.equal("own_request");
    await approve(own, {}, "admin");
  });

  it("is never approved by who is paid", async () => {
    const asked = await ask();
    const { person } = at.scene.people.admin;
    const { email } = asked.order;
    await at.house.save(update(people, { id: person.id }, { email }));
    expect((await refusalOf(approve(asked, {}, "admin"))).code).to.equal("own_request");
    await at.house.save(update(people, { id: person.id }, { email: person.email }));
  });

  it("is bound to exactly what was asked: another hash, another payee", async () => {
    const asked = await ask();
    const stale = { ...asked, hash: "0".repeat(64) };
    expect((await refusalOf(approve(stale))).code).to.equal("request_changed");
    await at.house.save(update(orders, { id: asked.order.id }, { email: "thief@mail.example" }));
    expect((await refusalOf(approve(asked))).code).to.equal("request_changed");
    expect((await at.remedy(asked.remedyId)).state).to.equal("awaiting_approval");
  });

  for (const [what, other] of [
    ["payment reference", { paymentReference: "thief_4444" }],
    ["way of payment", { paymentMethod: "Somebody's bank" }],
  ] as const) {
    it(`is bound to where the money goes: another ${what} of the order asks anew, and nothing is paid`, async () => {
      const asked = await ask();
      await at.house.save(update(orders, { id: asked.order.id }, other));
      expect((await refusalOf(approve(asked))).code).to.equal("request_changed");
      await at.work();
      expect((await at.order(asked.order.id)).refundedMinor).to.equal(0);
      expect(await at.moves(asked.remedyId, "customer")).to.deep.equal([]);
    });
  }

  it("is bound to the reason it was asked for", async () => {
    const asked = await ask();
    await at.house.save(update(remedies, { id: asked.remedyId }, { reason: "missing" }));
    expect((await refusalOf(approve(asked))).code).to.equal("request_changed");
  });

  it("that waits from before an upgrade is held against what it named then, its payee too", async () => {
    const [asked, other] = [await askedOfOldForm(), await askedOfOldForm()];
    await approve(asked);
    await at.work();
    expect((await at.order(asked.order.id)).refundedMinor).to.equal(beyond);
    await at.house.save(update(orders, { id: other.order.id }, { email: "thief@mail.example" }));
    expect((await refusalOf(approve(other))).code).to.equal("request_changed");
  });

  /** As requests were named before the reason and the payment were part of it. */
  async function askedOfOldForm(): Promise<Asked> {
    const asked = await ask();
    const { remedy, amountMinor, currency } = await at.remedy(asked.remedyId);
    const { id: orderId, customerId, email } = asked.order;
    const policyVersion = (await at.house.reader.one(approvals, { id: asked.remedyId }))?.policyVersion;
    const named = { remedy, amountMinor, currency, lines: [], orderId, payee: { customerId, email } };
    const hash = sha256(canonicalJson({ ...named, address: null, policyVersion }));
    await at.house.save(update(remedies, { id: asked.remedyId }, { hash }));
    return { ...asked, hash };
  }

  it("stays with the version of the limits it was made under", async () => {
    const asked = await ask();
    await at.publish(at.scene.rules);
    await approve(asked);
  });

  it("can be approved with another amount, up to what is left to refund", async () => {
    const asked = await ask();
    expect((await refusalOf(approve(asked, { otherAmountMinor: 20_001 }))).code).to.equal("over_refundable");
    await approve(asked, { otherAmountMinor: 7777 });
    await at.work();
    expect((await at.order(asked.order.id)).refundedMinor).to.equal(7777);
    const remedy = await at.remedy(asked.remedyId);
    expect(remedy).to.include({ amountMinor: 7777, requestedMinor: beyond });
  });

  it("cannot be another amount of a parcel", async () => {
    const situation = await openTicket(at.scene);
    const request = reshipOf(situation, [{ lineId: situation.lines[1]?.id ?? "", quantity: 1 }]);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", {
      request,
      because: "Both are broken",
    });
    const { hash } = await at.remedy(remedyId);
    const asked = { ...situation, remedyId, hash };
    expect((await refusalOf(approve(asked, { otherAmountMinor: 1 }))).code).to.equal("wrong_amount");
    await approve(asked);
  });

  it("is checked again under the lock: what was refunded meanwhile is gone", async () => {
    const asked = await ask();
    await at.as("supervisor", "remedy.grant", { request: refundOf(asked, 16_000) });
    const refusal = await refusalOf(approve(asked));
    expect(refusal.code).to.equal("over_refundable");
    expect(refusal.details).to.deep.equal({ leftMinor: 4000, currency: "CNY" });
  });

  it("is approved once when two approve at the same moment", async () => {
    const asked = await ask();
    const both = await Promise.allSettled([approve(asked), approve(asked, {}, "admin")]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["remedy_in_state"]);
    await at.work();
    expect((await at.order(asked.order.id)).refundedMinor).to.equal(beyond);
  });

  it("is declined with a reason, withdrawn by who asked, and by no other agent", async () => {
    const asked = await ask();
    await at.as("supervisor", "remedy.decline", { remedyId: asked.remedyId, because: "Too much" });
    const declined = await at.remedy(asked.remedyId);
    expect(declined).to.include({ state: "declined", declinedBecause: "Too much" });
    expect((await at.ticket(asked.ticketId)).pendingApprovals).to.equal(0);
    expect((await refusalOf(approve(asked))).code).to.equal("remedy_in_state");

    const second = await ask();
    const colleague = await at.house.makePerson("agent");
    const byOther = at.house.run(withdrawRemedy, { remedyId: second.remedyId }, colleague.caller);
    expect((await refusalOf(byOther)).code).to.equal("not_allowed");
    await at.as("agent", "remedy.withdraw", { remedyId: second.remedyId });
    expect((await at.remedy(second.remedyId)).state).to.equal("withdrawn");
  });

  it("expires after seven days, and not before", async () => {
    const asked = await ask();
    at.house.clock.advance(7 * day - 1);
    await at.work();
    expect((await at.remedy(asked.remedyId)).state).to.equal("awaiting_approval");
    at.house.clock.advance(1);
    // The clock has passed, the job has not come yet.
    expect((await refusalOf(approve(asked))).code).to.equal("approval_expired");
    await at.work();
    expect((await at.remedy(asked.remedyId)).state).to.equal("expired");
    expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.expired");
    expect((await at.ticket(asked.ticketId)).pendingApprovals).to.equal(0);
    at.house.clock.advance(-7 * day);
  });

  it("is refused at once when it could not be kept anyway", async () => {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, 20_001);
    const refused = at.as("agent", "remedy.request", { request, because: "Everything and more" });
    expect((await refusalOf(refused)).code).to.equal("over_refundable");
  });

  it("does not approve what does not exist", async () => {
    const unknown = { remedyId: newId(), hash: "0".repeat(64) };
    const refused = at.as("supervisor", "remedy.approve", unknown);
    expect((await refusalOf(refused)).code).to.equal("not_found");
  });
});
