import { expect } from "chai";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { importScene } from "../support/import-scene.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";
import { orderCsv } from "./order-csv.ts";

const paidMinor = 20_000;

describe("refunds made elsewhere", () => {
  let at: RemedyScene;
  useScene(createRemedyScene, (started) => {
    at = started;
  });

  const grant = (situation: Situation, amountMinor: number) =>
    at.as<{ remedyId: string }>("supervisor", "remedy.grant", { request: refundOf(situation, amountMinor) });
  /** What the shop's export says was refunded in all. */
  const importInAll = ({ order, lines }: Situation, minor: number) =>
    importScene(at.house).importFiles(at.scene.storefrontId, {
      "orders.csv": orderCsv(order, lines, { "Refunded Amount": (minor / 100).toFixed(2) }),
    });

  it("and grants at the same moment never give more than is left, in whatever order they come", async () => {
    for (let time = 0; time < 4; time++) {
      const situation = await openTicket(at.scene);
      const { id } = situation.order;
      const said = await Promise.allSettled([
        grant(situation, 9000),
        importInAll(situation, 12_000),
        grant(situation, 7000),
        grant(situation, 5000),
      ]);
      for (const each of said)
        if (each.status === "rejected") expect(each.reason.code).to.equal("over_refundable");
      const held = (await at.order(id)).reservedMinor;
      await at.work();
      // The export that was read knew 12,000 of elsewhere; the next one knows ours as well.
      await importInAll(situation, 12_000 + held);
      expect(await at.order(id)).to.include({ reservedMinor: 0, refundedMinor: 12_000 + held });
      const money = (await at.money(id)).filter((row) => row.kind === "refund");
      const sum = (source: string) =>
        money.filter((row) => row.source === source).reduce((all, row) => all + row.amountMinor, 0);
      expect([sum("frontline"), sum("import")]).to.deep.equal([held, 12_000]);
      const left = Math.max(0, paidMinor - 12_000 - held);
      expect((await refusalOf(grant(situation, left + 1))).code).to.equal("over_refundable");
      if (left > 0) await grant(situation, left);
      await at.work();
    }
  });

  it("are told from ours that are on their way as soon as ours have an end", async () => {
    for (const end of ["settled", "failed"] as const) {
      const situation = await openTicket(at.scene);
      const { id } = situation.order;
      at.merchant.next(behave.accepts);
      const { remedyId } = await grant(situation, 3000);
      await at.work();
      // 3,000: perhaps ours, perhaps not. Nobody may spend it meanwhile.
      await importInAll(situation, 3000);
      expect((await refusalOf(grant(situation, paidMinor - 6000 + 1))).code).to.equal("over_refundable");
      const [attempt] = await at.attemptsOf(remedyId);
      const outcome =
        end === "settled"
          ? { state: end, reference: "r", hint: "", arrivesInDays: null }
          : { state: end, code: "closed", message: "" };
      await at.as("system", "remedy.book-outcome", { remedyId, attemptId: attempt?.id, outcome });
      await importInAll(situation, 3000);
      expect(await at.order(id)).to.include({ reservedMinor: 0, refundedMinor: 3000 });
    }
  });

  it("bring an order to its end: nothing more is given, and what was promised is still paid", async () => {
    const situation = await openTicket(at.scene);
    await grant(situation, 5000);
    await importInAll(situation, paidMinor);
    expect((await refusalOf(grant(situation, 1))).code).to.equal("over_refundable");
    await at.work();
    await importInAll(situation, paidMinor);
    expect(await at.order(situation.order.id)).to.include({
      reservedMinor: 0,
      refundedMinor: paidMinor,
      financialStatus: "refunded",
    });
  });
});
