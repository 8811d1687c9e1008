import { expect } from "chai";
import { minute } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { refusalOf } from "../support/executor.ts";
import { behave, type Statement } from "../support/fake-merchant.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

type Pending = Situation & { remedyId: string; statement: Statement };

describe("a merchant's callback", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  async function pending(): Promise<Pending> {
    const situation = await openTicket(at.scene);
    at.merchant.next(behave.accepts);
    const request = refundOf(situation, 1000);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    await at.work();
    const [attempt] = await at.attemptsOf(remedyId);
    const money = { key: attempt?.id, amountMinor: 1000, currency: "CNY" };
    return {
      ...situation,
      remedyId,
      statement: { ...money, state: "settled", reference: "cb-1", hint: "bank" },
    };
  }

  const send = (signed: { rawBody: string; signature: string }, to = at.scene.storefrontId) =>
    at.callback({ storefrontId: to, ...signed }, at.house.clock.now());

  it("settles what was pending", async () => {
    const { remedyId, order, statement } = await pending();
    expect(await send(at.merchant.callback(statement))).to.deep.equal({ status: 200 });
    const remedy = await at.remedy(remedyId);
    expect(remedy.state).to.equal("settled");
    expect(remedy.settlement).to.include({ reference: "cb-1", hint: "bank", arrivesInDays: null });
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("fails what was pending", async () => {
    const { remedyId, statement } = await pending();
    const { key } = statement;
    const failed = { key, state: "failed", code: "refused", message: "The bank refused" };
    expect(await send(at.merchant.callback(failed))).to.deep.equal({ status: 200 });
    expect((await at.remedy(remedyId)).failure).to.deep.equal({
      code: "refused",
      message: "The bank refused",
    });
  });

  it("counts once when it comes twice, replayed, or beside the answer to our own asking", async () => {
    const { remedyId, order, statement } = await pending();
    const signed = at.merchant.callback(statement);
    at.merchant.states.set(String(statement.key), statement);
    at.house.clock.advance(minute);
    const all = await Promise.all([send(signed), send(signed), at.work(), send(signed)]);
    expect(all.filter((each) => typeof each === "object")).to.deep.equal([
      { status: 200 },
      { status: 200 },
      { status: 200 },
    ]);
    expect(await at.money(order.id)).to.have.length(1);
    expect(await at.moves(remedyId)).to.deep.equal(["1 reserve", "1 commit"]);
  });

  it("is not taken when forged, tampered with, unsigned or too old", async () => {
    const { remedyId, statement } = await pending();
    const good = at.merchant.callback(statement);
    const refused = [
      at.merchant.callback(statement, at.house.clock.now(), "another secret"),
      { ...good, rawBody: good.rawBody.replace("1000", "9000") },
      { ...good, signature: "" },
      at.merchant.callback(statement, at.house.clock.now() - 6 * minute),
      at.merchant.callback(statement, at.house.clock.now() + 6 * minute),
    ];
    for (const each of refused) expect(await send(each)).to.deep.equal({ status: 401 });
    expect(await send({ rawBody: good.rawBody, signature: undefined as unknown as string })).to.deep.equal({
      status: 401,
    });
    expect((await at.remedy(remedyId)).state).to.equal("paying");
  });

  it("speaks for its own storefront alone", async () => {
    const { remedyId, statement } = await pending();
    const other = await at.house.makeStorefront();
    const theirs = at.merchant.callback(statement, at.house.clock.now(), other.merchant.secret);
    expect(await send(theirs, other.storefrontId)).to.deep.equal({ status: 404 });
    expect(await send(at.merchant.callback(statement), other.storefrontId)).to.deep.equal({ status: 401 });
    expect(await send(at.merchant.callback(statement), newId())).to.deep.equal({ status: 401 });
    expect((await at.remedy(remedyId)).state).to.equal("paying");
  });

  it("is not believed when it lies, and not understood when it babbles", async () => {
    const { remedyId, statement } = await pending();
    for (const lie of [{ amountMinor: 999 }, { currency: "USD" }, { state: "done" }])
      expect(await send(at.merchant.callback({ ...statement, ...lie }))).to.deep.equal({ status: 422 });
    expect(await send(at.merchant.callback({ ...statement, key: newId() }))).to.deep.equal({ status: 404 });
    expect(await send(at.merchant.callback({ ...statement, key: "1" }))).to.deep.equal({ status: 404 });
    expect(await send(at.merchant.callback({}))).to.deep.equal({ status: 422 });
    expect((await at.remedy(remedyId)).state).to.equal("paying");
  });

  it("after a failure is booked as an overrun", async () => {
    const { remedyId, order, statement } = await pending();
    await send(at.merchant.callback({ key: statement.key, state: "failed", code: "refused" }));
    expect(await send(at.merchant.callback(statement))).to.deep.equal({ status: 200 });
    expect((await at.remedy(remedyId)).settlement?.isOverrun).to.equal(true);
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("does not turn a settlement into a failure", async () => {
    const { remedyId, order, statement } = await pending();
    await send(at.merchant.callback(statement));
    const failed = { key: statement.key, state: "failed", code: "oops" };
    expect(await send(at.merchant.callback(failed))).to.deep.equal({ status: 200 });
    expect((await at.remedy(remedyId)).state).to.equal("settled");
    expect((await at.order(order.id)).refundedMinor).to.equal(1000);
  });

  it("lets nobody but the system book an outcome", async () => {
    const { remedyId, statement } = await pending();
    const input = { remedyId, attemptId: statement.key, outcome: { state: "pending" } };
    const refused = at.as("admin", "remedy.book-outcome", input);
    expect((await refusalOf(refused)).code).to.equal("not_allowed");
  });
});
