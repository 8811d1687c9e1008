import type { Marks, Resumed } from "./sockets.ts";
import { systemTimers, type Timers, waitAfter } from "./timers.ts";

/**
 * `loading`: nothing to show yet. `live`: as far as is known, all of it. `stale`: something is missing, for want
 * of a connection or of entries that are being asked for. `ended`: the right to read it is gone.
 */
export type LiveStatus = "loading" | "live" | "stale" | "ended";

export interface LiveState<View> {
  view: View | null;
  marks: Marks;
  status: LiveStatus;
}

export interface LiveTicketOptions<View extends { seq: number }, Entry extends { seq: number }> {
  ticketId: string;
  /** Pure; called once for every entry, in the order of `seq`. */
  apply(view: View, entry: Entry): View;
  /** Asks the server; rejects when there was no answer. */
  watch(after: number | null): Promise<Resumed<View, Entry>>;
  onChange(state: LiveState<View>): void;
  timers?: Timers;
}

export type LiveTicket<View extends { seq: number }, Entry extends { seq: number }> = ReturnType<
  typeof createLiveTicket<View, Entry>
>;

/** Entries ahead of a gap are kept up to this many; beyond it they are asked for again. */
const aheadLimit = 500;

/**
 * Keeps one ticket's view equal to the server's over a line that may lose, double and reorder: applies last + 1,
 * drops what it has, keeps what is ahead and asks for what is missing.
 */
export function createLiveTicket<View extends { seq: number }, Entry extends { seq: number }>(
  options: LiveTicketOptions<View, Entry>,
) {
  const { apply, watch, onChange, timers = systemTimers } = options;
  let view: View | null = null;
  /** What is on the screen while a view that the server disowned is fetched anew. */
  let shown: View | null = null;
  let marks: Marks = { shopperSeenSeq: 0, staffSeenSeq: 0 };
  let status: LiveStatus = "loading";
  let head = 0;
  const ahead = new Map<number, Entry>();

  let isConnected = false;
  let isOver = false;
  let isClosed = false;
  /** Answers to questions of an earlier connection are not listened to. */
  let connection = 0;
  let isAsking = false;
  /** Set while the server has not yet been asked since the connection came (back). */
  let isUnsure = true;
  let failures = 0;
  let cancelRetry: (() => void) | null = null;

  const isBehind = () => view === null || view.seq < head || isUnsure;

  function tell() {
    if (isClosed) return;
    if (!isOver) {
      if (isConnected && !isBehind()) status = "live";
      else status = (view ?? shown) === null ? "loading" : "stale";
    }
    onChange({ view: view ?? shown, marks, status });
  }

  function drain() {
    while (view !== null) {
      const next = ahead.get(view.seq + 1);
      if (next === undefined) break;
      ahead.delete(next.seq);
      view = apply(view, next);
    }
  }

  function keep(entries: readonly Entry[]) {
    for (const entry of entries) {
      if (view !== null && entry.seq <= view.seq) continue;
      head = Math.max(head, entry.seq);
      if (view !== null && entry.seq === view.seq + 1) {
        view = apply(view, entry);
        drain();
      } else if (ahead.size < aheadLimit) ahead.set(entry.seq, entry);
    }
  }

  function raiseMarks(given: Marks) {
    marks = {
      shopperSeenSeq: Math.max(marks.shopperSeenSeq, given.shopperSeenSeq),
      staffSeenSeq: Math.max(marks.staffSeenSeq, given.staffSeenSeq),
    };
  }

  function take(asked: number | null, answer: Resumed<View, Entry>) {
    raiseMarks(answer.marks);
    isUnsure = false;
    if (answer.kind === "snapshot") {
      head = Math.max(head, answer.view.seq);
      // What was pushed while the answer travelled may already be ahead of it.
      if (view === null || answer.view.seq > view.seq) view = answer.view;
      for (const seq of ahead.keys()) if (seq <= view.seq) ahead.delete(seq);
      shown = null;
      drain();
    } else if (asked !== null && answer.head < asked) {
      // The server has less than we had when we asked (a backup was put back): its word counts.
      shown = view;
      view = null;
      head = 0;
      ahead.clear();
    } else {
      keep(answer.entries);
      head = Math.max(head, answer.head);
    }
  }

  function askAgainLater() {
    failures += 1;
    cancelRetry?.();
    cancelRetry = timers.after(waitAfter(failures, timers), () => {
      cancelRetry = null;
      ask();
    });
  }

  function ask() {
    if (isAsking || isOver || !isConnected || cancelRetry !== null) return;
    const mine = connection;
    const asked = view?.seq ?? null;
    isAsking = true;
    watch(asked).then(
      (answer) => {
        if (mine !== connection || isOver) return;
        isAsking = false;
        const before = view;
        take(asked, answer);
        // An answer that brings nothing while something is known to be missing must not be asked for in a loop.
        if (view !== before) failures = 0;
        if (isBehind() && view === before) askAgainLater();
        else if (isBehind()) ask();
        tell();
      },
      () => {
        if (mine !== connection || isOver) return;
        isAsking = false;
        askAgainLater();
      },
    );
  }

  function startOver() {
    connection += 1;
    isAsking = false;
    isUnsure = true;
    failures = 0;
    cancelRetry?.();
    cancelRetry = null;
  }

  return {
    ticketId: options.ticketId,

    /** The connection stands: ask for the first view. */
    open() {
      startOver();
      isConnected = true;
      ask();
    },

    /** Entries pushed by the server, in whatever order and however often. */
    receive(entries: readonly Entry[]) {
      if (isOver) return;
      const before = view;
      const headBefore = head;
      keep(entries);
      if (isBehind()) ask();
      if (view !== before || head !== headBefore) tell();
    },

    marks(given: Marks) {
      raiseMarks(given);
      tell();
    },

    /** Changes the view by what is no entry: earlier pages put before the tail. Must leave `seq` as it is. */
    revise(change: (view: View) => View) {
      if (view === null) return;
      view = change(view);
      tell();
    },

    /** The right to watch has ended. */
    ended() {
      startOver();
      isOver = true;
      status = "ended";
      tell();
    },

    connectionLost() {
      if (!isConnected) return;
      startOver();
      isConnected = false;
      tell();
    },

    connectionBack() {
      if (isOver) return;
      startOver();
      isConnected = true;
      ask();
      tell();
    },

    /** Nothing is told any more. */
    close() {
      startOver();
      isOver = true;
      isClosed = true;
    },
  };
}
