import { systemTimers, type Timers } from "../../backend/contract/timers.ts";

const gatheredMs = 100;
/** A hundred consoles hear the same news in the same moment; they need not all ask in the same moment. */
const spreadMs = 250;

export interface ChangeGathering {
  add(topics: readonly string[]): void;
  stop(): void;
}

/** What has changed is acted on once a little later, not with each message. */
export function gatherChanges(
  act: (topics: ReadonlySet<string>) => void,
  timers: Timers = systemTimers,
): ChangeGathering {
  let changed = new Set<string>();
  let cancel: (() => void) | null = null;

  function actNow(): void {
    cancel = null;
    const told = changed;
    changed = new Set();
    act(told);
  }

  return {
    add(topics) {
      for (const each of topics) changed.add(each);
      cancel ??= timers.after(gatheredMs + spreadMs * timers.random(), actNow);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
