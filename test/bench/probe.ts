import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Loaded into a measured process before its own code (`--import`), so that the reference and Frontline are looked at by
 * the same means. Answers what its parent asks over the process channel.
 */
export interface Probed {
  /** Bytes after a full collection. */
  residentBytes: number;
  heapBytes: number;
  /** Of the event loop since the last `reset`, in milliseconds. */
  delayP99Ms: number;
  delayMaxMs: number;
  /** Processor time since the last `reset`, in milliseconds. */
  processorMs: number;
}

const samplingMs = 5;
const delay = monitorEventLoopDelay({ resolution: samplingMs });
let processorFrom = process.cpuUsage();

function reset(): void {
  delay.disable();
  delay.reset();
  delay.enable();
  processorFrom = process.cpuUsage();
}

async function probe(): Promise<Probed> {
  const used = process.cpuUsage(processorFrom);
  // The histogram holds whole intervals between its ticks: what lies above the interval is delay.
  const above = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - samplingMs);
  const loop = { delayP99Ms: above(delay.percentile(99)), delayMaxMs: above(delay.max) };
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await pause(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { residentBytes: rss, heapBytes: heapUsed, ...loop, processorMs: (used.user + used.system) / 1000 };
}

process.on("message", (asked: unknown) => {
  if (asked === "reset") reset();
  if (asked === "probe") void probe().then((probed) => process.send?.({ probed }));
});
// A measured process does not outlive the bench.
process.on("disconnect", () => process.exit(1));
reset();
