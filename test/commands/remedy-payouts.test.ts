import { expect } from "chai";
import type { Payout } from "../../backend/contract/queries/console.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { update } from "../../backend/core/database/writes.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readPayouts } from "../../backend/remedies/read-payouts.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { refusalOf } from "../support/executor.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { openTicket, refundOf } from "../support/situations.ts";

describe("payouts by hand", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
    const { storefrontId } = at.scene;
    await at.house.save(update(storefronts, { id: storefrontId }, { merchantAdapter: "manual" }));
  });
  after(() => at.close());

  async function list(
    who: ActorName,
    input: object = {},
  ): Promise<{ payouts: Payout[]; next: string | null }> {
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers[who]], now);
    return readPayouts.read(at.house.reader, readPayouts.input.parse(input), actor as PersonActor, now);
  }

  async function waiting(amountMinor = 1000) {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, amountMinor);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    at.house.clock.advance(1000);
    await at.work();
    return { ...situation, remedyId };
  }
  const book = (remedyId: string, outcome: object, who: ActorName = "finance") =>
    at.as(who, "payout.book", { remedyId, outcome });
  const paid = { state: "settled", reference: "bank 17", hint: "bank ••77" };

  it("call nobody, and stand on finance's list until they are booked", async () => {
    const { remedyId, order, ticketId } = await waiting();
    expect(at.merchant.calls).to.deep.equal([]);
    const row = (await list("finance")).payouts.find((payout) => payout.remedyId === remedyId);
    expect(row).to.deep.include({ amountMinor: 1000, currency: "CNY", orderNumber: order.number, ticketId });
    expect(row?.payee).to.contain(order.email);
    await book(remedyId, paid);
    expect((await list("finance")).payouts.map((payout) => payout.remedyId)).to.not.include(remedyId);
    expect((await at.remedy(remedyId)).settlement).to.include({ reference: "bank 17", hint: "bank ••77" });
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("are booked once when two book at the same moment", async () => {
    const { remedyId, order } = await waiting();
    const both = await Promise.allSettled([book(remedyId, paid), book(remedyId, paid, "supervisor")]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["remedy_in_state"]);
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("can turn out not to be possible, and then be tried again", async () => {
    const { remedyId, order } = await waiting();
    await book(remedyId, { state: "failed", because: "The account is closed" });
    const failure = { code: "not_possible", message: "The account is closed" };
    expect((await at.remedy(remedyId)).failure).to.deep.equal(failure);
    expect((await at.order(order.id)).reservedMinor).to.equal(0);
    expect((await refusalOf(book(remedyId, paid))).code).to.equal("remedy_in_state");
    await at.as("agent", "remedy.retry", { remedyId });
    await at.work();
    await book(remedyId, paid);
    expect((await at.remedy(remedyId)).state).to.equal("settled");
  });

  it("are no business of other departments", async () => {
    const { remedyId } = await waiting();
    expect((await refusalOf(book(remedyId, paid, "invited"))).code).to.equal("not_allowed");
    expect((await refusalOf(list("uninvited"))).code).to.equal("not_allowed");
    await book(remedyId, paid);
  });

  it("cannot be booked before they are begun", async () => {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, 10);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    const refusal = await refusalOf(book(remedyId, paid));
    expect(refusal.details).to.deep.equal({ state: "granted" });
    await at.work();
    await book(remedyId, paid);
  });

  it("are listed page by page, oldest first, without loss when one is booked in between", async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.push((await waiting(100 + count)).remedyId);
    const first = await list("admin", { limit: 2 });
    expect(first.payouts.map((payout) => payout.remedyId)).to.deep.equal(made.slice(0, 2));
    await book(made[1] ?? "", paid);
    const second = await list("admin", { limit: 2, after: first.next });
    expect(second.payouts.map((payout) => payout.remedyId)).to.deep.equal(made.slice(2, 4));
    const third = await list("admin", { limit: 2, after: second.next });
    expect(third.payouts.map((payout) => payout.remedyId)).to.deep.equal(made.slice(4));
    expect(third.next).to.equal(null);
    expect((await list("admin", { after: "nonsense" })).payouts).to.have.length(4);
  });
});
