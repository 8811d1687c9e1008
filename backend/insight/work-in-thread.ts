import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import type { Reader } from "../core/database/reader.ts";
import { countDecisions, readHistory } from "./read-history.ts";
import { countRefused, readRefused } from "./read-refused.ts";
import type { Found, Frame, FromThread, Task, ToThread } from "./thread-talk.ts";

const thread = new URL("./run-thread.mjs", import.meta.url);

/** One, because a node may have no more than two processors, and the other is for those who chat. */
const oneAtATime = pLimit(1);

/** A past that needs more fails its own run instead of the whole node. */
const memoryMb = 1536;

/** Of the whole work, what reading the past is counted as. */
const readingShare = 0.5;

interface Work {
  frame: Frame;
  task: Task;
  onStart?: () => void;
  /** From 0 to 1. */
  onProgress?: (share: number) => void;
  /** Ends the work wherever it is; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Reads the past page by page and has it decided in a thread of its own, so that nobody else waits. Rejects where the
 * thread fails or the signal ends it.
 */
export function workInThread(reader: Reader, work: Work): Promise<Found> {
  return oneAtATime(async () => {
    work.signal?.throwIfAborted();
    work.onStart?.();
    const worker = openWorker(work.frame);
    try {
      return await feed(worker, reader, work);
    } finally {
      await worker.terminate();
    }
  });
}

async function feed(
  worker: Worker,
  reader: Reader,
  { frame, task, onProgress, signal }: Work,
): Promise<Found> {
  const ear = listenTo(worker, signal, (share) => onProgress?.(readingShare + share * (1 - readingShare)));
  const counted = (await countDecisions(reader, frame.span)) + (await countRefused(reader, frame.span));
  const total = Math.max(1, counted);
  let read = 0;
  const tell = (message: ToThread) => worker.postMessage(message);
  let isTaken: Promise<unknown> = Promise.resolve();
  async function send(message: ToThread, rows: number): Promise<void> {
    // One page is on its way while the next is read; never more, so that little is held.
    await isTaken;
    isTaken = ear.hear("taken");
    // What a signal or a fault ends while a page is read is noticed with the next.
    isTaken.catch(() => undefined);
    tell(message);
    read += rows;
    onProgress?.((readingShare * Math.min(read, total)) / total);
  }
  for await (const page of readHistory(reader, frame.span))
    await send({ kind: "page", page }, page.decisions.length);
  for await (const page of readRefused(reader, frame.span))
    await send({ kind: "refused", page }, page.refused.length);
  await isTaken;
  const found = ear.hear("found");
  tell({ kind: "end", task });
  return (await found).found;
}

function openWorker(frame: Frame): Worker {
  return new Worker(thread, {
    workerData: frame,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
}

type Heard<K extends FromThread["kind"]> = Extract<FromThread, { kind: K }>;

/** One message at a time is waited for; a fault or the signal ends the waiting. */
function listenTo(worker: Worker, signal: AbortSignal | undefined, onProgress: (share: number) => void) {
  let failure: unknown = null;
  let waiting: { kind: string; done: (message: FromThread) => void; failed: (why: unknown) => void } | null =
    null;
  const fail = (why: unknown) => {
    failure ??= why;
    waiting?.failed(failure);
    waiting = null;
  };
  worker.on("message", (message: FromThread) => {
    if (message.kind === "progress") onProgress(message.share);
    else if (waiting?.kind === message.kind) {
      const { done } = waiting;
      waiting = null;
      done(message);
    }
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the thread ended without a word")));
  signal?.addEventListener("abort", () => fail(signal.reason), { once: true });
  return {
    hear: <K extends FromThread["kind"]>(kind: K) =>
      new Promise<Heard<K>>((done, failed) => {
        if (failure !== null) failed(failure);
        else waiting = { kind, done: done as (message: FromThread) => void, failed };
      }),
  };
}
