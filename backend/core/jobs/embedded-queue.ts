import pLimit from "p-limit";
import type { Clock } from "../clock.ts";
import type { JobQueue } from "./queue.ts";

const atOnce = 8;
/** Later ones are left to the sweeper: a timer per job of next week would be a leak. */
const longestTimerMs = 60_000;

/** The outbox drained in this very process. */
export function createEmbeddedQueue(clock: Clock): JobQueue {
  const limit = pLimit(atOnce);
  const known = new Set<string>();
  const running = new Set<Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let run: ((jobId: string) => Promise<void>) | null = null;

  function begin(jobId: string): void {
    if (run === null || known.has(jobId)) return;
    known.add(jobId);
    // Asked for again when its turn comes: a drain lets finish what runs, and leaves what waits to the next start.
    const work = limit(async () => run?.(jobId)).finally(() => {
      known.delete(jobId);
      running.delete(work);
    });
    running.add(work);
  }

  function beginAfter(jobId: string, wait: number): void {
    clearTimeout(timers.get(jobId));
    const timer = setTimeout(() => {
      timers.delete(jobId);
      begin(jobId);
    }, wait);
    timers.set(jobId, timer);
  }

  return {
    wake(jobs) {
      for (const { id, dueAt } of jobs) {
        const wait = dueAt - clock.now();
        if (wait <= 0) begin(id);
        else if (wait <= longestTimerMs) beginAfter(id, wait);
      }
    },
    start(toRun) {
      run = toRun;
    },
    async drain() {
      run = null;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.allSettled([...running]);
    },
    ping: async () => undefined,
  };
}
