import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import type { ShopperEntry } from "../../backend/contract/entries.ts";
import { createLiveTicket, type LiveState, type LiveTicket } from "../../backend/contract/live-ticket.ts";
import type { Marks, Resumed } from "../../backend/contract/sockets.ts";
import { type ShopperTicketView, tailLength } from "../../backend/contract/views.ts";
import type { Line } from "./line.ts";
import { newId } from "./new-id.ts";
import { Refused } from "./session.ts";

type View = ShopperTicketView;

/** One conversation as it is held here. */
export interface Talk {
  ticketId: string;
  state: LiveState<View>;
  hasEarlier: boolean;
  isFetchingEarlier: boolean;
}

export type Talks = ReturnType<typeof createTalks>;

interface TalksOptions {
  line: Line;
  onChange(): void;
  /** Something came from the other side after the conversation was on the screen. */
  onNews(ticketId: string, entry: ShopperEntry): void;
}

const pageSize = 50;

/** What a shopper wants to be told of; the rest is the conversation's own bookkeeping. */
const isNews = (entry: ShopperEntry) =>
  entry.by.kind !== "shopper" &&
  (entry.kind === "message.sent" || entry.kind === "ticket.resolved" || entry.kind.startsWith("remedy."));

/** Grows with the pages put before it, so that a conversation that is being read never loses its beginning. */
const apply = (view: View, entry: ShopperEntry) =>
  applyShopperEntry(view, entry, Math.max(tailLength, view.entries.length + 1));

export function unreadOf({ state }: Talk): number {
  const { view, marks } = state;
  if (view === null) return 0;
  return view.entries.filter((entry) => entry.seq > marks.shopperSeenSeq && isNews(entry)).length;
}

/** The conversations that this page follows, each with its own live ticket over the one line. */
export function createTalks({ line, onChange, onNews }: TalksOptions) {
  const talks = new Map<string, { talk: Talk; live: LiveTicket<View, ShopperEntry>; seen: number }>();

  async function watch(ticketId: string, after: number | null): Promise<Resumed<View, ShopperEntry>> {
    try {
      return await line.watch(ticketId, after);
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === "not_found") talks.get(ticketId)?.live.ended();
      throw error;
    }
  }

  function take(ticketId: string, state: LiveState<View>) {
    const kept = talks.get(ticketId);
    if (kept === undefined) return;
    const before = kept.talk.state.view;
    const first = state.view?.entries[0];
    kept.talk = { ...kept.talk, state, hasEarlier: first !== undefined && first.seq > 1 };
    onChange();
    if (before === null || state.view === null) return;
    for (const entry of state.view.entries) {
      if (entry.seq > before.seq && isNews(entry)) onNews(ticketId, entry);
    }
  }

  return {
    get: (ticketId: string) => talks.get(ticketId)?.talk,
    all: () => [...talks.values()].map(({ talk }) => talk),

    /** Follows the conversation from now on. */
    follow(ticketId: string) {
      if (talks.has(ticketId)) return;
      const live = createLiveTicket<View, ShopperEntry>({
        ticketId,
        apply,
        watch: (after) => watch(ticketId, after),
        onChange: (state) => take(ticketId, state),
      });
      const state = { view: null, marks: { shopperSeenSeq: 0, staffSeenSeq: 0 }, status: "loading" as const };
      const talk = { ticketId, state, hasEarlier: false, isFetchingEarlier: false };
      talks.set(ticketId, { talk, live, seen: 0 });
      if (line.isConnected()) live.open();
    },

    receive: (ticketId: string, entries: ShopperEntry[]) => talks.get(ticketId)?.live.receive(entries),
    marks: (ticketId: string, marks: Marks) => talks.get(ticketId)?.live.marks(marks),
    ended: (ticketId: string) => talks.get(ticketId)?.live.ended(),
    connectionLost() {
      for (const { live } of talks.values()) live.connectionLost();
    },
    connectionBack() {
      for (const { live } of talks.values()) live.connectionBack();
    },

    async fetchEarlier(ticketId: string) {
      const kept = talks.get(ticketId);
      const before = kept?.talk.state.view?.entries[0]?.seq;
      if (kept === undefined || before === undefined || before <= 1 || kept.talk.isFetchingEarlier) return;
      const busy = (isFetchingEarlier: boolean) => {
        kept.talk = { ...kept.talk, isFetchingEarlier };
        onChange();
      };
      busy(true);
      try {
        const { entries } = await line.query("shopper.entries", { ticketId, before, limit: pageSize });
        kept.live.revise((view) => {
          const first = view.entries[0]?.seq ?? 0;
          return { ...view, entries: [...entries.filter((entry) => entry.seq < first), ...view.entries] };
        });
      } finally {
        busy(false);
      }
    },

    /** The shopper has the conversation before their eyes. */
    see(ticketId: string) {
      const kept = talks.get(ticketId);
      const seq = kept?.talk.state.view?.seq ?? 0;
      if (kept === undefined || seq <= Math.max(kept.seen, kept.talk.state.marks.shopperSeenSeq)) return;
      kept.seen = seq;
      kept.live.marks({ shopperSeenSeq: seq, staffSeenSeq: 0 });
      // Not worth keeping over a lost line: the next look says it again.
      line.command(newId(), "ticket.see", { ticketId, seq }).catch(() => {
        kept.seen = 0;
      });
    },

    forgetAll() {
      for (const { live } of talks.values()) live.close();
      talks.clear();
    },
  };
}
