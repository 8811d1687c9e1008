import { io, type Socket } from "socket.io-client";
import {
  createCommandOutbox,
  leaseMs,
  type Pending,
  type Shown,
} from "../../backend/contract/command-outbox.ts";
import type { CommandAnswer, CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import {
  type ConsoleToServer,
  protocolVersion,
  type ServerToConsole,
} from "../../backend/contract/sockets.ts";
import type { Locale } from "../../backend/contract/vocabulary.ts";
import { gatherChanges } from "./gather-changes.ts";
import { createOutboxStorage } from "./outbox-storage.ts";
import { createStore } from "./store.ts";
import { createTicketLines } from "./ticket-lines.ts";

export type Connection = "connecting" | "online" | "reconnecting" | "offline" | "old_client";

interface WireOptions {
  personId: string;
  locale: Locale;
  /** Something that is no entry has changed; null: anything may have, the line was away. */
  onChanged(topics: ReadonlySet<string> | null): void;
  onSignedOut(): void;
  /** A refusal of a command whose screen is gone, say after a reload. */
  onRefused(pending: Pending, message: string): void;
}

/** Below the outbox's lease, so that no second tab sends while this one still waits. */
const answerWithinMs = leaseMs / 2;

export type Wire = ReturnType<typeof createWire>;

/** The console's one line to the server: commands that are done once, tickets that stay live, and news of the rest. */
export function createWire({ personId, locale, onChanged, onSignedOut, onRefused }: WireOptions) {
  const socket: Socket<ServerToConsole, ConsoleToServer> = io("/console", {
    auth: { protocol: protocolVersion, locale },
    transports: ["websocket", "polling"],
    reconnectionDelay: 300,
    reconnectionDelayMax: 5000,
  });
  const connection = createStore<Connection>("connecting");
  const pendings = createStore<Shown[]>([]);
  const storage = createOutboxStorage(personId);
  const waiting = new Map<string, (answered: Answered<unknown>) => void>();

  /** Silence on a line that counts as connected: a new one is made rather than waiting for the old one's heartbeat. */
  async function orRenew<T>(answered: Promise<T>): Promise<T> {
    try {
      return await answered;
    } catch (error) {
      if (socket.connected) socket.disconnect().connect();
      throw error;
    }
  }

  const outbox = createCommandOutbox({
    send: (call) => orRenew(socket.timeout(answerWithinMs).emitWithAck("command", call)),
    storage,
    onChange: (list) => pendings.set(list),
    onAnswered(pending, answered) {
      const resolve = waiting.get(pending.id);
      waiting.delete(pending.id);
      const isMessage = messageCommands.has(pending.name);
      if (resolve !== undefined) resolve(answered);
      else if (!answered.ok && !isMessage) onRefused(pending, answered.refusal.message);
      // A refused message stays where it was written; a refused act is told and forgotten.
      if (!answered.ok && !isMessage) outbox.discard(pending.id);
      if (answered.ok && !isMessage) outbox.forget(new Set([pending.id]));
    },
    newId: () => crypto.randomUUID(),
  });
  pendings.set(outbox.list());
  const stopWatching = storage.watch(() => outbox.refresh());

  const tickets = createTicketLines({
    watch: (ticketId, after) =>
      orRenew(socket.timeout(answerWithinMs).emitWithAck("watch", { ticketId, after })),
    unwatch: (ticketId) => socket.emit("unwatch", { ticketId }),
  });

  const changes = gatherChanges(onChanged);

  let wasOnline = false;
  function online() {
    connection.set("online");
    tickets.connected();
    outbox.resume();
    if (wasOnline) onChanged(null);
    wasOnline = true;
  }
  function away() {
    if (connection.get() !== "old_client") connection.set(navigator.onLine ? "reconnecting" : "offline");
    tickets.disconnected();
    outbox.pause();
  }

  socket.on("connect", online);
  socket.on("disconnect", (reason) => {
    away();
    // The server closed it on purpose; the client library does not come back from that by itself.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 500 + Math.random() * 1000);
  });
  socket.on("connect_error", (error) => {
    const code = (error as { data?: { code?: string } }).data?.code;
    if (code === "signed_out") return onSignedOut();
    if (code === "old_client") {
      connection.set("old_client");
      return socket.disconnect();
    }
    away();
    if (!socket.active) setTimeout(() => socket.connect(), 1000 + Math.random() * 2000);
  });
  socket.on("entries", ({ ticketId, entries }) => tickets.entries(ticketId, entries));
  socket.on("marks", ({ ticketId, marks }) => tickets.marks(ticketId, marks));
  socket.on("ended", ({ ticketId }) => tickets.ended(ticketId));
  socket.on("typing", ({ ticketId, by }) => tickets.typing(ticketId, by));
  socket.on("looking", ({ ticketId, people }) =>
    tickets.looking(
      ticketId,
      people.filter(({ id }) => id !== personId),
    ),
  );
  socket.on("changed", ({ topics }) => changes.add(topics));
  socket.on("leaving", ({ reconnectWithinMs }) => {
    away();
    socket.disconnect();
    setTimeout(() => socket.connect(), Math.random() * reconnectWithinMs);
  });
  // A line that is cut without a word is noticed by its silence only after half a minute; the browser knows at once.
  const noticeOffline = () => {
    socket.disconnect();
    if (connection.get() !== "old_client") connection.set("offline");
  };
  const noticeOnline = () => {
    if (connection.get() === "old_client") return;
    connection.set("reconnecting");
    socket.connect();
  };
  const leave = () => outbox.pause();
  addEventListener("offline", noticeOffline);
  addEventListener("online", noticeOnline);
  addEventListener("pagehide", leave);

  const lastTyping = new Map<string, number>();

  return {
    connection,
    /** Commands without a final answer yet, oldest first. */
    pendings,
    openTicket: tickets.open,

    /** Done once, however often the line breaks; settles with the server's word. Lanes keep order. */
    command<N extends CommandName>(
      name: N,
      input: CommandInput<N>,
      lane: string,
    ): Promise<Answered<CommandAnswer<N>>> {
      return new Promise((resolve) => {
        const id = outbox.put(name, input, lane);
        waiting.set(id, resolve as (answered: Answered<unknown>) => void);
      });
    },
    /** A message or note: shown from `pendings` until its entry has come. */
    say<N extends MessageCommand>(name: N, input: CommandInput<N>, lane: string): string {
      return outbox.put(name, input, lane);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    forget: outbox.forget,

    see(ticketId: string, seq: number) {
      if (!socket.connected) return;
      socket.emit(
        "command",
        { id: crypto.randomUUID(), name: "ticket.see", input: { ticketId, seq } },
        () => {},
      );
    },
    typing(ticketId: string) {
      const now = Date.now();
      if (!socket.connected || now - (lastTyping.get(ticketId) ?? 0) < 2000) return;
      lastTyping.set(ticketId, now);
      socket.volatile.emit("typing", { ticketId });
    },

    close() {
      outbox.pause();
      stopWatching();
      changes.stop();
      removeEventListener("offline", noticeOffline);
      removeEventListener("online", noticeOnline);
      removeEventListener("pagehide", leave);
      socket.disconnect();
      socket.removeAllListeners();
    },
  };
}

export type MessageCommand = "message.send" | "note.write" | "escalation.answer";
const messageCommands: ReadonlySet<CommandName> = new Set<MessageCommand>([
  "message.send",
  "note.write",
  "escalation.answer",
]);
