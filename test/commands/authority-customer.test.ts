import { expect } from "chai";
import { type BudgetMoveRow, budgetMoves } from "../../backend/authority/tables.ts";
import { claims } from "../../backend/claims/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

/** More than any page of a table would hold. */
const many = 620;

describe("a customer with a long history", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const rule = (over: Partial<PolicyRule>): PolicyRule => {
    const all = { reasons: [], verifiedOrderOnly: false, perDay: {}, photoAbove: {}, photoAboveTrusted: {} };
    const id = newId();
    return {
      ...ruleOf({ id, roles: ["agent"], remedy: "refund", perOrder: { CNY: 100_000 }, ...all }),
      ...over,
    };
  };
  const withCaps = (caps: Partial<PolicyRule["caps"]>) => {
    const plain = rule({});
    return { ...plain, caps: { ...plain.caps, ...caps } };
  };
  const grant = (situation: Situation, amountMinor: number) =>
    at.as<{ remedyId: string }>("agent", "remedy.grant", { request: refundOf(situation, amountMinor) });
  const inTheWay = async (granting: Promise<unknown>) => {
    const { obstacles } = (await refusalOf(granting)).details as RefusalDetails["approval_required"];
    return obstacles.map(({ dimension, roomMinor }) => ({ dimension, roomMinor }));
  };

  it("has all that they were given counted, by amount and by number, and not what was given back", async () => {
    const situation = await openTicket(at.scene);
    await givenBefore(situation);
    await at.publish([withCaps({ perCustomer: { days: 365, amounts: { CNY: 3 * many + 100 } } })]);
    expect(await inTheWay(grant(situation, 101))).to.deep.equal([
      { dimension: "customer_budget", roomMinor: 100 },
    ]);
    await grant(situation, 100);

    const counts = withCaps({}).caps.counts;
    const atMost = (most: number) => ({ ...counts, perCustomer: { days: 365, atMost: most } });
    await at.publish([withCaps({ counts: atMost(many + 1) })]);
    expect(await inTheWay(grant(situation, 1))).to.deep.equal([
      { dimension: "customer_count", roomMinor: 0 },
    ]);
    await at.publish([withCaps({ counts: atMost(many + 2) })]);
    await grant(situation, 1);
  });

  it("has all of their claims counted", async () => {
    const situation = await openTicket(at.scene);
    await claimedBefore(situation);
    const often = (atLeast: number) => {
      const { when } = rule({});
      return rule({
        when: { ...when, claims: { days: 365, atLeast } },
        perOrder: {},
        effect: { kind: "refuse", sentence: "Too often." },
      });
    };
    await at.publish([rule({}), often(many)]);
    expect((await refusalOf(grant(situation, 1))).code).to.equal("refused_by_rule");
    await at.publish([rule({}), often(many + 1)]);
    await grant(situation, 1);
  });

  /** As many that stand, settled or on their way, and beside each one that failed. */
  async function givenBefore({ order }: Situation): Promise<void> {
    const budgetId = `customer|${order.storefrontId}/${order.customerId}|${order.currency}|all`;
    const from = at.house.clock.now() - 30 * day;
    const move = (remedyId: string, kind: BudgetMoveRow["kind"], index: number) =>
      insert(budgetMoves, {
        ...{ id: newId(), budgetId, remedyId, attempt: 1, kind },
        ...{ amountMinor: 3, at: from + index },
      });
    const writes = Array.from({ length: many }, (_none, index) => {
      const [stands, failed] = [newId(), newId()];
      const settled = index % 2 === 0 ? [move(stands, "commit", index + 1)] : [];
      const ended = [move(failed, "reserve", index), move(failed, "give_back", index + 1)];
      return [move(stands, "reserve", index), ...settled, ...ended];
    });
    await at.house.save(...writes.flat());
  }

  async function claimedBefore({ order }: Situation): Promise<void> {
    const { storefrontId, customerId, id: orderId, number: orderNumber } = order;
    const from = at.house.clock.now() - 30 * day;
    const asked = { reason: "broken", wish: "refund", words: "", lines: [], photos: [] } as const;
    const writes = Array.from({ length: many }, (_none, index) =>
      insert(claims, {
        ...{ ...asked, lines: [...asked.lines], photos: [...asked.photos] },
        ...{
          id: newId(),
          storefrontId,
          ticketId: newId(),
          orderId,
          orderNumber,
          customerId,
          at: from + index,
        },
      }),
    );
    await at.house.save(...writes);
  }
});
