import { expect } from "chai";
import { decideRemedy } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { readCompiledVersion } from "../../backend/authority/queries.ts";
import { readShadowDecisions } from "../../backend/authority/read-shadow.ts";
import type { DecisionOutcome } from "../../backend/authority/record-decision.ts";
import { type RefusedDecisionRow, refusedDecisions } from "../../backend/authority/refusal-table.ts";
import { shadowDecisions } from "../../backend/authority/release-tables.ts";
import { budgetMoves, budgets, decisions } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { remedies } from "../../backend/remedies/tables.ts";
import { commandOf } from "../support/command-of.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { ruleOf } from "../support/policies.ts";
import { policyActs } from "../support/policy-acts.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { openTicket, refundOf, resolvedTicket, type Situation } from "../support/situations.ts";

const sentence = "Sold as seen.";
const refusing = (): PolicyRule =>
  ruleOf({
    id: newId(),
    roles: ["agent", "supervisor"],
    remedy: "refund",
    reasons: ["broken"],
    verifiedOrderOnly: false,
    perOrder: {},
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
    effect: { kind: "refuse", sentence },
  });

describe("what a rule refuses", () => {
  let at: RemedyScene;
  let no: PolicyRule;
  beforeEach(async () => {
    at = await createRemedyScene();
    no = refusing();
    await at.publish([...at.scene.rules, no]);
  });
  afterEach(() => at.close());

  const recordsOf = ({ ticketId }: Pick<Situation, "ticketId">): Promise<RefusedDecisionRow[]> =>
    at.house.reader.many(refusedDecisions, {
      where: { ticketId },
      order: { at: "ASC", id: "ASC" },
      take: 200,
    });
  const giving = (
    situation: Situation,
    amountMinor: number,
    who: ActorName = "agent",
    commandId = newId(),
  ) => {
    const input = { request: refundOf(situation, amountMinor) };
    return at.house.execute(commandOf("remedy.grant"), input, { caller: at.scene.callers[who], commandId });
  };
  const asking = (situation: Situation, amountMinor: number) =>
    at.as("agent", "remedy.request", { request: refundOf(situation, amountMinor), because: "please" });
  const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;

  for (const act of ["grant", "request"] as const) {
    it(`leaves its record with all that the ${act} saw, and nothing else`, async () => {
      const situation = await openTicket(at.scene);
      const [lines] = [situation.lines.map(({ id: lineId }) => ({ lineId, quantity: 1 }))];
      const before = await at.kinds(situation.ticketId);
      const request = { ...refundOf(situation, 1200), lines };
      const refusal = await refusalOf(
        act === "grant"
          ? at.as("agent", "remedy.grant", { request })
          : at.as("agent", "remedy.request", { request, because: "please" }),
      );
      expect([refusal.code, refusal.details]).to.deep.equal(["refused_by_rule", { ruleId: no.id, sentence }]);

      const [record, ...others] = await recordsOf(situation);
      if (record === undefined) throw new Error("no record was left");
      expect(others).to.deep.equal([]);
      expect(record).to.deep.include({
        storefrontId: at.scene.storefrontId,
        orderId: situation.order.id,
        remedyId: null,
        personId: at.scene.people.agent.personId,
        lineIds: lines.map(({ lineId }) => lineId).sort(),
        policyVersion: 2,
        at: at.house.clock.now(),
      });
      const facts = record.facts as DecisionFacts;
      expect(facts).to.include({ amountMinor: 1200, reason: "broken", policyVersion: 2 });
      const policy = await readCompiledVersion(at.house.reader, at.scene.storefrontId, 2);
      const outcome = record.outcome as DecisionOutcome;
      expect(outcome.act).to.equal(act);
      expect(outcome.verdict).to.deep.include({ answer: "refuse", ruleId: no.id, sentence });
      expect(outcome.verdict).to.deep.equal(decideRemedy(policy, facts));

      for (const table of [decisions, remedies, budgets, budgetMoves])
        expect(await at.house.reader.count(table as typeof decisions, {}), table.name).to.equal(0);
      expect(await at.kinds(situation.ticketId)).to.deep.equal(before);
      expect(await at.order(situation.order.id)).to.include({ reservedMinor: 0, refundedMinor: 0 });
    });
  }

  it("is the same no under the same id, whatever the limits say by then, and may be given under another", async () => {
    const situation = await openTicket(at.scene);
    const id = newId();
    const first = await refusalOf(giving(situation, 1200, "agent", id));
    await at.publish(at.scene.rules);
    const again = await refusalOf(giving(situation, 1200, "agent", id));
    expect([again.code, again.details]).to.deep.equal([first.code, first.details]);
    expect(await recordsOf(situation)).to.have.lengthOf(1);
    await giving(situation, 1200);
    expect(await at.house.reader.count(decisions, { ticketId: situation.ticketId })).to.equal(1);
  });

  it("is recorded once, though the same button is pressed a hundred times, some of them at the same moment", async function () {
    this.timeout(30_000);
    const situation = await openTicket(at.scene);
    for (let round = 0; round < 10; round++) {
      const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(giving(situation, 1200))));
      expect(new Set(codes)).to.deep.equal(new Set(["refused_by_rule"]));
    }
    expect(await recordsOf(situation)).to.have.lengthOf(1);
    await refusalOf(asking(situation, 1200));
    await refusalOf(giving(situation, 1200, "supervisor"));
    await refusalOf(giving(situation, 900));
    const acts = (await recordsOf(situation)).map(({ outcome }) => (outcome as DecisionOutcome).act);
    expect(acts.sort()).to.deep.equal(["grant", "grant", "grant", "request"]);
  });

  it("is recorded anew after a day, under another version, and at most twenty times a day of one ticket", async () => {
    const situation = await openTicket(at.scene);
    await refusalOf(giving(situation, 1));
    await at.publish([...at.scene.rules, no]);
    await refusalOf(giving(situation, 1));
    expect((await recordsOf(situation)).map(({ policyVersion }) => policyVersion)).to.deep.equal([2, 3]);
    for (let amount = 2; amount <= 30; amount++)
      expect(await codeOf(giving(situation, amount))).to.equal("refused_by_rule");
    expect(await recordsOf(situation)).to.have.lengthOf(20);
    at.house.clock.advance(day);
    await refusalOf(giving(situation, 1));
    expect(await recordsOf(situation)).to.have.lengthOf(21);
    const other = await openTicket(at.scene);
    await refusalOf(giving(other, 1));
    expect(await recordsOf(other)).to.have.lengthOf(1);
  });

  it("has the shadow's answer beside it, and is among its differences", async () => {
    const { storefrontId } = at.scene;
    const acts = policyActs(at);
    await acts.publish([...at.scene.rules, no]);
    const { version } = await acts.release(await acts.save(at.scene.rules), "shadow");
    const situation = await openTicket(at.scene);
    await refusalOf(giving(situation, 1200));
    await refusalOf(giving(situation, 1200));
    const [record] = await recordsOf(situation);
    const beside = await at.house.reader.one(shadowDecisions, { id: record?.id ?? "" });
    expect(beside).to.deep.include({ version, differs: "looser", verdict: { answer: "grant" } });
    const seen = await readShadowDecisions.read(
      at.house.reader,
      { storefrontId, version },
      { kind: "system" },
      0,
    );
    expect(seen).to.deep.include({ decisions: 1, differences: 1, looser: 1 });
    expect(seen.cases[0]?.ticketId).to.equal(situation.ticketId);
    expect(seen.cases[0]?.live.answer).to.equal("refuse");
  });

  it("is recorded of a retry with its remedy, whose money stays given back", async () => {
    await at.publish(at.scene.rules);
    const situation = await openTicket(at.scene);
    const { remedyId } = (await giving(situation, 1200)) as { remedyId: string };
    at.merchant.next(behave.fails);
    await at.work();
    await at.publish([...at.scene.rules, no]);
    const drawn = await at.moves(remedyId);
    for (let time = 0; time < 2; time++)
      expect(await codeOf(at.as("agent", "remedy.retry", { remedyId }))).to.equal("refused_by_rule");
    const records = await recordsOf(situation);
    expect(records.map((each) => [each.remedyId, (each.outcome as DecisionOutcome).act])).to.deep.equal([
      [remedyId, "retry"],
    ]);
    expect(await at.moves(remedyId)).to.deep.equal(drawn);
    expect((await at.remedy(remedyId)).state).to.equal("failed");
    expect(await at.house.reader.count(decisions, { remedyId })).to.equal(1);
  });

  it("is not what anything else refuses: none of that leaves a record", async () => {
    const situation = await openTicket(at.scene);
    const resolved = await resolvedTicket(at.scene);
    const late = { ...refundOf(situation, 6000), reason: "late" };
    expect(await codeOf(giving(situation, 1200, "shopper"))).to.equal("not_allowed");
    expect(await codeOf(giving(situation, 1200, "uninvited"))).to.equal("not_allowed");
    expect(await codeOf(giving(situation, -1))).to.equal("malformed");
    expect(await codeOf(giving(situation, 9_000_000))).to.equal("over_refundable");
    expect(await codeOf(giving(resolved, 1200))).to.equal("ticket_resolved");
    expect(await codeOf(at.as("agent", "remedy.grant", { request: late }))).to.equal("approval_required");
    expect(await at.house.reader.count(refusedDecisions, {})).to.equal(0);
  });
});
