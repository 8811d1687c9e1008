import type { Shell } from "../shell.ts";
import type { BrowserStore, Session } from "./browser-store.ts";
import { knownSession, openSession, Refused } from "./session.ts";

interface EntranceOptions {
  shell: Shell;
  store: BrowserStore;
  onSession(session: Session): void;
  /** The page may not use this storefront's key, whoever asks. */
  onBlocked(): void;
  onUnreachable(): void;
}

const longestWaitMs = 20_000;

/** Sooner, when the browser says that it is online again. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    addEventListener("online", () => resolve(), { once: true });
  });
}

/** Gets a session, however long that takes; what is written meanwhile waits in the outbox. */
export function createEntrance({ shell, store, onSession, onBlocked, onUnreachable }: EntranceOptions) {
  let last = Promise.resolve();

  async function enter(mustAsk: boolean): Promise<void> {
    const known = mustAsk ? null : knownSession(shell, store);
    if (known !== null) return onSession(known);
    for (let failures = 0; ; failures += 1) {
      try {
        const session = await openSession(shell, store);
        // The page has said meanwhile that it is somebody else.
        if (session !== null) return onSession(session);
      } catch (error) {
        if (error instanceof Refused && error.refusal.code === "origin_not_allowed") {
          console.warn("Frontline: the helpdesk knows neither this page's origin nor this storefront's key.");
          return onBlocked();
        }
        onUnreachable();
        await wait(Math.min(longestWaitMs, 1000 * 2 ** failures) * (0.5 + Math.random() / 2));
      }
    }
  }

  /** One at a time. `mustAsk`: what this browser holds has turned out to be worth nothing. */
  return (mustAsk = false): Promise<void> => {
    last = last.then(() => enter(mustAsk));
    return last;
  };
}
