import { expect } from "chai";
import type { Payout } from "../../backend/contract/queries/console.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { update } from "../../backend/core/database/writes.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readPayouts } from "../../backend/remedies/read-payouts.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { agentCapMinor } from "../support/shop-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

const hour = 3_600_000;

/** The shop's settings change while money is on its way. */
describe("money on its way while the shop changes", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  async function grant(amountMinor = 1000): Promise<Situation & { remedyId: string }> {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, amountMinor);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    return { ...situation, remedyId };
  }

  const use = (adapter: "webhook" | "manual", url: string | null) => {
    const { name, origins, accent, position, locale, timeZone } = at.scene.storefront;
    return at.as("admin", "storefront.save", {
      storefrontId: at.scene.storefrontId,
      settings: { name, origins, accent, position, locale, timeZone, merchant: { adapter, url } },
    });
  };

  async function later(): Promise<void> {
    at.house.clock.advance(hour);
    await at.work();
  }

  async function listed(): Promise<Payout[]> {
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers.finance], now);
    const input = readPayouts.input.parse({});
    return (await readPayouts.read(at.house.reader, input, actor as PersonActor, now)).payouts;
  }

  async function tell(remedyId: string, attempt: number, statement: object) {
    const [first] = (await at.attemptsOf(remedyId)).filter((each) => each.attempt === attempt);
    const said = { key: first?.id, amountMinor: 1000, currency: "CNY", reference: "late", ...statement };
    const { storefrontId } = at.scene;
    return at.callback({ storefrontId, ...at.merchant.callback(said) }, at.house.clock.now());
  }

  it("is still asked for at the merchant's system when payouts have gone over to people", async () => {
    at.merchant.next(behave.settlesInSilence);
    const { remedyId, order } = await grant();
    await at.work();
    expect((await at.remedy(remedyId)).state).to.equal("paying");
    await use("manual", null);
    await later();
    expect((await at.remedy(remedyId)).state).to.equal("settled");
    expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
    expect(at.merchant.posts()).to.have.length(1);
    expect(await listed()).to.deep.equal([]);
    // What is granted from now on goes to people.
    const next = await grant();
    await at.work();
    expect((await listed()).map((payout) => payout.remedyId)).to.deep.equal([next.remedyId]);
  });

  it("of people stays theirs when the merchant's system takes over", async () => {
    await use("manual", null);
    const { remedyId } = await grant();
    await at.work();
    await use("webhook", at.merchant.url);
    await later();
    expect(at.merchant.calls).to.deep.equal([]);
    const outcome = { state: "settled", reference: "bank 17" };
    await at.as("finance", "payout.book", { remedyId, outcome });
    expect((await at.remedy(remedyId)).state).to.equal("settled");
  });

  it("is not lost where a retry lay with finance when the first try went through after all", async () => {
    at.merchant.next(behave.fails);
    const { remedyId, order, ticketId } = await grant();
    await at.work();
    await use("manual", null);
    await at.as("agent", "remedy.retry", { remedyId });
    await at.work();
    expect(await listed()).to.have.length(1);
    expect((await listed())[0]?.isPaidOtherwise).to.equal(false);
    expect((await tell(remedyId, 1, { state: "settled" })).status).to.equal(200);
    expect(await at.order(order.id)).to.include({ reservedMinor: 1000, refundedMinor: 1000 });
    const [payout] = await listed();
    expect(payout).to.include({ remedyId, isPaidOtherwise: true });
    await at.as("finance", "payout.book", {
      remedyId,
      outcome: { state: "failed", because: "Paid already" },
    });
    expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
    expect(await at.budget()).to.deep.equal({ reservedMinor: 0, committedMinor: 1000 });
    expect(await at.remedy(remedyId)).to.include({ state: "settled", failure: null });
    expect((await at.ticket(ticketId)).openPayouts).to.equal(0);
    expect(await listed()).to.deep.equal([]);
    const again = at.as("finance", "payout.book", { remedyId, outcome: { state: "failed", because: "x" } });
    expect((await refusalOf(again)).code).to.equal("remedy_in_state");
  });

  it("is booked as well where finance had paid it in that moment", async () => {
    at.merchant.next(behave.fails);
    const { remedyId, order } = await grant();
    await at.work();
    await use("manual", null);
    await at.as("agent", "remedy.retry", { remedyId });
    await at.work();
    await tell(remedyId, 1, { state: "settled" });
    await at.as("finance", "payout.book", { remedyId, outcome: { state: "settled", reference: "bank 18" } });
    expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 2000 });
    expect((await at.remedy(remedyId)).settlement).to.include({ isOverrun: true });
    expect(await at.budget()).to.deep.equal({ reservedMinor: 0, committedMinor: 2000 });
  });

  it("uses the order's limit as often as it was paid", async () => {
    at.merchant.next(behave.fails);
    const { remedyId, ...situation } = await grant(agentCapMinor - 2000);
    await at.work();
    await at.as("agent", "remedy.retry", { remedyId });
    await at.work();
    await tell(remedyId, 1, { state: "settled", amountMinor: agentCapMinor - 2000 });
    expect((await at.order(situation.order.id)).refundedMinor).to.equal(2 * (agentCapMinor - 2000));
    const more = at.as("agent", "remedy.grant", { request: refundOf(situation, 2000) });
    const refusal = await refusalOf(more);
    expect(refusal.code).to.equal("approval_required");
    expect(refusal.details).to.deep.include({ grantableMinor: 0 });
  });

  it("waits while the merchant's system does not know the new secret, and is paid once", async () => {
    at.merchant.next(behave.settlesInSilence);
    const { remedyId, order } = await grant();
    await at.work();
    const { storefrontId } = at.scene;
    const { secret } = await at.as<{ secret: string }>("admin", "storefront.rotate-merchant-secret", {
      storefrontId,
    });
    // As its side has it: what is signed with a secret that it does not know is sent away.
    at.merchant.goAway({ status: 401, body: {} });
    await later();
    expect((await at.remedy(remedyId)).state).to.equal("paying");
    expect((await tell(remedyId, 1, { state: "settled" })).status).to.equal(401);
    at.merchant.comeBack();
    at.merchant.learnSecret(secret);
    await later();
    expect(at.merchant.calls.at(-1)).to.include({ method: "GET", isSigned: true });
    expect((await at.remedy(remedyId)).state).to.equal("settled");
    expect(await at.order(order.id)).to.include({ reservedMinor: 0, refundedMinor: 1000 });
    expect(at.merchant.posts()).to.have.length(1);
  });

  it("is given to people from the start where the webhook was never set up to its end", async () => {
    await at.house.save(update(storefronts, { id: at.scene.storefrontId }, { merchantUrl: null }));
    const { remedyId } = await grant();
    await at.work();
    expect((await listed()).map((payout) => payout.remedyId)).to.deep.equal([remedyId]);
  });
});
