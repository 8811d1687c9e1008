import { expect } from "chai";
import { hour } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { pauseAfter } from "../../backend/remedies/pay-remedy.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { type Behaviour, behave, lies } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene, reshipOf } from "../support/remedy-scene.ts";
import { nextDueAt } from "../support/run-due-jobs.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

describe("paying through the merchant's system", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());
  afterEach(() => at.merchant.comeBack());

  async function grant(...turns: Behaviour[]): Promise<Situation & { remedyId: string }> {
    const situation = await openTicket(at.scene);
    at.merchant.next(...turns);
    const request = refundOf(situation, 1000);
    return { ...situation, ...(await at.as<{ remedyId: string }>("agent", "remedy.grant", { request })) };
  }

  /** Until the next look is due, and that look. */
  async function later(): Promise<void> {
    const due = await nextDueAt(at.house);
    if (due === null) throw new Error("nothing waits");
    at.house.clock.set(Math.max(at.house.clock.now(), due));
    await at.work();
  }

  const stateOf = async (remedyId: string) => {
    const tries = await at.attemptsOf(remedyId);
    return [(await at.remedy(remedyId)).state, tries.at(-1)?.state];
  };

  it("signs every call and names the attempt as its key", async () => {
    const { remedyId, order } = await grant();
    await at.work();
    const call = at.merchant.posts().at(-1);
    const [attempt] = await at.attemptsOf(remedyId);
    expect(call).to.include({ path: "/api/refunds", isSigned: true, key: attempt?.id });
    expect(call?.body).to.deep.include({
      key: attempt?.id,
      amountMinor: 1000,
      currency: "CNY",
      order: { id: order.externalId, number: order.number, paymentReference: order.paymentReference },
    });
  });

  const lost: [string, Behaviour][] = [
    ["a time-out", behave.settlesInSilence],
    ["a broken connection", behave.settlesAndBreaks],
    ["an error of the server's", behave.settlesAndErrs],
  ];
  for (const [what, behaviour] of lost) {
    it(`takes ${what} for unknown, keeps the reservation, and learns by key that it was settled`, async () => {
      const { remedyId, order } = await grant(behaviour);
      const posts = at.merchant.posts().length;
      await at.work();
      expect(await stateOf(remedyId)).to.deep.equal(["paying", "unknown"]);
      expect((await at.order(order.id)).reservedMinor).to.equal(1000);
      await later();
      expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
      expect(at.merchant.posts().length - posts).to.equal(1);
      expect(at.merchant.gets().at(-1)).to.include({ isSigned: true });
      expect((await at.order(order.id)).refundedMinor).to.equal(1000);
    });
  }

  it("sends it again under the same key where the merchant never heard of it", async () => {
    const { remedyId, order } = await grant(behave.neverHeard, behave.errs);
    const posts = at.merchant.posts().length;
    await at.work();
    await later();
    expect(await stateOf(remedyId)).to.deep.equal(["paying", "unknown"]);
    await later();
    const keys = at.merchant
      .posts()
      .slice(posts)
      .map((call) => call.key);
    expect(keys).to.have.length(3);
    expect(new Set(keys).size).to.equal(1);
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("never gives up: after two days of silence it is still paying, and then settled", async () => {
    const { remedyId, order } = await grant();
    at.merchant.goAway("hang up");
    const start = at.house.clock.now();
    await at.work();
    while (at.house.clock.now() < start + 48 * hour) {
      at.house.clock.advance(7 * hour);
      await at.work();
    }
    expect(await stateOf(remedyId)).to.deep.equal(["paying", "unknown"]);
    expect((await at.order(order.id)).reservedMinor).to.equal(1000);
    at.merchant.comeBack();
    await later();
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
  });

  it("sends an attempt that was written down before a crash, and only after asking", async () => {
    const { remedyId } = await grant();
    await at.as("system", "remedy.start-paying", { remedyId, attempt: 1 });
    const [gets, posts] = [at.merchant.gets().length, at.merchant.posts().length];
    await at.work();
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    expect(at.merchant.gets().length - gets).to.equal(1);
    expect(at.merchant.posts().length - posts).to.equal(1);
  });

  const lying: [string, Behaviour][] = [
    ["another amount", lies({ amountMinor: 1 })],
    ["another currency", lies({ currency: "USD" })],
    ["another key", lies({ key: "somebody-else" })],
    ["no reference", lies({ reference: "" })],
    ["a page of HTML", behave.babbles],
    ["a flood", behave.floods],
  ];
  for (const [what, behaviour] of lying) {
    it(`does not believe ${what}: unknown, never settled`, async () => {
      const { remedyId, order, ticketId } = await grant(behaviour);
      await at.work();
      expect(await stateOf(remedyId)).to.deep.equal(["paying", "unknown"]);
      expect((await at.order(order.id)).refundedMinor).to.equal(0);
      expect(await at.kinds(ticketId)).to.not.include("remedy.settled");
      await later();
      expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    });
  }

  it("asks for a pending one by itself, because a callback may be lost", async () => {
    const { remedyId } = await grant(behave.accepts);
    await at.work();
    expect(await stateOf(remedyId)).to.deep.equal(["paying", "pending"]);
    const [attempt] = await at.attemptsOf(remedyId);
    const key = attempt?.id ?? "";
    const { amountMinor, currency } = await at.remedy(remedyId);
    const statement = { key, state: "settled", amountMinor, currency, reference: "asked-for" };
    at.merchant.states.set(key, statement);
    await later();
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    expect(await nextDueAt(at.house)).to.equal(null);
  });

  it("books once what two workers of one job hear", async () => {
    const { remedyId, order } = await grant();
    const posts = at.merchant.posts().length;
    await Promise.all([at.work(), at.work()]);
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
    expect(await at.money(order.id)).to.have.length(1);
    const keys = at.merchant
      .posts()
      .slice(posts)
      .map((call) => call.key);
    expect(new Set(keys).size).to.equal(1);
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 commit"]);
  });

  it("leaves attempts under way with their system when the shop goes over to paying by hand", async () => {
    const { remedyId } = await grant(behave.neverHeard);
    await at.work();
    const { storefrontId } = at.scene;
    const set = (merchantAdapter: "manual" | "webhook") =>
      at.house.save(update(storefronts, { id: storefrontId }, { merchantAdapter }));
    await set("manual");
    await later();
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
    const byHand = await grant();
    await at.work();
    expect(await stateOf(byHand.remedyId)).to.deep.equal(["paying", "pending"]);
    await set("webhook");
  });

  it("gives a webhook without an address to finance's list rather than to nobody", async () => {
    const { storefrontId } = at.scene;
    const set = (merchantUrl: string | null) =>
      at.house.save(update(storefronts, { id: storefrontId }, { merchantUrl }));
    await set(null);
    const { remedyId } = await grant();
    await at.work();
    expect((await at.attemptsOf(remedyId))[0]).to.include({ adapter: "manual", state: "pending" });
    await set(at.merchant.url);
  });

  it("asks for a parcel's state without naming money", async () => {
    const situation = await openTicket(at.scene);
    at.merchant.next(behave.settlesInSilence);
    const lines = [{ lineId: situation.lines[0]?.id ?? "", quantity: 1 }];
    const request = reshipOf(situation, lines);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    await at.work();
    await later();
    expect(await stateOf(remedyId)).to.deep.equal(["settled", "settled"]);
  });

  it("waits twice as long each time, with jitter, up to a limit", () => {
    expect(pauseAfter("unknown", 0, 0)).to.equal(1000);
    expect(pauseAfter("unknown", 0, 1)).to.equal(2000);
    expect(pauseAfter("unknown", 3, 1)).to.equal(16_000);
    expect(pauseAfter("unknown", 5000, 1)).to.equal(600_000);
    expect(pauseAfter("pending", 5000, 0)).to.equal(hour / 2);
  });
});
