import { expect } from "chai";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { commandOf } from "../support/command-of.ts";
import { refusalOf } from "../support/executor.ts";
import type { Cells } from "../support/exports.ts";
import { behave } from "../support/fake-merchant.ts";
import { importScene } from "../support/import-scene.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { type ActorName, agentCapMinor } from "../support/shop-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";
import { orderCsv } from "./order-csv.ts";

type Granted = { remedyId: string };

/** Something happens between what a person was shown and what they press. */
describe("between the headroom and the grant", () => {
  let at: RemedyScene;
  useScene(createRemedyScene, (started) => {
    at = started;
  });

  async function headroom({ ticketId, order }: Situation, who: ActorName = "agent") {
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers[who]], now);
    const input = readHeadroom.input.parse({
      ticketId,
      orderId: order.id,
      remedy: "refund",
      reason: "broken",
    });
    return readHeadroom.read(at.house.reader, input, actor as PersonActor, now);
  }
  const grant = (situation: Situation, amountMinor: number, who: ActorName = "agent") =>
    at.as<Granted>(who, "remedy.grant", { request: refundOf(situation, amountMinor) });
  const roomLeft = async (work: Promise<unknown>) =>
    ((await refusalOf(work)).details as RefusalDetails["approval_required"]).grantableMinor;
  const publish = async (change: (rule: PolicyRule) => PolicyRule) => {
    const [newest] = await at.house.reader.sql<{ version: number }>(
      "SELECT MAX(`version`) AS `version` FROM `policies` WHERE `storefrontId` = ?",
      [at.scene.storefrontId],
    );
    await at.as("supervisor", "policy.publish", {
      storefrontId: at.scene.storefrontId,
      basedOn: Number(newest?.version),
      rules: at.scene.rules.map((rule) => ({ ...change(rule), id: newId() })),
    });
  };

  it("a narrower policy is published: the old headroom is refused, the new one is granted exactly", async () => {
    const situation = await openTicket(at.scene);
    expect((await headroom(situation)).grantableMinor).to.equal(agentCapMinor);
    await publish((rule) => (rule.roles.includes("agent") ? { ...rule, perOrder: { CNY: 900 } } : rule));
    expect(await roomLeft(grant(situation, agentCapMinor))).to.equal(900);
    expect(await roomLeft(grant(situation, 901))).to.equal(900);
    await grant(situation, 900);
    await publish((rule) => rule);
  });

  it("a wider policy is published: it lifts the cap, and refills nobody's day", async () => {
    const situation = await openTicket(at.scene);
    const person = await at.house.makePerson("agent");
    const give = (amountMinor: number) =>
      at.house.run(commandOf("remedy.grant"), { request: refundOf(situation, amountMinor) }, person.caller);
    const withDay = (perDay: number) => (rule: PolicyRule) =>
      rule.roles.includes("agent") ? { ...rule, perDay: { CNY: perDay } } : rule;
    await publish(withDay(1000));
    await give(1000);
    expect(await roomLeft(give(1))).to.equal(0);
    await publish(withDay(1200));
    expect(await roomLeft(give(201))).to.equal(200);
    await give(200);
    await publish((rule) => rule);
  });

  it("the policy that covered it is taken away: everything goes to an approval", async () => {
    const situation = await openTicket(at.scene);
    expect((await headroom(situation)).grantableMinor).to.equal(agentCapMinor);
    await publish((rule) => ({ ...rule, reasons: ["late"] }));
    expect(await roomLeft(grant(situation, 1))).to.equal(0);
    await publish((rule) => rule);
  });

  it("a supervisor becomes an agent, and is shut out: works at once", async () => {
    const situation = await openTicket(at.scene);
    const { personId, caller, person } = await at.house.makePerson("supervisor");
    const give = () =>
      at.house.run(commandOf("remedy.grant"), { request: refundOf(situation, agentCapMinor + 1) }, caller);
    const change = (role: string, isActive: boolean) =>
      at.as("admin", "person.change", { personId, name: person.name, role, departmentIds: [], isActive });
    const [actor] = await loadActors(at.house.reader, [caller], at.house.clock.now());
    expect(actor?.kind).to.equal("supervisor");
    await change("agent", true);
    expect(await roomLeft(give())).to.equal(agentCapMinor);
    await change("supervisor", false);
    expect((await refusalOf(give())).code).to.equal("signed_out");
    await change("supervisor", true);
    await at.work();
  });

  it("many grants and a new policy at once: each is what its own version says", async () => {
    const situations = await Promise.all(Array.from({ length: 6 }, () => openTicket(at.scene)));
    const narrow = publish((rule) =>
      rule.roles.includes("agent") ? { ...rule, perOrder: { CNY: 10 } } : rule,
    );
    const said = await Promise.allSettled(situations.map((situation) => grant(situation, 1000)));
    await narrow;
    for (const each of said)
      if (each.status === "rejected") expect(each.reason.code).to.equal("approval_required");
    const rows = await at.house.reader.sql<{ policyVersion: number; facts: string }>(
      "SELECT `policyVersion`, `facts` FROM `decisions` WHERE `ticketId` IN (?, ?, ?, ?, ?, ?)",
      situations.map((situation) => situation.ticketId),
    );
    expect(rows).to.have.length(said.filter((each) => each.status === "fulfilled").length);
    for (const row of rows) expect(JSON.parse(row.facts)).to.include({ policyVersion: row.policyVersion });
    await publish((rule) => rule);
    await at.work();
  });
});

describe("an order that is imported again while its money is on its way", () => {
  let at: RemedyScene;
  useScene(createRemedyScene, (started) => {
    at = started;
  });

  const importAs = (situation: Situation, over: Cells, lines = situation.lines) =>
    importScene(at.house).importFiles(at.scene.storefrontId, {
      "orders.csv": orderCsv(situation.order, lines, over),
    });

  async function cupsOnTheWay() {
    const situation = await openTicket(at.scene);
    const [cups] = situation.lines;
    const lines = [{ lineId: cups?.id ?? "", quantity: 2 }];
    at.merchant.next(behave.accepts);
    const { remedyId } = await at.as<Granted>("supervisor", "remedy.grant", {
      request: { ...refundOf(situation, 8000), lines },
    });
    await at.work();
    const [attempt] = await at.attemptsOf(remedyId);
    return { ...situation, remedyId, cupsId: cups?.id ?? "", attemptId: attempt?.id ?? "" };
  }
  const hear = (
    { remedyId, attemptId }: { remedyId: string; attemptId: string },
    state: "settled" | "failed",
  ) => {
    const end =
      state === "settled"
        ? { state, reference: "late", hint: "", arrivesInDays: null }
        : { state, code: "card_closed", message: "" };
    return at.as("system", "remedy.book-outcome", { remedyId, attemptId, outcome: end });
  };

  it("does not lose the line that is being refunded, and says so", async () => {
    const held = await cupsOnTheWay();
    const [tally] = await importAs(held, { Total: "120.00", Subtotal: "120.00" }, held.lines.slice(1));
    expect(tally?.bad).to.have.length(1);
    expect(tally?.bad[0]?.reason).to.match(/line .* is gone, of which pieces were refunded/);
    expect(await at.lines(held.order.id)).to.have.length(2);
    expect((await at.order(held.order.id)).totalMinor).to.equal(20_000);
    await hear(held, "settled");
    expect(await at.order(held.order.id)).to.include({ reservedMinor: 0, refundedMinor: 8000 });
    expect((await at.lines(held.order.id))[0]?.refundedQuantity).to.equal(2);
  });

  it("with fewer pieces of that line: what was promised is paid, and given back exactly if it fails", async () => {
    for (const state of ["settled", "failed"] as const) {
      const held = await cupsOnTheWay();
      const [cups, pot] = held.lines;
      if (cups === undefined || pot === undefined) throw new Error("two lines were made");
      const fewer = [{ ...cups, quantity: 1 }, pot];
      const [tally] = await importAs(held, { Total: "160.00", Subtotal: "160.00" }, fewer);
      expect(tally?.bad).to.deep.equal([]);
      const again = at.as("supervisor", "remedy.grant", {
        request: { ...refundOf(held, 1), lines: [{ lineId: held.cupsId, quantity: 1 }] },
      });
      expect((await refusalOf(again)).code).to.equal("over_bought");
      await hear(held, state);
      const [line] = await at.lines(held.order.id);
      expect(line?.refundedQuantity).to.equal(state === "settled" ? 2 : 0);
      const refundedMinor = state === "settled" ? 8000 : 0;
      expect(await at.order(held.order.id)).to.include({
        reservedMinor: 0,
        refundedMinor,
        paidMinor: 16_000,
      });
    }
  });

  it("without the line of a refund that failed: it is not tried again, and a late settlement is booked", async () => {
    const held = await cupsOnTheWay();
    await hear(held, "failed");
    const [tally] = await importAs(held, { Total: "120.00", Subtotal: "120.00" }, held.lines.slice(1));
    expect(tally?.bad).to.deep.equal([]);
    const retry = at.as("supervisor", "remedy.retry", { remedyId: held.remedyId });
    expect((await refusalOf(retry)).code).to.equal("wrong_line");
    await hear(held, "settled");
    expect((await at.remedy(held.remedyId)).settlement).to.include({ isOverrun: true });
    expect(await at.order(held.order.id)).to.include({ reservedMinor: 0, refundedMinor: 8000 });
  });

  it("with a request waiting: an approval of lines that are gone is refused, and holds nothing", async () => {
    const situation = await openTicket(at.scene);
    const [cups] = situation.lines;
    const { remedyId } = await at.as<Granted>("agent", "remedy.request", {
      request: { ...refundOf(situation, 8000), lines: [{ lineId: cups?.id, quantity: 2 }] },
      because: "Both cups",
    });
    await importAs(situation, { Total: "120.00", Subtotal: "120.00" }, situation.lines.slice(1));
    const { hash } = await at.remedy(remedyId);
    const approve = at.as("supervisor", "remedy.approve", { remedyId, hash });
    expect((await refusalOf(approve)).code).to.equal("wrong_line");
    expect(await at.order(situation.order.id)).to.include({ reservedMinor: 0, refundedMinor: 0 });
    await at.as("supervisor", "remedy.decline", { remedyId, because: "The order has changed" });
  });
});
