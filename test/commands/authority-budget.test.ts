import { expect } from "chai";
import { z } from "zod";
import { budgetKeys } from "../../backend/authority/budget-keys.ts";
import {
  commitReserved,
  giveBack,
  lockBudgets,
  readBudgets,
  reserve,
  usedMinor,
} from "../../backend/authority/budgets.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import { explain } from "../../backend/authority/explain.ts";
import { publishPolicy } from "../../backend/authority/publish-policy.ts";
import { readCompiledPolicy } from "../../backend/authority/queries.ts";
import { recordDecision } from "../../backend/authority/record-decision.ts";
import {
  type BudgetMoveRow,
  type BudgetRow,
  budgetMoves,
  decisions,
} from "../../backend/authority/tables.ts";
import { defineCommand } from "../../backend/core/command.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import type { Transaction } from "../../backend/core/database/transaction.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal, refuse } from "../../backend/core/refusal.ts";
import { createTestHouse, system, type TestHouse } from "../support/executor.ts";
import { plainFacts, plainRule } from "../support/policies.ts";

const dayLimit = 1000;
const input = z.object({
  storefrontId: z.string(),
  budgetId: z.string(),
  remedyId: z.string(),
  amountMinor: z.number(),
});

/** What granting does with a budget, and no more: locks it, decides with what it shows, reserves. */
const drawFromBudget = defineCommand({
  name: "test.draw",
  who: ["system"],
  input,
  load: async (tx, { storefrontId, budgetId }) => ({
    budget: await lockBudget(tx, budgetId, storefrontId),
    policy: await readCompiledPolicy(tx, storefrontId),
  }),
  decide({ budget, policy }, { storefrontId, remedyId, amountMinor }, _actor, circumstances) {
    const facts = {
      ...plainFacts,
      storefrontId,
      amountMinor,
      dayUsedMinor: usedMinor(budget),
      policyVersion: policy.version,
    };
    const verdict = decideRemedy(policy, facts);
    if (verdict.answer !== "grant") {
      refuse("approval_required", {
        obstacles: verdict.obstacles,
        grantableMinor: 0,
        currency: "USD",
        explanation: explain(policy, facts),
      });
    }
    const about = { ticketId: newId(), remedyId, policy, shadow: null };
    const record = { ...about, facts, act: "grant" as const, verdict };
    return {
      answer: {},
      writes: [
        ...reserve(budget, { remedyId, attempt: 1, amountMinor }, circumstances).writes,
        ...recordDecision(record, circumstances),
      ],
    };
  },
});

async function lockBudget(tx: Transaction, id: string, storefrontId: string): Promise<BudgetRow> {
  const row = (await lockBudgets(tx, [id], storefrontId)).get(id);
  if (row === undefined) throw new Error("a locked budget is there");
  return row;
}

const endDraw = defineCommand({
  name: "test.end",
  who: ["system"],
  input: input.extend({ end: z.enum(["commit", "give_back"]) }),
  load: async (tx, { storefrontId, budgetId }) => lockBudget(tx, budgetId, storefrontId),
  decide(budget, { remedyId, amountMinor, end }, _actor, circumstances) {
    const finish = end === "commit" ? commitReserved : giveBack;
    return {
      answer: {},
      writes: finish(budget, { remedyId, attempt: 1, amountMinor }, circumstances).writes,
    };
  },
});

async function ledgerOf(reader: Reader, budgetId: string) {
  const moves = await reader.many(budgetMoves, { where: { budgetId }, take: 1000 });
  const sum = (kind: BudgetMoveRow["kind"]) =>
    moves.filter((move) => move.kind === kind).reduce((all, move) => all + move.amountMinor, 0);
  const budget = (await readBudgets(reader, [budgetId])).get(budgetId);
  expect(budget).to.deep.include({
    reservedMinor: sum("reserve") - sum("commit") - sum("give_back"),
    committedMinor: sum("commit"),
  });
  return { used: usedMinor(budget), moves };
}

describe("one budget that many draw from at once", () => {
  let house: TestHouse;
  let storefrontId: string;
  let budgetId: string;

  before(async () => {
    house = await createTestHouse();
  });
  after(() => house.close());
  beforeEach(async () => {
    ({ storefrontId } = await house.makeStorefront());
    const { caller } = await house.makePerson("supervisor");
    const rule = {
      ...plainRule,
      id: newId(),
      perOrder: { USD: 10_000 },
      perDay: { USD: dayLimit },
      photoAbove: {},
    };
    await house.run(
      publishPolicy,
      { storefrontId, basedOn: 0, rules: [{ ...rule, photoAboveTrusted: {} }] },
      caller,
    );
    const of = { storefrontId, personId: newId(), departmentIds: [], customerId: null, currency: "USD" };
    budgetId = budgetKeys({ ...of, timeZone: "UTC", now: house.clock.now() }).personDay;
  });

  const draw = (amountMinor: number, remedyId = newId()) =>
    house.run(drawFromBudget, { storefrontId, budgetId, remedyId, amountMinor }, system);

  /** How many were granted; fails on anything that went wrong for another reason than the limit. */
  async function grantedOf(work: Promise<unknown>[]): Promise<number> {
    const results = await Promise.allSettled(work);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      if (!(result.reason instanceof Refusal)) throw result.reason;
      expect(result.reason.code).to.equal("approval_required");
    }
    return results.filter(({ status }) => status === "fulfilled").length;
  }

  it("is not lifted a minor unit over its limit by 50 at the same moment, and grants all that fits", async () => {
    const granted = await grantedOf(Array.from({ length: 50 }, () => draw(30)));
    expect(granted).to.equal(33);
    const { used, moves } = await ledgerOf(house.reader, budgetId);
    expect(used).to.equal(990);
    expect(moves).to.have.lengthOf(33);
    expect(await grantedOf([draw(11)])).to.equal(0);
    expect(await grantedOf([draw(10), draw(10)])).to.equal(1);
    expect((await ledgerOf(house.reader, budgetId)).used).to.equal(dayLimit);
  });

  it("stays within its limit while draws are settled and given back in between", async () => {
    const remedyIds = Array.from({ length: 30 }, () => newId());
    await grantedOf(remedyIds.map((remedyId) => draw(50, remedyId)));
    const { moves } = await ledgerOf(house.reader, budgetId);
    expect(moves).to.have.lengthOf(20);
    const ends = moves.map(({ remedyId, amountMinor }, index) => {
      const end = index % 2 === 0 ? "commit" : "give_back";
      return house.run(endDraw, { storefrontId, budgetId, remedyId, amountMinor, end }, system);
    });
    await Promise.all([...ends, grantedOf(Array.from({ length: 20 }, () => draw(50)))]);
    expect((await ledgerOf(house.reader, budgetId)).used).to.be.within(500, dayLimit);
    await grantedOf(Array.from({ length: 20 }, () => draw(50)));
    expect((await ledgerOf(house.reader, budgetId)).used).to.equal(dayLimit);
  });

  it("keeps each decision with all that it saw", async () => {
    const remedyId = newId();
    await draw(400);
    await draw(600, remedyId);
    const decision = await house.reader.one(decisions, { remedyId });
    expect(decision).to.deep.include({
      storefrontId,
      policyVersion: 1,
      facts: { ...plainFacts, storefrontId, amountMinor: 600, dayUsedMinor: 400 },
      outcome: { act: "grant", verdict: { answer: "grant" } },
    });
  });
});
