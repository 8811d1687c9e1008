import type { Wake } from "./job.ts";

/**
 * Wakes jobs; the outbox row is the truth, so a queue may forget. `run` must be safe to call twice for one job.
 */
export interface JobQueue {
  wake(jobs: readonly Wake[]): void;
  start(run: (jobId: string) => Promise<void>): void;
  /** Takes no more and resolves when the running jobs are done. */
  drain(): Promise<void>;
  ping(): Promise<void>;
}
