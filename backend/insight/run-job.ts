import type { Caller } from "../core/actor.ts";
import { second } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import type { JobHandler } from "../core/jobs/job.ts";
import type { Log } from "../core/log.ts";
import { readFrame } from "./read-frame.ts";
import { reportRun } from "./report-run.ts";
import { type RunRow, runs } from "./tables.ts";
import type { Task } from "./thread-talk.ts";
import { workInThread } from "./work-in-thread.ts";

interface Parts {
  reader: Reader;
  execute: Execute;
  log: Log;
}

const system: Caller = { kind: "system" };
const reportEveryMs = second / 2;

/** Nobody wants it any more. */
class Unwanted extends Error {}

/** Carries a run out. May be begun again by another node, or after a crash: it finds the same. */
export function runInsightJob(parts: Parts): JobHandler {
  return async ({ payload }) => {
    const run = await parts.reader.one(runs, { id: String(payload.runId) });
    if (run !== null) await carryOut(run, parts);
    return { done: true };
  };
}

async function carryOut(run: RunRow, { reader, execute, log }: Parts): Promise<void> {
  const report = (input: object) =>
    execute(reportRun, { runId: run.id, ...input }, { caller: system, commandId: newId() }) as Promise<{
      isWanted: boolean;
    }>;
  const end = new AbortController();
  let [isStarted, progress] = [false, 0];
  const reporter = setInterval(() => {
    const said = report({ state: isStarted ? "running" : "waiting", progress: Math.floor(progress * 1000) });
    said.then(
      ({ isWanted }) => {
        if (!isWanted) end.abort(new Unwanted());
      },
      // A node that is going down reports no more; the run is begun again elsewhere.
      (error: unknown) => end.abort(error),
    );
  }, reportEveryMs);
  try {
    const found = await workInThread(reader, {
      frame: await readFrame(reader, run),
      task: taskOf(run),
      signal: end.signal,
      onStart: () => {
        isStarted = true;
      },
      onProgress: (share) => {
        progress = share;
      },
    });
    clearInterval(reporter);
    if (found.kind !== "run") throw new Error("a run found something else");
    await report({ state: "done", progress: 1000, found: { result: found.result, cases: found.cases } });
  } catch (error) {
    clearInterval(reporter);
    if (error instanceof Unwanted) return;
    log.error({ err: error, runId: run.id }, "a run over the past failed");
    await report({ state: "failed", progress: Math.floor(progress * 1000) });
  } finally {
    clearInterval(reporter);
  }
}

function taskOf({ kind, asked: { rules, limit } }: RunRow): Task {
  if (kind === "replay") return { kind, rules };
  if (limit === null) throw new Error("a frontier without a limit");
  return { kind, rules, limit };
}
