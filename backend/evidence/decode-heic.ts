import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import { second } from "../core/clock.ts";
import { refuse } from "../core/refusal.ts";

/** RGBA, four bytes a pixel, turned as the file says: by its `irot` (EXIF orientation does not count in HEIF). */
export interface HeicPixels {
  width: number;
  height: number;
  pixels: ArrayBuffer;
}

interface HeicJob {
  bytes: Uint8Array;
  maxPixels: number;
}
type Report = HeicPixels | { problem: string };

const patienceMs = 30 * second;
const thread = new URL("./decode-heic-thread.mjs", import.meta.url);

/** A 48-megapixel photo takes some 500 MB while it is decoded, so one at a time. */
const oneAtATime = pLimit(1);

/**
 * Pixels of a HEIC file's first image. In a thread, because the WebAssembly decoder blocks; a thread for each, because
 * what the decoder claimed of memory is given back only when its thread ends. Refuses `photo_unreadable`.
 */
export function decodeHeic(bytes: Uint8Array, maxPixels: number): Promise<HeicPixels> {
  return oneAtATime(async () => {
    const report = await inThread({ bytes, maxPixels });
    return "problem" in report ? refuse("photo_unreadable", {}) : report;
  });
}

function inThread(job: HeicJob): Promise<Report> {
  const worker = new Worker(thread, {
    workerData: job,
    execArgv: [],
    // The decoder prints what it thinks of a broken file; nobody reads that.
    stdout: true,
    stderr: true,
  });
  const reported = new Promise<Report>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => resolve({ problem: "ended without a word" }));
  });
  const alarm = setTimeout(() => void worker.terminate(), patienceMs);
  return reported.finally(() => {
    clearTimeout(alarm);
    void worker.terminate();
  });
}
