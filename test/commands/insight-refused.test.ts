import { expect } from "chai";
import type { ReplayCase, ReplayResult, RunView } from "../../backend/contract/insight.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { minute } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { callQuery } from "../../backend/edge/call.ts";
import type { Doors } from "../../backend/edge/doors.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { runInsightJob } from "../../backend/insight/run-job.ts";
import { startRun } from "../../backend/insight/start-run.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

describe("a replay of what rules refused", function () {
  this.timeout(60_000);
  let at: RemedyScene;
  let rules: PolicyRule[];
  let refused: Situation;

  const give = (request: object) => at.as("agent", "remedy.grant", { request });

  before(async () => {
    at = await createRemedyScene();
    const no = ruleOf({
      id: newId(),
      roles: ["agent"],
      remedy: "refund",
      reasons: ["broken"],
      verifiedOrderOnly: false,
      perOrder: {},
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
      effect: { kind: "refuse", sentence: "Sold as seen." },
    });
    rules = [...at.scene.rules, no];
    await at.publish(rules);
    refused = await openTicket(at.scene);
    // The same is tried with less: one case, and the last try tells it.
    for (const amountMinor of [1200, 900]) {
      await refusalOf(give(refundOf(refused, amountMinor)));
      at.house.clock.advance(minute);
    }
    // What became a remedy after all is a case of its own, and the only one.
    const given = await openTicket(at.scene);
    await refusalOf(give(refundOf(given, 800)));
    at.house.clock.advance(minute);
    await give({ ...refundOf(given, 800), reason: "late" });
    at.house.clock.advance(minute);
  });
  after(() => at.close());

  async function ask<T>(name: string, input: object, caller: Caller): Promise<T> {
    const doors = {
      database: at.house.database,
      clock: at.house.clock,
      loadActor: async (who: Caller) =>
        (await loadActors(at.house.reader, [who], at.house.clock.now()))[0] ?? { kind: "anonymous" },
    };
    const asked = { caller, address: "", locale: "en" as const };
    return (await callQuery(doors as unknown as Doors, asked, { name, input })) as T;
  }

  async function replay(tried: PolicyRule[]): Promise<{ runId: string; result: ReplayResult }> {
    const { reader, execute, run } = at.house;
    const { storefrontId, callers } = at.scene;
    const input = { kind: "replay", storefrontId, days: 30, rules: tried };
    const { runId } = await run<{ runId: string }>(startRun, input, callers.supervisor);
    const asked = await reader.many(jobs, { where: { kind: "insight.run" }, take: 100 });
    const job = asked.find(({ payload }) => payload.runId === runId);
    if (job === undefined) throw new Error("no job was asked for");
    await runInsightJob({ reader, execute, log: createLog("silent") })(job);
    const { result } = await ask<RunView>("insight.run", { runId }, callers.supervisor);
    if (result?.kind !== "replay") throw new Error("another kind of result");
    return { runId, result };
  }

  it("changes nothing under the limits that refused it", async () => {
    const { result } = await replay(rules);
    expect([result.cases, result.differences]).to.deep.equal([2, 0]);
    expect(result.before).to.deep.equal({ grant: 1, approval: 0, refuse: 1 });
  });

  it("says what a draft without the refusal would grant, and opens its case", async () => {
    const { callers, people } = at.scene;
    const { runId, result } = await replay(at.scene.rules);
    expect(result.differences).to.equal(1);
    expect(result.numbers.refusedNowGranted).to.deep.equal({ count: 1, amounts: { CNY: 900 }, named: 1 });
    expect(result.extra).to.deep.equal({ CNY: 900 });
    expect(result.extraBy.agent.map(({ name }) => name)).to.deep.equal([people.agent.person.name]);
    expect(result.unknown).to.include({ refusedNowGranted: 1, helpedOtherwise: 0 });
    const input = { runId, list: "refusedNowGranted", after: null };
    const { cases } = await ask<{ cases: ReplayCase[] }>("insight.cases", input, callers.supervisor);
    expect(cases).to.have.lengthOf(1);
    expect(cases[0]).to.deep.include({
      ticketId: refused.ticketId,
      orderNumber: refused.order.number,
      remedyId: null,
      agentName: people.agent.person.name,
      amountMinor: 900,
      currency: "CNY",
      was: "refuse",
      becomes: "grant",
      ended: null,
      waitedMs: null,
    });
    expect((await refusalOf(ask("insight.cases", input, callers.agent))).code).to.equal("not_allowed");
  });

  it("says what a draft would have asked for instead", async () => {
    const small = at.scene.rules.map((rule) => ({ ...rule, perOrder: { CNY: 800 } }));
    const { result } = await replay(small);
    expect(result.numbers.refusedNowAsked).to.deep.equal({ count: 1, amounts: { CNY: 900 }, named: 1 });
    expect([result.numbers.refusedNowGranted.count, result.approvalsSaved]).to.deep.equal([0, -1]);
  });
});
