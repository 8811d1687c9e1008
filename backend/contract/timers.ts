/** Time and chance as the client halves of the protocol need them; tests bring their own. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after `ms` milliseconds, unless what it returns is called before. */
  after(ms: number, run: () => void): () => void;
  /** At least 0, below 1. */
  random(): number;
}

export const systemTimers: Timers = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

const firstWaitMs = 400;
const longestWaitMs = 15_000;

/** How long to wait after that many failures in a row (1 or more); spread, so that clients do not come back in step. */
export function waitAfter(failures: number, timers: Timers): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
  return Math.round(most / 2 + (most / 2) * timers.random());
}
