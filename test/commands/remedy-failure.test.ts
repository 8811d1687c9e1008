import { expect } from "chai";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { newId } from "../../backend/core/ids.ts";
import type { MerchantOutcome } from "../../backend/shop/merchant/port.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { type ActorName, agentCapMinor } from "../support/shop-scene.ts";
import { askedRemedy, openTicket, refundOf, type Situation } from "../support/situations.ts";

const settled: MerchantOutcome = {
  state: "settled",
  reference: "late-1",
  hint: "card ••12",
  arrivesInDays: 1,
};
const failed: MerchantOutcome = { state: "failed", code: "card_closed", message: "The card is closed" };

describe("a remedy that could not be carried out", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  type Failed = Situation & { remedyId: string };

  async function grant(amountMinor = 1000): Promise<Failed> {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, amountMinor);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    return { ...situation, remedyId };
  }

  async function grantFailing(amountMinor = 1000): Promise<Failed> {
    // What waits of another test must not take the failure.
    await at.work();
    const granted = await grant(amountMinor);
    at.merchant.next(behave.fails);
    await at.work();
    expect((await at.remedy(granted.remedyId)).state).to.equal("failed");
    return granted;
  }

  const retry = (remedyId: string, who: ActorName = "agent") => at.as(who, "remedy.retry", { remedyId });

  async function hear(remedyId: string, attempt: number, outcome: MerchantOutcome): Promise<unknown> {
    const tries = await at.attemptsOf(remedyId);
    const attemptId = tries.find((each) => each.attempt === attempt)?.id;
    return at.as("system", "remedy.book-outcome", { remedyId, attemptId, outcome });
  }

  it("gives order and budget back what it held, is told to staff, and not called refunded to the shopper", async () => {
    const before = await at.budget();
    const { remedyId, ticketId, order } = await grantFailing();
    expect(await at.order(order.id)).to.include({
      reservedMinor: 0,
      refundedMinor: 0,
      financialStatus: "paid",
    });
    expect(await at.budget()).to.deep.equal(before);
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 give_back"]);
    const remedy = await at.remedy(remedyId);
    expect(remedy.failure).to.deep.equal({ code: "card_closed", message: "The card is closed" });
    expect(remedy.reservations).to.deep.equal([]);
    const kinds = await at.kinds(ticketId);
    expect(kinds.at(-1)).to.equal("remedy.failed");
    expect(kinds).to.not.include("remedy.settled");
    expect((await at.ticket(ticketId)).openPayouts).to.equal(0);
  });

  it("is tried again under a new key, decided and reserved anew", async () => {
    const { remedyId, order } = await grantFailing();
    await retry(remedyId);
    expect(await at.order(order.id)).to.include({ reservedMinor: 1000 });
    await at.work();
    const tries = await at.attemptsOf(remedyId);
    expect(tries.map((each) => [each.attempt, each.state])).to.deep.equal([
      [1, "failed"],
      [2, "settled"],
    ]);
    expect(new Set(tries.map((each) => each.id)).size).to.equal(2);
    expect(await at.remedy(remedyId)).to.include({ state: "settled", attempt: 2, failure: null });
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 give_back", "2 reserve", "2 commit"]);
    expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
  });

  it("is not tried again when others have used what it gave back", async () => {
    const { remedyId, ...situation } = await grantFailing(agentCapMinor);
    await at.as("agent", "remedy.grant", { request: refundOf(situation, agentCapMinor) });
    expect((await refusalOf(retry(remedyId))).code).to.equal("approval_required");
    await at.as("supervisor", "remedy.grant", { request: refundOf(situation, 20_000 - agentCapMinor) });
    expect((await refusalOf(retry(remedyId, "supervisor"))).code).to.equal("over_refundable");
  });

  it("is tried again once when two press at the same moment", async () => {
    const { remedyId, order } = await grantFailing();
    const both = await Promise.allSettled([retry(remedyId), retry(remedyId, "supervisor")]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["remedy_in_state"]);
    await at.work();
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("needs an approver again where one had approved it", async () => {
    const asked = await askedRemedy(at.scene);
    await at.as("supervisor", "remedy.approve", { remedyId: asked.remedyId, hash: asked.hash });
    at.merchant.next(behave.fails);
    await at.work();
    expect((await refusalOf(retry(asked.remedyId))).code).to.equal("not_allowed");
    await retry(asked.remedyId, "admin");
    await at.work();
    expect((await at.remedy(asked.remedyId)).state).to.equal("settled");
    expect(await at.moves(asked.remedyId)).to.deep.equal([]);
  });

  it("draws on the day of who tries again, and gives a full day's budget back", async () => {
    const capped = (rule: PolicyRule) => ({ ...rule, id: newId(), perDay: { CNY: 1000 } });
    const scene = await createRemedyScene();
    try {
      await scene.publish(scene.scene.rules.map(capped));
      const situation = await openTicket(scene.scene);
      const request = refundOf(situation, 1000);
      scene.merchant.next(behave.fails);
      const { remedyId } = await scene.as<{ remedyId: string }>("agent", "remedy.grant", { request });
      const second = () => scene.as("agent", "remedy.grant", { request: refundOf(situation, 1) });
      const refusal = await refusalOf(second());
      expect(refusal.details).to.deep.include({ grantableMinor: 0 });
      await scene.work();
      await second();
      expect((await refusalOf(scene.as("agent", "remedy.retry", { remedyId }))).code).to.equal(
        "approval_required",
      );
      await scene.as("supervisor", "remedy.retry", { remedyId });
      await scene.work();
      expect(await scene.budget()).to.deep.equal({ reservedMinor: 0, committedMinor: 1001 });
    } finally {
      await scene.close();
    }
  });

  describe("and was carried out after all", () => {
    it("is booked as an overrun, over every limit, and said so", async () => {
      const { remedyId, ticketId, order } = await grantFailing();
      const before = await at.budget();
      await hear(remedyId, 1, settled);
      const remedy = await at.remedy(remedyId);
      expect(remedy.state).to.equal("settled");
      expect(remedy.settlement).to.include({ isOverrun: true, reference: "late-1" });
      expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
      expect((await at.budget()).committedMinor - before.committedMinor).to.equal(1000);
      expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 give_back", "1 overrun"]);
      expect((await at.kinds(ticketId)).at(-1)).to.equal("remedy.settled");
      expect((await at.ticket(ticketId)).openPayouts).to.equal(0);
      expect((await refusalOf(retry(remedyId))).code).to.equal("remedy_in_state");
    });

    it("ends a retry that has not begun: it was paid once, and is not paid again", async () => {
      const { remedyId, ticketId, order } = await grantFailing();
      const posts = at.merchant.posts().length;
      await retry(remedyId);
      await hear(remedyId, 1, settled);
      await at.work();
      expect(at.merchant.posts().length).to.equal(posts);
      expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
      expect(await at.moves(remedyId)).to.deep.equal([
        "1 reserve",
        "1 give_back",
        "2 reserve",
        "1 overrun",
        "2 give_back",
      ]);
      expect((await at.ticket(ticketId)).openPayouts).to.equal(0);
    });

    it("books both where the retry was under way, and loses neither", async () => {
      const { remedyId, order } = await grantFailing();
      at.merchant.next(behave.accepts);
      await retry(remedyId);
      await at.work();
      await hear(remedyId, 1, settled);
      expect(await at.order(order.id)).to.include({ reservedMinor: 1000, refundedMinor: 1000 });
      await hear(remedyId, 2, { ...settled, reference: "late-2" });
      expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 2000 });
      expect((await at.money(order.id)).map((row) => row.amountMinor)).to.deep.equal([1000, 1000]);
      expect((await at.remedy(remedyId)).settlement?.isOverrun).to.equal(true);
      expect((await at.moves(remedyId)).slice(-2)).to.deep.equal(["1 overrun", "2 commit"]);
    });

    it("gives back what the retry under way held when that one fails", async () => {
      const { remedyId, order } = await grantFailing();
      at.merchant.next(behave.accepts);
      await retry(remedyId);
      await at.work();
      await hear(remedyId, 1, settled);
      await hear(remedyId, 2, failed);
      expect((await at.remedy(remedyId)).state).to.equal("settled");
      expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
      expect((await at.moves(remedyId)).slice(-2)).to.deep.equal(["1 overrun", "2 give_back"]);
    });

    it("is booked once, however often it is told", async () => {
      const { remedyId, order } = await grantFailing();
      for (let time = 0; time < 3; time++) await hear(remedyId, 1, settled);
      await Promise.all([hear(remedyId, 1, settled), hear(remedyId, 1, failed)]);
      expect((await at.order(order.id)).refundedMinor).to.equal(1000);
      expect(await at.money(order.id)).to.have.length(1);
    });
  });

  it("stays failed, whatever else is said of the failed attempt", async () => {
    const { remedyId } = await grantFailing();
    for (const outcome of [failed, { state: "pending" }, { state: "unknown", why: "" }] as const)
      await hear(remedyId, 1, outcome);
    expect((await at.remedy(remedyId)).state).to.equal("failed");
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 give_back"]);
  });
});
