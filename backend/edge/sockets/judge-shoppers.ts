import { second } from "../../core/clock.ts";
import { readStamps } from "../../core/database/identity-stamps.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Log } from "../../core/log.ts";
import { stampsBehind } from "../../core/remembered-actors.ts";
import type { WidgetNamespace, WidgetSocket } from "./types.ts";

/** So often that whoever was signed out hears nothing that is committed a second later, though judging takes its time. */
const lookEveryMs = second / 2;
/** Bounds what one look costs where thousands change at once; the others' turn comes with the next ones. */
const judgedAtOnce = 500;

interface Parts {
  reader: Reader;
  widget: WidgetNamespace;
  /** Cuts off those of them who are no longer who they were. */
  judge: (sockets: readonly WidgetSocket[]) => Promise<void>;
  log: Log;
}

/**
 * The word that a shopper's session has ended can be lost with a node. Staff is judged anew all the time (judge-staff.ts); ten thousand
 * shoppers cannot be, and need not: every change of a row that says who somebody is raises a stamp in the same commit, and only those are
 * judged who rest on one that has risen. On SQLite nothing is stamped: there the word is lost with the only process, and all lines with it.
 */
export function createShopperJudgement({ reader, widget, judge, log }: Parts) {
  let latest: readonly number[] | null = null;
  const concerned = new Set<WidgetSocket>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = false;

  async function look(): Promise<void> {
    const before = latest;
    const now = await readStamps(reader);
    const hasRisen = (stamp: number) => before !== null && now[stamp] !== before[stamp];
    if (now.some((_version, stamp) => hasRisen(stamp))) {
      for (const socket of widget.sockets.values()) {
        if (stampsBehind(socket.data.actor).some(hasRisen)) concerned.add(socket);
      }
    }
    latest = now;
    const some = [...concerned].slice(0, judgedAtOnce);
    // Whoever is gone needs no judging; whoever could not be judged now is the first to be judged then.
    await judge(some.filter(({ connected }) => connected));
    for (const socket of some) concerned.delete(socket);
  }

  async function lookOnce(): Promise<void> {
    await look().catch((error: unknown) => log.warn({ err: error }, "shoppers not judged anew"));
    if (!isStopped) timer = setTimeout(begin, lookEveryMs);
  }

  function begin(): void {
    running = lookOnce();
  }

  return {
    start: begin,
    /** Resolves when nothing of it asks the database any more. */
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
