import type { Clock } from "../../backend/core/clock.ts";

/** A time that all processes of a run share, and that runs `speed` times as fast: waiting for retries costs seconds. */
export interface FastTime {
  /** What it was, in the run's time, at `realFrom` of the machine's. */
  from: number;
  realFrom: number;
  speed: number;
}

export const fastClock = ({ from, realFrom, speed }: FastTime): Clock => ({
  now: () => from + Math.round((Date.now() - realFrom) * speed),
});
