import { expect } from "chai";
import type { QueryAnswer, QueryName } from "../../backend/contract/queries.ts";
import { dayIn, hour, minute } from "../../backend/core/clock.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { queryRegistry } from "../../backend/edge/query-registry.ts";
import { behave } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { askedRemedy, grantedRemedy, openTicket, refundOf } from "../support/situations.ts";

describe("figures of what commands did", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  async function figure<N extends QueryName>(name: N, extra: object = {}): Promise<QueryAnswer<N>> {
    const now = at.house.clock.now();
    const today = dayIn(at.scene.storefront.timeZone, now);
    const [actor] = await loadActors(at.house.reader, [at.scene.callers.supervisor], now);
    const query = queryRegistry[name];
    const input = query.input.parse({
      storefrontId: at.scene.storefrontId,
      from: today,
      to: today,
      ...extra,
    });
    return query.read(at.house.reader, input, actor as never, now) as Promise<QueryAnswer<N>>;
  }

  it("count a grant at once, an approval with its wait, a refusal, and what was relayed", async () => {
    await grantedRemedy(at.scene);
    const approved = await askedRemedy(at.scene);
    const declined = await askedRemedy(at.scene);
    at.house.clock.advance(41 * minute);
    const { remedyId, hash } = approved;
    await at.as("supervisor", "remedy.approve", { remedyId, hash });
    at.house.clock.advance(hour);
    await at.as("supervisor", "remedy.decline", { remedyId: declined.remedyId, because: "Ask for a photo" });

    const outcomes = await figure("figures.outcomes");
    expect(outcomes.total).to.deep.equal({
      granted: 1,
      approved: 1,
      declined: 1,
      expired: 0,
      withdrawn: 0,
      waiting: 0,
    });
    const waiting = await figure("figures.waiting");
    expect(waiting.total).to.deep.equal({
      answered: 2,
      waiting: 0,
      medianMs: 41 * minute,
      p90Ms: 101 * minute,
      totalMs: 142 * minute,
    });
    // Every situation has called the warehouse in; two of the cases were asked for as well.
    const messenger = await figure("figures.messenger");
    expect(messenger.total).to.deep.equal({ cases: 3, carried: 3, asked: 2, relayed: 3, chased: 0 });
    const trust = await figure("figures.trust");
    expect(trust.total).to.include({ given: 2, unproven: 2, audited: 0 });
    const budgets = await figure("figures.budgets");
    expect(budgets.hits).to.deep.equal([{ dimension: "order_cap", count: 2 }]);
    const day = budgets.uses.find(({ scope }) => scope === "person-day");
    expect(day).to.deep.include({ currency: "CNY", drawn: 1, highestMinor: 100 });
  });

  it("count a shopper who asks again while the answer is out", async () => {
    const { ticketId, remedyId } = await askedRemedy(at.scene);
    at.house.clock.advance(minute);
    await at.as("shopper", "message.send", { ticketId, text: "Any news?", photoIds: [] });
    expect((await figure("figures.messenger")).total.chased).to.equal(1);
    const { cases } = await figure("figures.cases", { slice: "chased" });
    expect(cases.map((each) => each.kind).sort()).to.deep.equal(["escalation", "remedy"]);
    expect(cases.find(({ kind }) => kind === "remedy")).to.include({
      id: remedyId,
      ticketId,
      outcome: "waiting",
    });
  });

  it("keep what failed in the end apart from what was given", async () => {
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, 100);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    expect((await figure("figures.trust")).total.unprovenAmounts).to.deep.equal({ CNY: 100 });
    at.merchant.next(behave.fails);
    // On a busy machine the answer may come too late, and is asked for again.
    for (let round = 0; round < 6 && (await at.remedy(remedyId)).state !== "failed"; round++) {
      await at.work();
      at.house.clock.advance(minute);
    }
    expect((await at.remedy(remedyId)).state).to.equal("failed");
    expect((await figure("figures.trust")).total.unprovenAmounts).to.deep.equal({});
    expect((await figure("figures.outcomes")).total.granted).to.equal(1);
  });
});
