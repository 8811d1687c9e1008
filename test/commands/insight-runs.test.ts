import { expect } from "chai";
import { policies } from "../../backend/authority/tables.ts";
import type { ReplayCase, RunResult, RunView, Suggestion } from "../../backend/contract/insight.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { generatedLike, isGenerated, newId } from "../../backend/core/ids.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { demoPolicy } from "../../backend/demo/demo-policy.ts";
import { makeHistory, NoHistory } from "../../backend/demo/history/make-history.ts";
import { callQuery } from "../../backend/edge/call.ts";
import type { Doors } from "../../backend/edge/doors.ts";
import { sweepRows } from "../../backend/edge/jobs/sweep-rows.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { cancelRun } from "../../backend/insight/cancel-run.ts";
import { runInsightJob } from "../../backend/insight/run-job.ts";
import { startRun } from "../../backend/insight/start-run.ts";
import { createTestHouse, refusalOf, system, type TestHouse } from "../support/executor.ts";
import { createShopScene, type ShopScene } from "../support/shop-scene.ts";

const cases = 300;

describe("runs over the past", function () {
  this.timeout(180_000);
  let house: TestHouse;
  let scene: ShopScene;
  let rules: PolicyRule[];
  let until: number;

  before(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
    rules = demoPolicy();
    const row = {
      id: newId(),
      storefrontId: scene.storefrontId,
      version: 2,
      rules,
      publishedAt: house.clock.now(),
    };
    await house.save(insert(policies, { ...row, publishedById: null, publishedByName: "" }));
    await scene.makeOrder();
    until = house.clock.now();
    const storefront = { id: scene.storefrontId, timeZone: "UTC" };
    await makeHistory(house.reader, house.execute, { storefront, cases, seed: 7, days: 80, until });
  });
  after(() => house.close());

  const ask = async <T>(name: string, input: object, caller: Caller): Promise<T> => {
    const doors = {
      database: house.database,
      clock: house.clock,
      loadActor: async (who: Caller) =>
        (await loadActors(house.reader, [who], house.clock.now()))[0] ?? { kind: "anonymous" },
    };
    return (await callQuery(
      doors as unknown as Doors,
      { caller, address: "", locale: "en" },
      { name, input },
    )) as T;
  };
  const start = (input: object = {}, caller = scene.callers.supervisor) =>
    house.run<{ runId: string }>(
      startRun,
      { kind: "replay", storefrontId: scene.storefrontId, days: 90, rules, ...input },
      caller,
    );
  async function work(runId: string): Promise<void> {
    const { reader, execute } = house;
    const [job] = (await reader.many(jobs, { where: { kind: "insight.run" }, take: 100 })).filter(
      ({ payload }) => payload.runId === runId,
    );
    if (job === undefined) throw new Error("no job was asked for");
    expect(await runInsightJob({ reader, execute, log: createLog("silent") })(job)).to.deep.equal({
      done: true,
    });
  }
  const read = (runId: string) => ask<RunView>("insight.run", { runId }, scene.callers.supervisor);
  async function finished<K extends RunResult["kind"]>(
    runId: string,
    kind: K,
  ): Promise<Extract<RunResult, { kind: K }>> {
    await work(runId);
    const { state, result } = await read(runId);
    expect(state).to.equal("done");
    if (result?.kind !== kind) throw new Error("another kind of result");
    return result as Extract<RunResult, { kind: K }>;
  }

  it("replays the live policy on what is in the database: nothing differs, and all of it is marked as generated", async () => {
    const { runId } = await start();
    expect((await read(runId)).state).to.equal("waiting");
    const result = await finished(runId, "replay");
    expect([result.cases, result.generated, result.differences]).to.deep.equal([cases, cases, 0]);
    expect(result.before.approval).to.be.above(20);
    expect(
      house.notices.some((each) => each.kind === "topics" && each.topics.includes(`run:${runId}`)),
    ).to.equal(true);
  });

  it("names the cases behind a number, page by page, with their tickets", async () => {
    const widest = (amounts: Record<string, number>) =>
      Object.fromEntries(Object.keys(amounts).map((currency) => [currency, 9_000_000]));
    const wider = rules.map((rule) => ({
      ...rule,
      perOrder: widest(rule.perOrder),
      verifiedOrderOnly: false,
      photoAbove: {},
      photoAboveTrusted: {},
    }));
    const { runId } = await start({ rules: wider });
    const { numbers } = await finished(runId, "replay");
    const found: ReplayCase[] = [];
    for (let after: string | null = null; ; after = found.at(-1)?.decisionId ?? null) {
      const page: { cases: ReplayCase[]; hasMore: boolean } = await ask(
        "insight.cases",
        { runId, list: "grantedAtOnce", after, take: 7 },
        scene.callers.admin,
      );
      found.push(...page.cases);
      if (!page.hasMore) break;
    }
    expect(found).to.have.length(numbers.grantedAtOnce.count).and.to.have.length.above(7);
    expect(new Set(found.map(({ decisionId }) => decisionId)).size).to.equal(found.length);
    expect(
      found.every((each) => each.was === "approval" && each.becomes === "grant" && each.isGenerated),
    ).to.equal(true);
    expect(
      found.every(({ ticketNumber, orderNumber }) => ticketNumber > 1000 && orderNumber.startsWith("#G7-")),
    ).to.equal(true);
    const times = found.map(({ at }) => at);
    expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
  });

  it("lets runs wait for each other, however long the ones before them take", async () => {
    const begun: string[] = [];
    for (let at = 0; at < 4; at += 1) begun.push((await start()).runId);
    await Promise.all(begun.map(work));
    for (const runId of begun) expect((await read(runId)).state).to.equal("done");
  });

  it("draws the frontier of a limit", async () => {
    const limit = { ruleId: rules[0]?.id, cap: "perOrder", currency: "CNY" };
    const { runId } = await start({ kind: "frontier", limit });
    const result = await finished(runId, "frontier");
    expect(result.points.length).to.be.within(30, 40);
    expect([result.draft?.limitMinor, result.today?.limitMinor]).to.deep.equal([30_000, 30_000]);
  });

  it("is cancelled before and while somebody works on it, and stays so", async () => {
    const { runId } = await start();
    await house.run(cancelRun, { runId }, scene.callers.supervisor);
    await work(runId);
    const after = await read(runId);
    expect([after.state, after.result]).to.deep.equal(["cancelled", null]);
    await house.run(cancelRun, { runId }, scene.callers.supervisor);
    const { runId: underWay } = await start();
    const working = work(underWay);
    await house.run(cancelRun, { runId: underWay }, scene.callers.supervisor);
    await working;
    expect((await read(underWay)).state).to.equal("cancelled");
  });

  it("answers with suggestions, and draws them once", async () => {
    const input = { storefrontId: scene.storefrontId };
    const first = await ask<{ version: number; suggestions: Suggestion[] }>(
      "insight.suggestions",
      input,
      scene.callers.supervisor,
    );
    expect(first.version).to.equal(2);
    for (const { basedOn, rules: drafted } of first.suggestions) {
      expect(basedOn).to.equal(2);
      expect(drafted.length).to.be.above(0);
    }
    expect(await ask("insight.suggestions", input, scene.callers.supervisor)).to.deep.equal(first);
  });

  it("refuses what cannot be tried", async () => {
    const [rule] = rules;
    if (rule === undefined) throw new Error("no rule");
    const code = async (input: object) => (await refusalOf(start(input))).code;
    expect(await code({ storefrontId: newId() })).to.equal("not_found");
    expect(await code({ kind: "frontier" })).to.equal("malformed");
    expect(await code({ days: 31 })).to.equal("malformed");
    expect(await code({ rules: [{ ...rule, perOrder: { USD: -1 } }] })).to.equal("malformed");
    expect(await code({ rules: [rule, rule] })).to.equal("policy_problem");
    const nowhere = { ruleId: newId(), cap: "perOrder", currency: "CNY" };
    expect(await code({ kind: "frontier", limit: nowhere })).to.equal("not_found");
    const strange = { runId: newId() };
    expect((await refusalOf(ask("insight.run", strange, scene.callers.supervisor))).code).to.equal(
      "not_found",
    );
    expect((await refusalOf(ask("insight.run", strange, scene.callers.agent))).code).to.equal("not_allowed");
  });

  it("lets nobody have more than four open at once", async () => {
    const { caller } = await house.makePerson("supervisor");
    const open: string[] = [];
    for (let nth = 0; nth < 4; nth++) open.push((await start({}, caller)).runId);
    expect((await refusalOf(start({}, caller))).code).to.equal("busy");
    await house.run(cancelRun, { runId: open[0] }, caller);
    await start({}, caller);
  });

  it("keeps a run for a day", async () => {
    const { runId } = await start();
    house.clock.advance(day + 1);
    await house.run(sweepRows, { of: "insight_runs" }, system);
    expect((await refusalOf(read(runId))).code).to.equal("not_found");
    house.clock.set(until);
  });

  it("touches nothing real: every row of the past is told by its id, and no queue shows any of it", async () => {
    const count = async (text: string) => Number((await house.reader.sql<{ n: unknown }>(text))[0]?.n);
    for (const table of ["decisions", "tickets", "remedies"]) {
      expect(
        await count(`SELECT COUNT(*) AS n FROM \`${table}\` WHERE \`id\` LIKE '${generatedLike}'`),
      ).to.be.at.least(cases);
      expect(
        await count(`SELECT COUNT(*) AS n FROM \`${table}\` WHERE \`id\` NOT LIKE '${generatedLike}'`),
      ).to.equal(0);
    }
    expect(await count("SELECT COUNT(*) AS n FROM `tickets` WHERE `status` <> 'resolved'")).to.equal(0);
    expect(
      await count(
        "SELECT COUNT(*) AS n FROM `remedies` WHERE `state` IN ('awaiting_approval', 'granted', 'paying')",
      ),
    ).to.equal(0);
    expect(await count("SELECT COUNT(*) AS n FROM `budgets`")).to.equal(0);
    expect(await count("SELECT COUNT(*) AS n FROM `orders` WHERE `reservedMinor` <> 0")).to.equal(0);
    expect(isGenerated(newId())).to.equal(false);
    const again = makeHistory(house.reader, house.execute, {
      storefront: { id: scene.storefrontId, timeZone: "UTC" },
      cases: 10,
      seed: 7,
      days: 30,
      until,
    });
    expect(await again.catch((error: unknown) => error)).to.be.instanceOf(NoHistory);
  });
});
