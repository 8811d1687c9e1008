import { createLiveTicket, type LiveState, type LiveTicket } from "../../backend/contract/live-ticket.ts";
import type { Resumed } from "../../backend/contract/sockets.ts";
import type { Timers } from "../../backend/contract/timers.ts";

interface View {
  seq: number;
  entries: { seq: number; kind: string; body?: unknown }[];
}
type Entry = View["entries"][number];

/** The parts of a live ticket that a client of the run uses, without its types of view and entry. */
export type Live = Pick<
  LiveTicket<View, Entry>,
  "open" | "receive" | "marks" | "ended" | "connectionLost" | "connectionBack" | "close"
>;
export type { Entry, View };

export interface LiveOptions {
  ticketId: string;
  apply(view: View, entry: Entry): View;
  watch(after: number | null): Promise<Resumed<View, Entry>>;
  onChange(state: LiveState<View>): void;
  timers: Timers;
}

/**
 * What a client does that knows nothing of doubles, gaps and order: applies whatever comes. It exists so that the
 * run can be shown to notice.
 */
function createNaiveTicket({ apply, watch, onChange }: LiveOptions): Live {
  let view: View | null = null;
  const marks = { shopperSeenSeq: 0, staffSeenSeq: 0 };
  let status: LiveState<View>["status"] = "loading";
  const tell = () => onChange({ view, marks, status });
  const take = (entries: readonly Entry[]) => {
    for (const entry of entries) if (view !== null) view = apply(view, entry);
    tell();
  };
  const ask = () => {
    watch(view?.seq ?? null).then(
      (answer) => {
        status = "live";
        if (answer.kind === "snapshot") view = answer.view;
        else take(answer.entries);
        tell();
      },
      () => undefined,
    );
  };
  const none = () => undefined;
  return {
    open: ask,
    connectionBack: ask,
    receive: take,
    marks: none,
    connectionLost: none,
    close: none,
    ended() {
      status = "ended";
      tell();
    },
  };
}

export const createLive = (options: LiveOptions, isNaive: boolean): Live =>
  isNaive ? createNaiveTicket(options) : createLiveTicket<View, Entry>(options);
