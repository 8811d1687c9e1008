import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { type App, startApp } from "../../backend/app.ts";
import { policies } from "../../backend/authority/tables.ts";
import { loadConfig } from "../../backend/config.ts";
import type { FrontierResult, ReplayResult, RunResult } from "../../backend/contract/insight.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { caseWrites } from "../../backend/demo/history/case-rows.ts";
import { createGeneratedIds } from "../../backend/demo/history/generated-ids.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { toBatch, writeHistory } from "../../backend/demo/history/write-history.ts";
import { seededChance } from "../../backend/demo/seeded-random.ts";
import { startRun } from "../../backend/insight/start-run.ts";
import { runs as runTable } from "../../backend/insight/tables.ts";
import { system } from "../support/executor.ts";
import { groundOf } from "../support/past.ts";
import { fiftyRules } from "./fifty-rules.ts";
import type { Measurement } from "./figure.ts";
import { fillPlace, makeBenchPlace } from "./place.ts";

const decided = 100_000;
const runs = 3;
const batch = 500;
/** What replay reads; orders and customers would only make the bench wait. */
const read = new Set(["tickets", "remedies", "attempts", "decisions"]);

interface Filled {
  storefrontId: string;
  caller: Caller;
}

/** 100,000 cases of 180 days, decided by the rules that are published here. */
async function fill(place: Awaited<ReturnType<typeof makeBenchPlace>>, rules: PolicyRule[]): Promise<Filled> {
  return fillPlace(place, async (make) => {
    const { storefrontId } = await make.makeStorefront({ timeZone: "Asia/Shanghai" });
    const { caller } = await make.makePerson("supervisor");
    const until = Math.floor(make.clock.now() / day) * day;
    const row = { id: newId(), storefrontId, version: 1, rules, publishedAt: until };
    await make.save(insert(policies, { ...row, publishedById: null, publishedByName: "" }));
    const { cases } = planHistory(
      groundOf({ storefrontId, rules, cases: decided, until, from: until - 175 * day }),
    );
    const idAt = createGeneratedIds(seededChance(1));
    for (let start = 0; start < cases.length; start += batch) {
      const writes = cases
        .slice(start, start + batch)
        .flatMap((each, index) => caseWrites(each, 1001 + start + index, storefrontId, idAt))
        .filter(({ table }) => read.has(table.name));
      await make.run(writeHistory, { batch: toBatch(writes), numbers: 0 }, system);
    }
    return { storefrontId, caller };
  });
}

interface Ran<R extends RunResult> {
  result: R;
  /** From the command to the answer, the past read anew. */
  wholeMs: number;
  /** Of the server's event loop meanwhile, at p99. */
  delayMs: number;
}

async function runOnce<R extends RunResult>(
  app: App,
  { storefrontId, caller }: Filled,
  input: object,
): Promise<Ran<R>> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const call = { caller, commandId: newId() };
  const { runId } = (await app.execute(startRun, { storefrontId, days: 180, ...input }, call)) as {
    runId: string;
  };
  for (;;) {
    await pause(50);
    const run = await app.database.reader.one(runTable, { id: runId });
    if (run?.state === "failed") throw new Error("the run failed");
    if (run?.state !== "done" || run.result === null) continue;
    delay.disable();
    return {
      result: run.result as R,
      wholeMs: performance.now() - began,
      // What the monitor's own timer takes is no delay.
      delayMs: Math.max(0, delay.percentile(99) / 1e6 - 5),
    };
  }
}

const wider = (rules: readonly PolicyRule[]): PolicyRule[] =>
  rules.map((rule) => ({
    ...rule,
    perOrder: Object.fromEntries(Object.entries(rule.perOrder).map(([code, cap]) => [code, cap * 2])),
  }));

export async function run(): Promise<Measurement[]> {
  const rules = fiftyRules();
  const place = await makeBenchPlace();
  const filled = await fill(place, rules);
  const app = await startApp(loadConfig({ ...process.env, ...place.environment }, { isDemo: false }));
  const [live, candidate, frontier]: [Ran<ReplayResult>[], Ran<ReplayResult>[], Ran<FrontierResult>[]] = [
    [],
    [],
    [],
  ];
  try {
    const limit = { ruleId: rules[0]?.id, cap: "perOrder", currency: "CNY" };
    for (let round = 0; round < runs; round++) {
      live.push(await runOnce(app, filled, { kind: "replay", rules }));
      candidate.push(await runOnce(app, filled, { kind: "replay", rules: wider(rules) }));
      frontier.push(await runOnce(app, filled, { kind: "frontier", rules, limit }));
    }
  } finally {
    await app.drain();
    await place.remove();
  }
  const seconds = (some: readonly Ran<RunResult>[], of: (ran: Ran<RunResult>) => number) =>
    some.map((ran) => of(ran) / 1000);
  const took = (ran: Ran<RunResult>) => ran.result.tookMs;
  const all: Ran<RunResult>[] = [...live, ...candidate, ...frontier];
  return [
    {
      name: `differences when the live policy is replayed on its own ${live[0]?.result.cases} decisions`,
      unit: "cases",
      values: live.map(({ result }) => result.differences),
      goal: { atMost: 0 },
    },
    {
      name: "100,000 decisions over 50 rules replayed with budgets, live policy",
      unit: "s",
      values: seconds(live, took),
      goal: { atMost: 1 },
    },
    {
      name: `the same for a candidate (${candidate[0]?.result.differences} answers differ)`,
      unit: "s",
      values: seconds(candidate, took),
      goal: { atMost: 1 },
    },
    {
      name: `frontier of ${frontier[0]?.result.points.length} values (a limit that bears on ${frontier[0]?.result.cases} cases)`,
      unit: "s",
      values: seconds(frontier, took),
      goal: { atMost: 8 },
    },
    {
      name: "replay from command to answer, the past read anew",
      unit: "s",
      values: seconds([...live, ...candidate], (ran) => ran.wholeMs),
    },
    {
      name: "the server's event-loop delay meanwhile, p99",
      unit: "ms",
      values: all.map((ran) => ran.delayMs),
      goal: { atMost: 50 },
    },
  ];
}
