import { expect } from "chai";
import { Redis } from "ioredis";
import { systemClock } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { createBullQueue } from "../../backend/core/jobs/bull-queue.ts";
import type { JobHandlers } from "../../backend/core/jobs/job.ts";
import { createJobRunner, type JobRunner } from "../../backend/core/jobs/run-jobs.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { onServices, redisServer } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { openScratch, type Scratch, scratchCommand } from "../support/scratch.ts";
import { openTcpProxy, type TcpProxy, targetOf, throughProxy } from "../support/tcp-proxy.ts";

onServices("Bull as the waker of jobs", () => {
  let scratch: Scratch;
  let proxy: TcpProxy;
  let prefix: string;
  let runners: JobRunner[];
  beforeEach(async () => {
    scratch = await openScratch();
    proxy = await openTcpProxy(targetOf(redisServer, 6379));
    prefix = `frontline-test-${newId()}`;
    runners = [];
  });
  afterEach(async () => {
    proxy.open();
    for (const runner of runners) await runner.drain();
    await proxy.close();
    await scratch.close();
    const redis = new Redis(redisServer);
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
  });

  function startRunner(handlers: JobHandlers, sweepEveryMs = 200) {
    const log = createLog("silent");
    const redisUrl = throughProxy(redisServer, proxy);
    const queue = createBullQueue({ redisUrl, prefix, clock: systemClock, log });
    const { database, execute, metrics } = scratch;
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
    return queue;
  }

  async function ask(count: number, kind = "try.it"): Promise<void> {
    const command = scratchCommand(
      async () => null,
      () => ({ answer: {}, jobs: Array.from({ length: count }, () => ({ kind, payload: {} })) }),
    );
    scratch.woken.length = 0;
    await scratch.run(command);
  }
  const isEmpty = async () => (await scratch.database.reader.count(jobs, {})) === 0;

  it("runs jobs, once each, on any node", async () => {
    const ran: string[] = [];
    const handlers: JobHandlers = {
      "try.it": async ({ id }) => {
        ran.push(id);
        return { done: true };
      },
    };
    const queue = startRunner(handlers);
    startRunner(handlers);
    await ask(30);
    queue.wake(scratch.woken);
    await eventually(isEmpty);
    expect(new Set(ran).size).to.equal(30);
    expect(ran.length).to.equal(30);
  });

  it("runs what was asked for while Redis was away, when it is back", async () => {
    let runs = 0;
    const queue = startRunner({ "try.it": async () => ({ done: true as const, run: ++runs }) });
    await ask(3);
    queue.wake(scratch.woken);
    await eventually(isEmpty);
    for (let round = 1; round <= 3; round++) {
      proxy.shut();
      await ask(3);
      queue.wake(scratch.woken);
      expect(
        await queue.ping().then(
          () => "well",
          () => "away",
        ),
      ).to.equal("away");
      expect(runs).to.equal(3 * round);
      proxy.open();
      await eventually(isEmpty);
    }
    expect(runs).to.equal(12);
  });

  it("begins when Redis comes, if it was not there at the start", async () => {
    proxy.shut();
    let runs = 0;
    startRunner({ "try.it": async () => ({ done: true as const, run: ++runs }) });
    await ask(3);
    proxy.open();
    await eventually(isEmpty);
    expect(runs).to.equal(3);
  });

  it("runs a job again under a new attempt, after it has failed", async () => {
    const attempts: number[] = [];
    const queue = startRunner({
      "try.it": async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt === 0) throw new Error("no line");
        return attempt < 3 ? { done: false, dueAt: Date.now() + 50 } : { done: true };
      },
    });
    await ask(1);
    queue.wake(scratch.woken);
    await eventually(isEmpty);
    expect(attempts).to.deep.equal([0, 1, 2, 3]);
  });

  it("lets a drain end while Redis is away", async function () {
    this.timeout(15_000);
    const queue = startRunner({ "try.it": async () => ({ done: true }) });
    await ask(1);
    queue.wake(scratch.woken);
    await eventually(isEmpty);
    proxy.shut();
    const began = Date.now();
    await runners.pop()?.drain();
    expect(Date.now() - began).to.be.lessThan(4000);
  });
});
