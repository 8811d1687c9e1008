import {
  type CommandOutbox,
  createCommandOutbox,
  type Shown,
} from "../../backend/contract/command-outbox.ts";
import type { CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { ShopperHome } from "../../backend/contract/queries/widget.ts";
import type { Shell } from "../shell.ts";
import type { Session } from "./browser-store.ts";
import { openBrowserStore } from "./browser-store.ts";
import { createEntrance } from "./entrance.ts";
import { type Line, openLine } from "./line.ts";
import { newId } from "./new-id.ts";
import { createTalks, type Talk, type Talks, unreadOf } from "./talks.ts";

/**
 * Where the shopper is. A lane is a ticket's id, or "new:…" for a conversation that nobody has opened yet; `begunAs`: what it was when they
 * came here, so that they stay where they are, in the midst of a word, when it gets its id.
 */
export type Screen =
  | { at: "home" }
  | { at: "talk"; lane: string; begunAs?: string }
  | { at: "claim"; lane: string | null; begunAs?: string };

export interface ChatState {
  isOpen: boolean;
  screen: Screen;
  session: Session | null;
  /** Set when trying again would not help. */
  blocked: "blocked" | "oldClient" | null;
  line: "connecting" | "online" | "offline";
  home: ShopperHome | null;
  pending: Shown[];
  /** Who is typing in which conversation. */
  typing: { ticketId: string; name: string } | null;
}

export interface ChatApp {
  shell: Shell;
  state(): ChatState;
  subscribe(run: () => void): void;
  talk(lane: string): Talk | undefined;
  line: Line;
  talks: Talks;
  outbox: CommandOutbox;
  store: ReturnType<typeof openBrowserStore>;
  go(screen: Screen): void;
  setOpen(isOpen: boolean): void;
  /** Of the conversation that is written next. */
  newLane(): string;
  /** Keeps the command and sends it when it can. */
  give<N extends CommandName>(name: N, input: CommandInput<N>, lane: string): void;
  say(lane: string, text: string, photoIds: string[]): void;
  identify(): Promise<void>;
  refreshHome(): Promise<void>;
}

export const isNew = (lane: string) => lane.startsWith("new:");

/** How many open conversations are followed for their unread lines while another, or none, is on the screen. */
const followedAtMost = 3;
const typingShownMs = 5000;
const offlineAfterMs = 2500;

/** Everything the chat knows and does; the views only show it. */
export function createChat(shell: Shell): ChatApp {
  const store = openBrowserStore(shell.key);
  const subscribers: (() => void)[] = [];
  let state: ChatState = {
    isOpen: false,
    screen: { at: "home" },
    session: null,
    blocked: null,
    line: navigator.onLine ? "connecting" : "offline",
    home: null,
    pending: [],
    typing: null,
  };
  let isTold = false;
  let offlineTimer: number | undefined;
  let typingTimer = 0;

  /** Many changes of one turn are one drawing. */
  function set(change: Partial<ChatState>) {
    state = { ...state, ...change };
    if (isTold) return;
    isTold = true;
    queueMicrotask(() => {
      isTold = false;
      tellLauncher();
      for (const run of subscribers) run();
    });
  }

  function tellLauncher() {
    const followed = talks.all();
    const here = followed.reduce((sum, talk) => sum + unreadOf(talk), 0);
    const elsewhere = (state.home?.tickets ?? [])
      .filter(({ ticketId }) => talks.get(ticketId) === undefined)
      .reduce((sum, { unread }) => sum + unread, 0);
    shell.setUnread(here + elsewhere);
    const isTalking =
      state.pending.length > 0 || (state.home?.tickets.some(({ status }) => status === "open") ?? false);
    if (store.bearer() !== null) store.keep({ isTalking });
  }

  const line = openLine({
    origin: shell.origin,
    key: shell.key,
    locale: shell.locale,
    bearer: store.bearer,
    onConnect() {
      clearTimeout(offlineTimer);
      offlineTimer = undefined;
      set({ line: "online" });
      talks.connectionBack();
      outbox.resume();
      void refreshHome();
    },
    onDisconnect(backWithinMs) {
      talks.connectionLost();
      outbox.pause();
      if (state.line !== "online") return;
      // A short break is mended before anybody needs to hear of it. Tries that fail do not begin it anew.
      offlineTimer ??= window.setTimeout(() => set({ line: "offline" }), backWithinMs + offlineAfterMs);
    },
    onRefused(code) {
      if (code === "signed_out") setTimeout(() => start(true), 1500);
      else set({ blocked: code === "old_client" ? "oldClient" : "blocked" });
    },
    onEntries: (ticketId, entries) => {
      if (state.typing?.ticketId === ticketId && entries.some(({ by }) => by.kind !== "shopper")) {
        set({ typing: null });
      }
      talks.receive(ticketId, entries);
    },
    onMarks: (ticketId, marks) => talks.marks(ticketId, marks),
    onTyping(ticketId, name) {
      clearTimeout(typingTimer);
      typingTimer = window.setTimeout(() => set({ typing: null }), typingShownMs);
      set({ typing: { ticketId, name } });
    },
    onEnded: (ticketId) => talks.ended(ticketId),
    onChanged: () => void refreshHome(),
  });

  const talks = createTalks({
    line,
    onChange: () => set({}),
    onNews(ticketId, entry) {
      if (entry.kind !== "message.sent") return;
      shell.emit("message", { ticketId, from: entry.by.name, text: entry.body.text });
    },
  });

  const outbox = createCommandOutbox({
    newId,
    send: line.send,
    storage: store.outbox,
    onChange: (pending) => set({ pending }),
    onAnswered(pending, answered) {
      // Only messages are waited for in the timeline: their entries carry the command's id.
      if (!("text" in pending.input)) outbox.forget(new Set([pending.id]));
      if (!answered.ok) {
        // Of a conversation that is not theirs any more nothing can be shown, to the eye or on a list.
        if (answered.refusal.code === "not_found") outbox.discard(pending.id);
        return;
      }
      const { ticketId } = answered.answer as { ticketId?: string };
      if (ticketId === undefined) return;
      talks.follow(ticketId);
      if ("lane" in state.screen && state.screen.lane === pending.lane) {
        store.keepDraft(ticketId, store.draft(pending.lane));
        store.keepDraft(pending.lane, "");
        set({ screen: { ...state.screen, lane: ticketId, begunAs: pending.lane } });
      }
      void refreshHome();
    },
  });
  store.onOtherTab({
    outbox: () => outbox.refresh(),
    forgotten() {
      shell.token = undefined;
      leave();
      void start();
    },
  });
  addEventListener("pagehide", () => outbox.pause());
  addEventListener("pageshow", () => line.isConnected() && outbox.resume());
  addEventListener("offline", () => set({ line: "offline" }));
  addEventListener("online", () => set({ line: state.line === "offline" ? "connecting" : state.line }));
  outbox.refresh();

  const start = createEntrance({
    shell,
    store,
    onSession(session) {
      if (shell.accent === null) shell.setAccent(session.storefront.accent);
      if (shell.position === null) shell.setPosition(session.storefront.position);
      const before = state.session;
      const isOther = before?.bearer !== session.bearer;
      set({ session, blocked: null });
      // An anonymous shopper who signs in takes along what is on the screen.
      if (isOther && before?.shopper.isVerified) forgetShown();
      if (isOther || !line.isConnected()) line.reconnect();
    },
    onBlocked: () => set({ blocked: "blocked" }),
    onUnreachable: () => set({ line: "offline" }),
  });

  /** What is on the screen is another person's. */
  function forgetShown() {
    talks.forgetAll();
    outbox.refresh();
    set({ home: null, screen: { at: "home" } });
  }

  function leave() {
    line.leave();
    set({ session: null });
    forgetShown();
  }

  async function refreshHome() {
    try {
      const home = await line.query("shopper.home", {});
      const open = home.tickets.filter(({ status, unread }) => status === "open" || unread > 0);
      for (const { ticketId } of open.slice(0, followedAtMost)) talks.follow(ticketId);
      set({ home });
    } catch {
      // The line is gone again; it is asked for anew when it is back.
    }
  }

  const app: ChatApp = {
    shell,
    state: () => state,
    subscribe: (run) => void subscribers.push(run),
    talk: (lane) => talks.get(lane),
    line,
    talks,
    outbox,
    store,
    go(screen) {
      if (screen.at === "talk" && !isNew(screen.lane)) talks.follow(screen.lane);
      if (screen.at === "home") void refreshHome();
      set({ screen });
    },
    setOpen(isOpen) {
      if (isOpen === state.isOpen) return;
      shell.setOpen(isOpen);
      set({ isOpen });
      shell.emit(isOpen ? "open" : "close", undefined);
    },
    newLane: store.nextLane,
    give(name, input, lane) {
      store.takeLane(lane);
      outbox.put(name, input, lane);
    },
    say(lane, text, photoIds) {
      const isOpener = isNew(lane) && !outbox.list().some((each) => each.lane === lane);
      store.takeLane(lane);
      if (!isOpener) {
        outbox.put("message.send", { ticketId: isNew(lane) ? "" : lane, text, photoIds }, lane);
        return;
      }
      const { scene = null, productSku = null } = shell.context;
      outbox.put("ticket.open", { text, photoIds, context: { scene, sku: productSku } }, lane);
    },
    async identify() {
      if (shell.token === null && (store.record().subject !== null || state.session?.shopper.isVerified)) {
        store.forgetAll();
        leave();
      }
      await start();
    },
    refreshHome,
  };
  void start();
  return app;
}
