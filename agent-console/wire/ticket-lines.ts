import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import type { StaffEntry } from "../../backend/contract/entries.ts";
import { createLiveTicket, type LiveState, type LiveTicket } from "../../backend/contract/live-ticket.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import type { Marks, Resumed, ServerToConsole } from "../../backend/contract/sockets.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { createStore, type Store } from "./store.ts";

type Typist = Parameters<ServerToConsole["typing"]>[0]["by"];

export interface TicketState extends LiveState<StaffTicketView> {
  typing: Typist[];
  looking: { id: string; name: string }[];
}

export interface TicketLine {
  state: Store<TicketState>;
  /** Puts an earlier page before the tail. Pages that do not join on are dropped. */
  addEarlier(page: StaffEntry[]): void;
  release(): void;
}

interface Held {
  live: LiveTicket<StaffTicketView, StaffEntry>;
  state: Store<TicketState>;
  holders: number;
  typists: Map<string, ReturnType<typeof setTimeout>>;
}

/** How long somebody counts as typing after the last sign of it. */
const typingLastsMs = 4000;

interface LineOptions {
  watch(ticketId: string, after: number | null): Promise<Answered<Resumed<StaffTicketView, StaffEntry>>>;
  unwatch(ticketId: string): void;
}

/** The tickets that some screen has open, each kept live once, however many screens show it. */
export function createTicketLines({ watch, unwatch }: LineOptions) {
  const held = new Map<string, Held>();
  let isConnected = false;

  function hold(ticketId: string): Held {
    const state = createStore<TicketState>({
      view: null,
      marks: { shopperSeenSeq: 0, staffSeenSeq: 0 },
      status: "loading",
      typing: [],
      looking: [],
    });
    const live: LiveTicket<StaffTicketView, StaffEntry> = createLiveTicket<StaffTicketView, StaffEntry>({
      ticketId,
      // Nothing is dropped from the tail while a ticket is open: earlier pages must join on to it.
      apply: (view, entry) => applyStaffEntry(view, entry, Number.POSITIVE_INFINITY),
      async watch(after) {
        const answered = await watch(ticketId, after);
        if (answered.ok) return answered.answer;
        if (answered.refusal.code === "not_found" || answered.refusal.code === "not_allowed") live.ended();
        throw new Error(answered.refusal.code);
      },
      onChange: (change) => state.set({ ...state.get(), ...change }),
    });
    const opened: Held = { live, state, holders: 0, typists: new Map() };
    held.set(ticketId, opened);
    if (isConnected) live.open();
    return opened;
  }

  function stopTyping(line: Held, key: string) {
    clearTimeout(line.typists.get(key));
    line.typists.delete(key);
    const state = line.state.get();
    const typing = state.typing.filter((each) => keyOf(each) !== key);
    if (typing.length !== state.typing.length) line.state.set({ ...state, typing });
  }

  return {
    open(ticketId: string): TicketLine {
      const line = held.get(ticketId) ?? hold(ticketId);
      line.holders += 1;
      let isReleased = false;
      return {
        state: line.state,
        addEarlier(page) {
          line.live.revise((view) =>
            page.at(-1)?.seq === (view.entries[0]?.seq ?? 0) - 1
              ? { ...view, entries: [...page, ...view.entries] }
              : view,
          );
        },
        release() {
          if (isReleased) return;
          isReleased = true;
          line.holders -= 1;
          if (line.holders > 0) return;
          held.delete(ticketId);
          line.live.close();
          for (const timer of line.typists.values()) clearTimeout(timer);
          if (isConnected) unwatch(ticketId);
        },
      };
    },

    connected() {
      isConnected = true;
      for (const { live } of held.values()) live.connectionBack();
    },
    disconnected() {
      isConnected = false;
      for (const line of held.values()) {
        line.live.connectionLost();
        line.state.set({ ...line.state.get(), typing: [], looking: [] });
      }
    },

    entries(ticketId: string, entries: StaffEntry[]) {
      const line = held.get(ticketId);
      if (line === undefined) return;
      for (const entry of entries) if (entry.kind !== "hidden") stopTyping(line, keyOf(entry.by));
      line.live.receive(entries);
    },
    marks(ticketId: string, marks: Marks) {
      held.get(ticketId)?.live.marks(marks);
    },
    ended(ticketId: string) {
      held.get(ticketId)?.live.ended();
    },
    typing(ticketId: string, by: Typist) {
      const line = held.get(ticketId);
      if (line === undefined) return;
      const key = keyOf(by);
      clearTimeout(line.typists.get(key));
      line.typists.set(
        key,
        setTimeout(() => stopTyping(line, key), typingLastsMs),
      );
      const state = line.state.get();
      if (!state.typing.some((each) => keyOf(each) === key)) {
        line.state.set({ ...state, typing: [...state.typing, by] });
      }
    },
    looking(ticketId: string, looking: { id: string; name: string }[]) {
      const line = held.get(ticketId);
      line?.state.set({ ...line.state.get(), looking });
    },
  };
}

const keyOf = (by: { kind: string; id: string | null }) => by.id ?? by.kind;
