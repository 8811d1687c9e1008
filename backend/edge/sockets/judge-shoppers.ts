import { type Clock, second } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Log } from "../../core/log.ts";
import { createConcerned } from "./concerned.ts";
import type { WidgetNamespace, WidgetSocket } from "./types.ts";

/** So often that whoever was signed out hears nothing that is committed a second later, though judging takes its time. */
const lookEveryMs = second / 2;
const judgedAtOnce = 500;

interface Parts {
  reader: Reader;
  clock: Clock;
  widget: WidgetNamespace;
  /** Cuts off those of them who are no longer who they were. */
  judge: (sockets: readonly WidgetSocket[]) => Promise<void>;
  log: Log;
}

/**
 * The word that a shopper's session has ended can be lost with a node. Ten thousand shoppers cannot be judged anew all the time, and need
 * not: only those are whom something has happened to. On SQLite nothing is stamped: there the word is lost with the only process, and all
 * lines with it.
 */
export function createShopperJudgement({ reader, clock, widget, judge, log }: Parts) {
  const concerned = createConcerned({
    reader,
    clock,
    sockets: () => widget.sockets.values(),
    atMost: judgedAtOnce,
  });
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = false;

  async function lookOnce(): Promise<void> {
    await concerned
      .look(judge)
      .catch((error: unknown) => log.warn({ err: error }, "shoppers not judged anew"));
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
