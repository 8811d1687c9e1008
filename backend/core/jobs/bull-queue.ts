import { setTimeout as pause } from "node:timers/promises";
import Bull from "bull";
import type { Redis, RedisOptions } from "ioredis";
import { type Clock, second } from "../clock.ts";
import type { Log } from "../log.ts";
import { openRedis } from "../redis.ts";
import type { JobQueue } from "./queue.ts";

const atOnce = 8;
/** What is used of Bull that its types leave out. */
interface BullTimers {
  _clearTimers(): Promise<void>;
}

const closeWithinMs = 2 * second;
/**
 * A job whose node died in the middle of it is another's within 20 seconds: its lock runs out, and the second look that
 * finds it without one hands it on. A node that is merely slow for as long may have it done twice, which every
 * handler bears. Nobody counts how often: what is given up here is woken by the sweeper all the same.
 */
const stalled = { lockDuration: 10 * second, stalledInterval: 5 * second };

interface Parts {
  redisUrl: string;
  /** Keeps installations that share one Redis apart. */
  prefix: string;
  clock: Clock;
  log: Log;
}

/** Bull wakes, on any node; a Redis that is gone only delays until the sweeper asks again. */
export function createBullQueue({ redisUrl, prefix, clock, log }: Parts): JobQueue {
  const connections: Redis[] = [];
  const connect = (options: RedisOptions) => {
    const connection = openRedis(redisUrl, log, options);
    connections.push(connection);
    return connection;
  };
  const shared = connect({ maxRetriesPerRequest: 1 });
  const queue = new Bull<{ jobId: string }>("jobs", {
    prefix,
    settings: stalled,
    createClient: (type) =>
      type === "client" ? shared : connect({ maxRetriesPerRequest: null, enableReadyCheck: false }),
  });
  queue.on("error", (error) => log.warn({ err: error.message }, "job queue"));
  const running = new Set<Promise<void>>();
  let isStopped = false;

  /** What Bull hands over during a drain is let go: the outbox has it, and another node's sweeper wakes it again. */
  async function begin(run: (jobId: string) => Promise<void>, jobId: string): Promise<void> {
    if (isStopped) return;
    const work = run(jobId).finally(() => running.delete(work));
    running.add(work);
    await work;
  }

  return {
    wake(jobs) {
      for (const { id, attempt, dueAt } of jobs) {
        queue
          .add(
            { jobId: id },
            {
              jobId: `${id}/${attempt}`,
              delay: Math.max(0, dueAt - clock.now()),
              removeOnComplete: true,
              removeOnFail: true,
            },
          )
          .catch((error: Error) => log.warn({ err: error.message, jobId: id }, "job not woken"));
      }
    },
    start(run) {
      queue
        .process(atOnce, (job) => begin(run, job.data.jobId))
        .catch((error: Error) => log.warn({ err: error.message }, "job queue stopped"));
    },
    async drain() {
      isStopped = true;
      await Promise.allSettled([...running]);
      // Bull waits for its line to Redis, which may have gone.
      await Promise.race([queue.close().catch(() => undefined), pause(closeWithinMs, null, { ref: false })]);
      // A Redis that is away keeps Bull from coming to the end of its closing, where it would stop its own clocks.
      void (queue as unknown as BullTimers)._clearTimers();
      for (const connection of connections) connection.disconnect();
    },
    async ping() {
      await shared.ping();
    },
  };
}
