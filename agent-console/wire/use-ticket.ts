import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useSession } from "./session.tsx";
import { createStore } from "./store.ts";
import type { TicketLine, TicketState } from "./ticket-lines.ts";
import { useWire } from "./wire-context.tsx";

const nothing = createStore<TicketState>({
  view: null,
  marks: { shopperSeenSeq: 0, staffSeenSeq: 0 },
  status: "loading",
  typing: [],
  looking: [],
});
const pageSize = 50;

/** One ticket, live for as long as the screen is there. */
export function useTicket(ticketId: string) {
  const wire = useWire();
  const { doors } = useSession();
  const [line, setLine] = useState<TicketLine | null>(null);
  const [isLoadingEarlier, setLoadingEarlier] = useState(false);
  useEffect(() => {
    const opened = wire.openTicket(ticketId);
    setLine(opened);
    return () => {
      opened.release();
      setLine(null);
    };
  }, [wire, ticketId]);

  const store = line?.state ?? nothing;
  const state = useSyncExternalStore(store.subscribe, store.get);
  const first = state.view?.entries[0]?.seq ?? 1;

  const loadEarlier = useCallback(async () => {
    if (line === null || first <= 1 || isLoadingEarlier) return;
    setLoadingEarlier(true);
    // No answer is no harm: scrolling up asks again.
    const answered = await doors
      .query("ticket.entries", { ticketId, before: first, limit: pageSize })
      .catch(() => null);
    if (answered?.ok === true) line.addEarlier(answered.answer.entries);
    setLoadingEarlier(false);
  }, [doors, line, ticketId, first, isLoadingEarlier]);

  return { ...state, hasEarlier: first > 1, isLoadingEarlier, loadEarlier };
}
export type Ticket = ReturnType<typeof useTicket>;
