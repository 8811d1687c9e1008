import { expect } from "chai";
import { drawForAudit } from "../../backend/authority/audit-draw.ts";
import { remedyKinds } from "../../backend/contract/vocabulary.ts";
import { minute } from "../../backend/core/clock.ts";
import { caseWrites } from "../../backend/demo/history/case-rows.ts";
import { createGeneratedIds } from "../../backend/demo/history/generated-ids.ts";
import type { PlannedCase } from "../../backend/demo/history/history-plan.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { seededChance } from "../../backend/demo/seeded-random.ts";
import type { EntryRow } from "../../backend/tickets/tables.ts";
import { demoGround } from "../support/past.ts";

describe("a generated past of the demo's shop", () => {
  const ground = demoGround(180, { cases: 6000 });
  const plan = planHistory(ground);
  const { cases } = plan;
  const shareOf = (is: (each: PlannedCase) => boolean) => cases.filter(is).length / cases.length;

  it("gives every remedy that the demo's limits name, money back most of all", () => {
    const kinds = remedyKinds.map((kind) => ({
      kind,
      share: shareOf(({ demand }) => demand.remedy === kind),
    }));
    for (const { kind, share } of kinds) expect(share, kind).to.be.above(0.005);
    const [refund, ...others] = kinds;
    for (const { kind, share } of others) expect(share, kind).to.be.below(refund?.share ?? 0);
  });

  it("ends as cases end: mostly well, in every other way sometimes", () => {
    const ended = (how: string) => shareOf(({ answer }) => answer?.how === how);
    expect(shareOf(({ answer }) => answer === null)).to.be.within(0.5, 0.85);
    for (const how of ["declined", "expired", "withdrawn"])
      expect(ended(how), how).to.be.above(0).and.below(ended("approved"));
    const otherAmount = ({ answer, demand }: PlannedCase) =>
      answer?.how === "approved" && answer.amountMinor !== demand.amountMinor;
    const happens: Record<string, (each: PlannedCase) => boolean> = {
      otherAmount,
      reopened: ({ reopenedAt }) => reopenedAt !== null,
      ratedPoorly: ({ rating }) => rating !== null && rating <= 2,
      failed: ({ failure }) => failure !== null,
      relayed: ({ relay }) => relay !== null,
      chased: ({ chasedAt }) => chasedAt.length > 0,
      bySupervisor: ({ demand }) => demand.agent.role === "supervisor",
    };
    for (const [name, is] of Object.entries(happens)) expect(shareOf(is), name).to.be.above(0);
    expect(shareOf(({ demand }) => demand.photoCount > 0)).to.be.within(0.2, 0.7);
  });

  it("audits whom the storefront's own key draws, and other orders under another key", () => {
    const furniture = cases.filter(
      ({ demand, decided }) =>
        demand.remedy === "refund" &&
        decided[0]?.facts.products.every(({ productType }) => productType === "Furniture") &&
        ["broken", "defective", "wrong_item", "not_as_described"].includes(demand.reason) &&
        demand.assurance === "verified" &&
        demand.agent.role === "agent",
    );
    expect(furniture.length).to.be.above(20);
    for (const { demand, decided, isAudit } of furniture) {
      const { id, lineIds } = demand.order;
      const isDrawn = drawForAudit(ground.auditKey, id, lineIds) < 0.25;
      // What the amount alone would have asked for is no audit.
      const isSmall = demand.amountMinor + (decided[0]?.facts.orderGrantedMinor ?? 0) <= 10_000;
      if (isSmall || !isDrawn) expect(isAudit).to.equal(isDrawn);
    }
    expect(furniture.some(({ isAudit, demand }) => isAudit && demand.photoCount > 0)).to.equal(true);
    const others = planHistory({ ...ground, auditKey: "another" }).cases;
    const audited = (some: readonly PlannedCase[]) =>
      some.filter(({ isAudit }) => isAudit).map(({ demand }) => demand.order.number);
    expect(audited(others)).not.to.deep.equal(audited(cases));
  });

  it("gives back what has not left and mends what has arrived", () => {
    for (const { demand, decided } of cases) {
      const facts = decided[0]?.facts;
      const isUnsent = demand.remedy === "cancellation" || demand.remedy === "order_change";
      if (isUnsent) expect(facts?.isDelivered).to.equal(false);
      if (["broken", "defective", "wrong_item", "not_as_described"].includes(demand.reason))
        expect(facts?.isDelivered).to.equal(true);
    }
  });

  it("promises nobody more than they paid", () => {
    for (const order of plan.orders) expect(order.grantedMinor).to.be.at.most(order.paidMinor);
  });

  it("is told entry by entry, in order of time", () => {
    const idAt = createGeneratedIds(seededChance(1));
    for (const [index, each] of cases.slice(0, 800).entries()) {
      const writes = caseWrites(each, 1001 + index, ground.storefrontId, idAt);
      const rows = writes.filter(({ table }) => table.name === "entries");
      const told = rows.map((write) => (write as unknown as { row: EntryRow }).row);
      expect(told.map(({ seq }) => seq)).to.deep.equal(told.map((_entry, nth) => nth + 1));
      expect(told.map(({ at }) => at)).to.deep.equal(told.map(({ at }) => at).sort((a, b) => a - b));
      const [decided] = each.decided;
      expect(decided?.at).to.be.within(ground.from, ground.until);
      expect(told[0]?.at).to.be.at.least(ground.from - 10 * minute);
    }
  });
});
