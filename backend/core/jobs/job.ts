/**
 * Work that leads outside (a merchant's system, mail). Its row is written in the same commit as the decision that
 * asks for it and stays the truth until the work is booked; queues only wake it.
 */
export interface NewJob {
  kind: string;
  payload: Record<string, unknown>;
  /** Default: at once. */
  dueAt?: number;
}

export interface Job {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  dueAt: number;
  /** How often it was started. */
  attempt: number;
  createdAt: number;
  lastError: string | null;
}

/** What a queue needs to know to wake a job; the attempt tells one waking from the next. */
export type Wake = Pick<Job, "id" | "attempt" | "dueAt">;

/** What a handler says of a job: done, or to be run again. Handlers may run twice and must be idempotent. */
export type JobResult = { done: true } | { done: false; dueAt: number };
export type JobHandler = (job: Job) => Promise<JobResult>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export function toJobRow(job: NewJob, { now, newId }: { now: number; newId: () => string }): Job {
  return {
    id: newId(),
    kind: job.kind,
    payload: job.payload,
    dueAt: job.dueAt ?? now,
    attempt: 0,
    createdAt: now,
    lastError: null,
  };
}
