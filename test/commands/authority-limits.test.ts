import { createMongoAbility, type MongoAbility } from "@casl/ability";
import { unpackRules } from "@casl/ability/extra";
import { expect } from "chai";
import type { GrantRule } from "../../backend/authority/grant-rule.ts";
import { readPackedPolicy } from "../../backend/authority/read-packed.ts";
import { detectSubjectType, subjectAt } from "../../backend/contract/grant-subject.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { hour } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readExplanation } from "../../backend/remedies/read-explanation.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf } from "../support/situations.ts";

describe("limits of issue 3, from the database to the answer", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const rule = (over: Partial<PolicyRule>): PolicyRule => ({
    ...ruleOf({
      id: newId(),
      roles: ["agent"],
      remedy: "refund",
      reasons: [],
      verifiedOrderOnly: false,
      perOrder: { CNY: 5000 },
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
    }),
    ...over,
  });
  const agent = async () => {
    const [actor] = await loadActors(at.house.reader, [at.scene.callers.agent], at.house.clock.now());
    return actor as PersonActor;
  };

  it("are explained as grant would answer, in the refusal too", async () => {
    const base = rule({});
    await at.publish([{ ...base, caps: { ...base.caps, orderShare: 10 } }]);
    const situation = await openTicket(at.scene);
    const { ticketId, order } = situation;
    const asked = { ticketId, orderId: order.id, remedy: "refund", reason: "broken", amountMinor: 2001 };
    const input = readExplanation.input.parse(asked);
    const said = await readExplanation.read(at.house.reader, input, await agent(), at.house.clock.now());
    expect(said.answer).to.equal("approval");
    expect(said.limits[0]).to.include({ dimension: "order_share", limitMinor: 10, roomMinor: 2000 });
    expect(said.limits.map(({ isInTheWay }) => isInTheWay)).to.deep.equal([true, false]);
    expect(said.chain).to.deep.equal([{ kind: "role", role: "supervisor", name: "" }]);
    const refusal = await refusalOf(at.as("agent", "remedy.grant", { request: refundOf(situation, 2001) }));
    const { explanation } = refusal.details as RefusalDetails["approval_required"];
    expect(explanation.limits).to.deep.equal(said.limits);
    await at.as("agent", "remedy.grant", { request: refundOf(situation, 2000) });
  });

  it("refuse in the rule's words, and take no request for it", async () => {
    const no = rule({ perOrder: {}, effect: { kind: "refuse", sentence: "Sold as seen." } });
    await at.publish([rule({}), no]);
    const situation = await openTicket(at.scene);
    const request = refundOf(situation, 1);
    for (const work of [
      at.as("agent", "remedy.grant", { request }),
      at.as("agent", "remedy.request", { request, because: "please" }),
    ]) {
      const refusal = await refusalOf(work);
      expect(refusal.code).to.equal("refused_by_rule");
      expect(refusal.details).to.include({ sentence: "Sold as seen.", ruleId: no.id });
    }
  });

  it("count by the storefront's day and week, also on the Sunday that has 23 hours", async () => {
    const start = at.house.clock.now();
    const inZone = (timeZone: string) =>
      at.house.save(update(storefronts, { id: at.scene.storefrontId }, { timeZone }));
    await inZone("America/New_York");
    const base = rule({ perDay: { CNY: 1000 } });
    const { reservedMinor, committedMinor } = await at.budget("person-week");
    const perWeek = { CNY: reservedMinor + committedMinor + 2500 };
    await at.publish([{ ...base, caps: { ...base.caps, perWeek } }]);
    const give = async (when: number, amountMinor: number): Promise<string[]> => {
      at.house.clock.set(when);
      const request = refundOf(await openTicket(at.scene), amountMinor);
      try {
        await at.as("agent", "remedy.grant", { request });
        return [];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { obstacles } = error.details as RefusalDetails["approval_required"];
        return obstacles.map(({ dimension }) => dimension).sort();
      }
    };
    const sunday = Date.UTC(2026, 2, 8, 5);
    const monday = Date.UTC(2026, 2, 9, 4);
    expect(await give(sunday - 1, 1000)).to.deep.equal([]);
    expect(await give(sunday - 1, 1)).to.deep.equal(["day_budget"]);
    expect(await give(sunday, 1000)).to.deep.equal([]);
    expect(await give(monday - 1, 501)).to.deep.equal(["day_budget", "week_budget"]);
    expect(await give(monday, 1000)).to.deep.equal([]);
    expect(await give(monday + 23 * hour, 1)).to.deep.equal(["day_budget"]);
    expect(await give(monday + 24 * hour, 1000)).to.deep.equal([]);
    await inZone("UTC");
    at.house.clock.set(start);
  });

  it("hold for a whole team, however many give for it at once", async () => {
    const base = rule({});
    const drawn =
      (await at.budget("team-month")).committedMinor + (await at.budget("team-month")).reservedMinor;
    const perTeamMonth = { CNY: drawn + 2500 };
    const teamed = { ...base, roles: ["agent", "supervisor"] as const, caps: { ...base.caps, perTeamMonth } };
    await at.publish([{ ...teamed, roles: [...teamed.roles] }]);
    const situations = [];
    for (let index = 0; index < 8; index++) situations.push(await openTicket(at.scene));
    const results = await Promise.allSettled(
      situations.map((each, index) =>
        at.as(index % 2 === 0 ? "agent" : "supervisor", "remedy.grant", { request: refundOf(each, 600) }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(4);
    const after = await at.budget("team-month");
    expect(after.reservedMinor + after.committedMinor - drawn).to.equal(2400);
  });

  it("are answered by the packed rules on a console as here", async () => {
    await at.publish([rule({ perOrder: { CNY: 700 } })]);
    const { ticketId, order } = await openTicket(at.scene);
    const [actor, now] = [await agent(), at.house.clock.now()];
    const packed = await readPackedPolicy.read(
      at.house.reader,
      { storefrontId: at.scene.storefrontId },
      actor,
      now,
    );
    const input = readHeadroom.input.parse({ ticketId, orderId: order.id, remedy: "refund", reason: "late" });
    const headroom = await readHeadroom.read(at.house.reader, input, actor, now);
    expect(packed.version).to.equal(headroom.policyVersion);
    const there = JSON.parse(JSON.stringify({ rules: packed.rules, subject: headroom.subject }));
    const ability = createMongoAbility<MongoAbility>(unpackRules<GrantRule>(there.rules), {
      detectSubjectType,
    });
    const mayGrant = (amountMinor: number) => ability.can("grant", subjectAt(there.subject, amountMinor));
    expect([mayGrant(headroom.grantableMinor), mayGrant(headroom.grantableMinor + 1)]).to.deep.equal([
      true,
      false,
    ]);
  });
});
