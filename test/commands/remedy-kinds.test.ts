import { expect } from "chai";
import { remedyKinds } from "../../backend/contract/vocabulary.ts";
import { behave } from "../support/fake-merchant.ts";
import { expectViewsToFollow } from "../support/follow-views.ts";
import { type KindSituation, requestFor, situationFor, substanceOf } from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

/** What every remedy owes, whatever it gives: held once, settled once, given back once. */
describe("every kind of remedy", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  /** Order, shelf and lines as one value. */
  async function booksOf({ order, cheaper }: KindSituation) {
    const { reservedMinor, refundedMinor } = await at.order(order.id);
    const { stock, reserved } = await at.variant(cheaper.sku);
    const lines = await at.lines(order.id);
    return {
      reservedMinor,
      refundedMinor,
      stock,
      reserved,
      counts: lines.map((line) => [line.refundedQuantity, line.reshippedQuantity]),
    };
  }
  const hear = async (remedyId: string, attempt: number, outcome: object) => {
    const tries = await at.attemptsOf(remedyId);
    const attemptId = tries.find((each) => each.attempt === attempt)?.id;
    return at.as("system", "remedy.book-outcome", { remedyId, attemptId, outcome });
  };

  for (const kind of remedyKinds) {
    const { worth, refund, pieces } = substanceOf[kind];
    describe(kind, () => {
      async function grant() {
        await at.work();
        const situation = await situationFor(at, kind);
        const before = await booksOf(situation);
        const request = requestFor(kind, situation);
        const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
        return { situation, before, remedyId };
      }

      it("holds what it gives when it is granted, and has given it when it has settled", async () => {
        const { situation, before, remedyId } = await grant();
        expect((await at.remedy(remedyId)).amountMinor).to.equal(worth);
        expect(await booksOf(situation)).to.include({
          reservedMinor: refund,
          refundedMinor: 0,
          stock: before.stock,
          reserved: pieces,
        });
        const held = (await booksOf(situation)).counts;
        await at.work();
        const remedy = await at.remedy(remedyId);
        expect(remedy.state).to.equal("settled");
        expect(await booksOf(situation)).to.deep.include({
          reservedMinor: 0,
          refundedMinor: refund,
          stock: (before.stock ?? 0) - pieces,
          reserved: 0,
          counts: held,
        });
        await expectViewsToFollow(at, situation.ticketId);
        // Only what really goes back to the payer stands in the order's ledger.
        const given = (await at.money(situation.order.id)).map((row) => row.amountMinor);
        expect(given).to.deep.equal(refund === 0 ? [] : [refund]);
      });

      it("is asked of the merchant once, signed, and named by its key", async () => {
        const { remedyId } = await grant();
        const before = at.merchant.posts().length;
        await at.work();
        const [attempt] = await at.attemptsOf(remedyId);
        const [call, ...more] = at.merchant.posts().slice(before);
        expect(more).to.deep.equal([]);
        expect(call).to.include({ key: attempt?.id, isSigned: true });
        expect(call?.body?.amountMinor).to.equal(
          refund > 0 ? refund : kind === "store_credit" ? worth : undefined,
        );
        expect(call?.body?.customer).to.include({ email: at.scene.shoppers.shopper.customer.email });
      });

      it("gives everything back when it fails for good, and gives it once when it is retried", async () => {
        const { situation, before, remedyId } = await grant();
        at.merchant.next(behave.fails);
        await at.work();
        expect((await at.remedy(remedyId)).state).to.equal("failed");
        expect(await booksOf(situation)).to.deep.equal(before);
        await at.as("agent", "remedy.retry", { remedyId });
        expect(await booksOf(situation)).to.include({ reservedMinor: refund, reserved: pieces });
        await at.work();
        expect((await at.remedy(remedyId)).state).to.equal("settled");
        expect(await booksOf(situation)).to.include({
          reservedMinor: 0,
          refundedMinor: refund,
          stock: (before.stock ?? 0) - pieces,
          reserved: 0,
        });
      });

      it("is booked as an overrun when it was carried out after a failure", async () => {
        const { situation, before, remedyId } = await grant();
        at.merchant.next(behave.fails);
        await at.work();
        const settled = { state: "settled", reference: "late", hint: "", arrivesInDays: null };
        await hear(remedyId, 1, settled);
        expect((await at.remedy(remedyId)).settlement?.isOverrun).to.equal(true);
        expect(await booksOf(situation)).to.include({
          reservedMinor: 0,
          refundedMinor: refund,
          stock: (before.stock ?? 0) - pieces,
          reserved: 0,
        });
      });

      it("holds nothing while it waits for an approval, and is carried out by it", async () => {
        await at.work();
        const situation = await situationFor(at, kind);
        const before = await booksOf(situation);
        const request = requestFor(kind, situation);
        const asked = { request, because: "It is only fair" };
        const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", asked);
        expect(await booksOf(situation)).to.deep.equal(before);
        await expectViewsToFollow(at, situation.ticketId);
        const { hash } = await at.remedy(remedyId);
        await at.as("supervisor", "remedy.approve", { remedyId, hash });
        await at.work();
        expect((await at.remedy(remedyId)).state).to.equal("settled");
        expect(await booksOf(situation)).to.include({ refundedMinor: refund, reserved: 0 });
      });
    });
  }
});
