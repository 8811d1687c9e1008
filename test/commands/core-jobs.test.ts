import { expect } from "chai";
import { systemClock } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import type { Execute } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import { createEmbeddedQueue } from "../../backend/core/jobs/embedded-queue.ts";
import type { Job, JobHandlers } from "../../backend/core/jobs/job.ts";
import type { JobQueue } from "../../backend/core/jobs/queue.ts";
import { createJobRunner, type JobRunner } from "../../backend/core/jobs/run-jobs.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { eventually } from "../support/eventually.ts";
import { openScratch, type Scratch, scratchCommand } from "../support/scratch.ts";

function createGate() {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { isOpen, open: () => open() };
}

describe("the outbox", () => {
  let scratch: Scratch;
  let runners: JobRunner[];
  let queues: JobQueue[];
  beforeEach(async () => {
    scratch = await openScratch();
    runners = [];
    queues = [];
  });
  afterEach(async () => {
    for (const runner of runners) await runner.drain();
    await scratch.close();
  });

  function startRunner(
    handlers: JobHandlers,
    execute: Execute = scratch.execute,
    sweepEveryMs = 50,
  ): JobQueue {
    const queue = createEmbeddedQueue(systemClock);
    const { database, metrics } = scratch;
    const log = createLog("silent");
    const runner = createJobRunner({
      database,
      execute,
      queue,
      clock: systemClock,
      log,
      metrics,
      handlers,
      sweepEveryMs,
    });
    runner.start();
    runners.push(runner);
    queues.push(queue);
    return queue;
  }

  /** Asks for jobs in a command, and wakes them as the executor does. */
  async function ask(
    asked: { kind: string; dueAt?: number; payload?: Record<string, unknown> }[],
  ): Promise<void> {
    const command = scratchCommand(
      async () => null,
      () => ({ answer: {}, jobs: asked.map((each) => ({ payload: {}, ...each })) }),
    );
    scratch.woken.length = 0;
    await scratch.run(command);
    for (const queue of queues) queue.wake(scratch.woken);
  }

  const left = () => scratch.database.reader.many(jobs, { order: { id: "ASC" }, take: 1000 });
  const isEmpty = async () => (await left()).length === 0;

  it("runs what a command asks for, once, and forgets it when it is booked", async () => {
    const ran: Job[] = [];
    startRunner({
      "try.it": async (job) => {
        ran.push(job);
        return { done: true };
      },
    });
    await ask([{ kind: "try.it", payload: { a: [1, { b: null }] } }]);
    await eventually(isEmpty);
    expect(ran.map(({ payload, attempt }) => ({ payload, attempt }))).to.deep.equal([
      { payload: { a: [1, { b: null }] }, attempt: 0 },
    ]);
  });

  it("runs a job again that was done and not booked, because its process died in between", async () => {
    let runs = 0;
    const handlers = { "try.it": async () => ({ done: true as const, run: ++runs }) };
    const dead = (() => new Promise(() => undefined)) as unknown as Execute;
    startRunner(handlers, dead);
    await ask([{ kind: "try.it" }]);
    await eventually(() => runs === 1);
    expect((await left()).length).to.equal(1);
    // It only stops sweeping: its job is in its hands for ever.
    void runners.pop()?.drain();
    startRunner(handlers);
    await eventually(isEmpty);
    expect(runs).to.equal(2);
  });

  it("runs a job when it is due, and not before", async () => {
    const dueAt = Date.now() + 400;
    let ranAt = 0;
    startRunner({
      "try.it": async () => {
        ranAt = Date.now();
        return { done: true };
      },
    });
    await ask([{ kind: "try.it", dueAt }]);
    await eventually(isEmpty);
    expect(ranAt).to.be.within(dueAt, dueAt + 300);
  });

  it("finds by sweeping what nobody woke", async () => {
    const row = { kind: "try.it", payload: {}, attempt: 0, createdAt: Date.now(), lastError: null };
    await scratch.database.transact(async (tx) =>
      tx.apply([0, 150].map((later) => insert(jobs, { ...row, id: newId(), dueAt: Date.now() + later }))),
    );
    startRunner({ "try.it": async () => ({ done: true }) });
    await eventually(isEmpty);
  });

  it("runs a job again that failed, later and under a new attempt, and keeps why", async () => {
    const attempts: number[] = [];
    startRunner({
      "try.it": async ({ attempt }) => {
        attempts.push(attempt);
        if (attempts.length === 1) throw new Error("no line");
        return { done: true };
      },
    });
    await ask([{ kind: "try.it" }]);
    await eventually(async () => (await left())[0]?.lastError === "Error: no line");
    expect((await left())[0]?.dueAt).to.be.greaterThan(Date.now());
    await eventually(isEmpty);
    expect(attempts).to.deep.equal([0, 1]);
  });

  it("runs a job again when its handler says so", async () => {
    const attempts: number[] = [];
    startRunner({
      "try.it": async ({ attempt }) => {
        attempts.push(attempt);
        return attempt < 3 ? { done: false, dueAt: Date.now() + 20 } : { done: true };
      },
    });
    await ask([{ kind: "try.it" }]);
    await eventually(isEmpty);
    expect(attempts).to.deep.equal([0, 1, 2, 3]);
  });

  it("keeps jobs that nobody here knows, and lets no number of them stand before the others", async () => {
    await ask(Array.from({ length: 250 }, () => ({ kind: "of.tomorrow", dueAt: Date.now() - 1000 })));
    await ask([{ kind: "try.it" }]);
    let runs = 0;
    startRunner({ "try.it": async () => ({ done: true as const, run: ++runs }) });
    await eventually(() => runs === 1);
    expect((await left()).filter(({ kind }) => kind === "of.tomorrow").length).to.equal(250);
    await eventually(async () => {
      const [age] = (await scratch.metrics.outboxAgeSeconds.get()).values;
      const [waiting] = (await scratch.metrics.jobsWaiting.get()).values;
      return (age?.value ?? 0) >= 1 && waiting?.value === 250;
    });
  });

  it("is booked once where two nodes have the same job in hand", async () => {
    let arrived = 0;
    const both = createGate();
    const attempts: number[] = [];
    const handlers: JobHandlers = {
      "try.it": async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt > 0) return { done: true };
        if (++arrived === 2) both.open();
        await both.isOpen;
        return { done: false, dueAt: Date.now() + arrived++ * 10 };
      },
    };
    startRunner(handlers);
    startRunner(handlers, (await scratch.otherNode()).execute);
    await ask([{ kind: "try.it" }]);
    await eventually(isEmpty);
    expect(new Set(attempts)).to.deep.equal(new Set([0, 1]));
  });

  it("waits in a drain for what runs, and begins nothing of what waits", async () => {
    let begun = 0;
    const gate = createGate();
    startRunner({
      "try.it": async () => {
        begun++;
        await gate.isOpen;
        return { done: true };
      },
    });
    await ask(Array.from({ length: 30 }, () => ({ kind: "try.it" })));
    await eventually(() => begun === 8);
    let isDrained = false;
    const drained = runners[0]?.drain().then(() => {
      isDrained = true;
    });
    await scratch.database.ping();
    expect(isDrained).to.equal(false);
    gate.open();
    await drained;
    expect(begun).to.equal(8);
    expect((await left()).length).to.equal(22);
  });
});
