import { io, type Socket } from "socket.io-client";
import type { CommandName } from "../../backend/contract/commands.ts";
import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import type { Answered, RefusalCode } from "../../backend/contract/refusals.ts";
import { type Marks, protocolVersion, type Resumed } from "../../backend/contract/sockets.ts";
import type { Chance } from "./chance.ts";
import type { Tally } from "./tally.ts";

interface LineOptions {
  url: string;
  namespace: "/widget" | "/console";
  auth: Record<string, unknown>;
  headers: Record<string, string>;
  transports: ("websocket" | "polling")[];
  chance: Chance;
  tally: Tally;
  /** The share of acknowledgements of commands that are lost on purpose. */
  ackLoss: number;
  /** How long an answer is waited for before the line counts as dead. */
  patienceMs: number;
  onConnect(): void;
  onDisconnect(): void;
  /** The door was shut for a reason that trying again does not mend. */
  onRefused(code: RefusalCode): void;
  onEntries(ticketId: string, entries: never[]): void;
  onMarks(ticketId: string, marks: Marks): void;
  onEnded(ticketId: string): void;
}

/** The share of pushes that come twice on purpose: a node that sends what another has sent already is within its rights. */
const doubledShare = 0.05;

/** What a client remembers of its line, to be read where something went wrong. */
const diaryLines = 40;

export class Refused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(`refused as ${code}`);
    this.code = code;
  }
}

/**
 * A client's connection as widget and console keep theirs (widget/chat/line.ts, agent-console/wire/wire.ts): comes
 * back by itself, gives up a line that is silent, goes when it is told that its node leaves.
 */
export function openLine(options: LineOptions) {
  const { chance, tally } = options;
  const socket: Socket = io(`${options.url}${options.namespace}`, {
    forceNew: true,
    autoConnect: false,
    transports: options.transports,
    reconnectionDelay: 300,
    reconnectionDelayMax: 5000,
    auth: { ...options.auth, protocol: protocolVersion, locale: "en" },
    extraHeaders: options.headers,
  });
  let isClosed = false;
  let isAsleep = false;
  let connectedAt = 0;
  const diary: { at: number; what: string }[] = [];
  const note = (what: string) => {
    diary.push({ at: Date.now(), what });
    if (diary.length > diaryLines) diary.shift();
  };
  const timers = new Set<NodeJS.Timeout>();

  function after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!isClosed && !isAsleep) run();
    }, ms);
    timers.add(timer);
  }
  const reconnect = () => {
    if (!isClosed && !isAsleep) socket.disconnect().connect();
  };

  socket.on("connect", () => {
    tally.connects += 1;
    connectedAt = Date.now();
    note(`connected by ${socket.io.engine.transport.name}`);
    options.onConnect();
  });
  socket.on("disconnect", (reason) => {
    note(`disconnected: ${reason}`);
    options.onDisconnect();
    if (reason === "io server disconnect") after(300 + 700 * chance.next(), reconnect);
  });
  socket.on("connect_error", (error: Error & { data?: { code?: RefusalCode } }) => {
    options.onDisconnect();
    const code = error.data?.code;
    note(`not let in: ${code ?? error.message}`);
    if (code === undefined) return;
    if (code === "draining" || code === "busy") after(1000 + 2000 * chance.next(), reconnect);
    else options.onRefused(code);
  });
  socket.on("entries", ({ ticketId, entries }) => {
    options.onEntries(ticketId, entries);
    if (chance.next() >= doubledShare) return;
    tally.pushesDoubled += 1;
    options.onEntries(ticketId, entries);
  });
  socket.on("marks", ({ ticketId, marks }) => options.onMarks(ticketId, marks));
  socket.on("ended", ({ ticketId }) => options.onEnded(ticketId));
  socket.on("leaving", ({ reconnectWithinMs }) => {
    note("its node leaves");
    after(reconnectWithinMs * chance.next(), reconnect);
  });

  function asked<T>(event: string, call: unknown): Promise<Answered<T>> {
    return new Promise((resolve, reject) => {
      if (!socket.connected) return reject(new Error("no connection"));
      socket.timeout(options.patienceMs).emit(event, call, (error: Error | null, answered: Answered<T>) => {
        if (error === null) return resolve(answered);
        if (socket.connected) {
          tally.silences += 1;
          note(`no answer to ${event}`);
          reconnect();
        }
        reject(error);
      });
    });
  }
  const orThrow = <T>(answered: Answered<T>): T => {
    if (!answered.ok) throw new Refused(answered.refusal.code);
    return answered.answer;
  };

  return {
    diary,
    connect: () => socket.connect(),
    isConnected: () => socket.connected,
    /** Since when this very connection stands; 0 while there is none. */
    connectedSince: () => (socket.connected ? connectedAt : 0),

    /** For the outbox. Some acknowledgements get lost on their way here: done there, unheard of here. */
    async send(call: { id: string; name: CommandName; input: unknown }): Promise<Answered<unknown>> {
      const isLost = chance.is(options.ackLoss);
      tally.sends += 1;
      const answered = await asked<unknown>("command", call);
      if (!isLost) return answered;
      if (answered.ok) tally.acksLost += 1;
      throw new Error("the acknowledgement was lost on purpose");
    },

    async query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryAnswer<N>> {
      return orThrow(await asked<QueryAnswer<N>>("query", { name, input }));
    },

    async watch<View, Entry>(ticketId: string, after: number | null): Promise<Resumed<View, Entry>> {
      const resumed = orThrow(await asked<Resumed<View, Entry>>("watch", { ticketId, after }));
      if (resumed.kind === "snapshot") tally.snapshots += 1;
      else tally.resumes += 1;
      return resumed;
    },

    unwatch(ticketId: string) {
      if (socket.connected) socket.emit("unwatch", { ticketId });
    },

    typing(ticketId: string) {
      if (socket.connected) socket.volatile.emit("typing", { ticketId });
    },

    /** The tab is put to sleep: it says nothing, and hears nothing. */
    sleep(ms: number) {
      if (isAsleep || isClosed) return;
      isAsleep = true;
      note(`asleep for ${Math.round(ms)} ms`);
      socket.disconnect();
      const timer = setTimeout(() => {
        timers.delete(timer);
        isAsleep = false;
        if (!isClosed) socket.connect();
      }, ms);
      timers.add(timer);
    },

    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      socket.disconnect();
      socket.removeAllListeners();
    },
  };
}
