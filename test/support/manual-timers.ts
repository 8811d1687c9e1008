import type { Timers } from "../../backend/contract/timers.ts";

/** A clock that moves only when told to. */
export function manualTimers() {
  let now = 1_800_000_000_000;
  let waiting: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((each) => each !== timer);
      };
    },
    random: () => 0.5,
  };
  return {
    timers,
    isWaiting: () => waiting.length > 0,
    /** Runs what is due within `ms`, in order of time. */
    advance(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > until) break;
        waiting = waiting.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
  };
}

/** Lets every promise that can settle settle. */
export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
