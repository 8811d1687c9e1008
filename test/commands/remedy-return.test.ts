import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { readShopperView } from "../../backend/desk/read-ticket-view.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { refusalOf } from "../support/executor.ts";
import type { Behaviour } from "../support/fake-merchant.ts";
import { expectViewsToFollow } from "../support/follow-views.ts";
import { requestFor, situationFor } from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

const label = "https://labels.example/1";

/** A label at once; the parcel and the money later, by callback. */
const labels: Behaviour = (call, book) => ({
  status: 202,
  body: book({
    key: call.key,
    amountMinor: call.body?.amountMinor,
    currency: call.body?.currency,
    state: "pending",
    stage: "label",
    hint: label,
  }),
});

describe("a return", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  async function grant() {
    const situation = await situationFor(at, "return_refund");
    const request = requestFor("return_refund", situation);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    await at.work();
    const [attempt] = await at.attemptsOf(remedyId);
    const said = async (statement: object) => {
      const call = at.merchant.callback({
        key: attempt?.id,
        amountMinor: 4000,
        currency: "CNY",
        ...statement,
      });
      const { status } = await at.callback(
        { storefrontId: at.scene.storefrontId, ...call },
        at.house.clock.now(),
      );
      return status;
    };
    const card = async () =>
      (await readShopperView(at.house.reader, await at.ticket(situation.ticketId))).view.remedies.at(-1);
    return { situation, remedyId, said, card };
  }

  it("goes from label to received to refunded as the merchant tells it, and the shopper reads each", async () => {
    at.merchant.next(labels);
    const { situation, remedyId, said, card } = await grant();
    expect(await card()).to.deep.include({ state: "paying", progress: { stage: "label", hint: label } });
    expect(await at.order(situation.order.id)).to.include({ reservedMinor: 4000, refundedMinor: 0 });
    expect(await said({ state: "pending", stage: "received" })).to.equal(200);
    expect(await card()).to.deep.include({ state: "paying", progress: { stage: "received", hint: "" } });
    // Told again, and told late: neither takes a step back.
    expect(await said({ state: "pending", stage: "received" })).to.equal(200);
    expect(await said({ state: "pending", stage: "label", hint: label })).to.equal(200);
    expect((await at.remedy(remedyId)).progress?.stage).to.equal("received");
    expect(await said({ state: "settled", reference: "r" })).to.equal(200);
    expect(await card()).to.include({ state: "settled" });
    expect(await at.order(situation.order.id)).to.include({ reservedMinor: 0, refundedMinor: 4000 });
    await expectViewsToFollow(at, situation.ticketId);
    const kinds = await at.kinds(situation.ticketId);
    expect(kinds.filter((kind) => kind === "remedy.progressed")).to.have.length(2);
  });

  it("begins anew with its steps when it is tried again", async () => {
    at.merchant.next(labels);
    const { remedyId, said } = await grant();
    await said({ state: "failed", code: "lost", message: "The parcel was lost" });
    expect((await at.remedy(remedyId)).state).to.equal("failed");
    at.merchant.next(labels);
    await at.as("agent", "remedy.retry", { remedyId });
    expect((await at.remedy(remedyId)).progress).to.equal(null);
    await at.work();
    expect((await at.remedy(remedyId)).progress).to.deep.equal({ stage: "label", hint: label });
  });

  it("is worked off by hand, step by step, and no step twice", async () => {
    await at.house.save(update(storefronts, { id: at.scene.storefrontId }, { merchantAdapter: "manual" }));
    const { situation, remedyId, card } = await grant();
    const book = (outcome: object) => at.as("finance", "payout.book", { remedyId, outcome });
    await book({ state: "progressed", stage: "received", hint: "RT 1" });
    expect(await card()).to.deep.include({ progress: { stage: "received", hint: "RT 1" } });
    const again = { state: "progressed", stage: "label" };
    expect((await refusalOf(book(again))).code).to.equal("remedy_in_state");
    await book({ state: "settled", reference: "bank 7" });
    expect(await card()).to.include({ state: "settled" });
    expect(await at.order(situation.order.id)).to.include({ refundedMinor: 4000 });
  });

  it("is the only remedy with steps by hand", async () => {
    await at.house.save(update(storefronts, { id: at.scene.storefrontId }, { merchantAdapter: "manual" }));
    const request = requestFor("gift", await situationFor(at, "gift"));
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    await at.work();
    const outcome = { state: "progressed", stage: "label" };
    const refusal = await refusalOf(at.as("finance", "payout.book", { remedyId, outcome }));
    expect(refusal.code).to.equal("remedy_in_state");
  });
});
