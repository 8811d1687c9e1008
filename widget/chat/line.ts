import { WebSocket as WebSocketTransport } from "engine.io-client";
import { io, type Socket } from "socket.io-client";
import type { CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { ShopperEntry } from "../../backend/contract/entries.ts";
import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import type { Answered, RefusalCode } from "../../backend/contract/refusals.ts";
import {
  type Marks,
  protocolVersion,
  type Resumed,
  type ServerToWidget,
  type WidgetToServer,
} from "../../backend/contract/sockets.ts";
import type { ShopperTicketView } from "../../backend/contract/views.ts";
import { Refused } from "./session.ts";

const answerWithinMs = 10_000;

export interface LineOptions {
  origin: string;
  key: string;
  locale: string;
  bearer(): string | null;
  onConnect(): void;
  /** `backWithinMs`: above 0 where the node left on purpose and said when to come back. */
  onDisconnect(backWithinMs: number): void;
  /** The door was shut for a reason that trying again does not mend. */
  onRefused(code: RefusalCode): void;
  onEntries(ticketId: string, entries: ShopperEntry[]): void;
  onMarks(ticketId: string, marks: Marks): void;
  onTyping(ticketId: string, name: string): void;
  onEnded(ticketId: string): void;
  onChanged(): void;
}

export type Line = ReturnType<typeof openLine>;

/** The one connection of this page to the helpdesk. */
export function openLine(options: LineOptions) {
  const socket: Socket<ServerToWidget, WidgetToServer> = io(`${options.origin}/widget`, {
    autoConnect: false,
    transports: [WebSocketTransport],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8000,
    auth: (give) =>
      give({ bearer: options.bearer(), key: options.key, protocol: protocolVersion, locale: options.locale }),
  });

  let failures = 0;

  let backWithinMs = 0;
  let returning: ReturnType<typeof setTimeout> | undefined;

  function reconnect() {
    clearTimeout(returning);
    returning = undefined;
    socket.disconnect().connect();
  }

  /** The first word counts: a node that leaves says when to come back, and cuts the line a moment later. */
  function comeBackWithin(ms: number) {
    returning ??= setTimeout(reconnect, ms * (0.1 + 0.9 * Math.random()));
  }

  /** Some offices let no WebSocket through: what they need instead is fetched when it turns out to be needed. */
  async function allowPolling() {
    failures += 1;
    if (failures < 2 || socket.io.opts.transports?.length === 2 || !navigator.onLine) return;
    try {
      const { XHR } = await import("engine.io-client/polling");
      socket.io.opts.transports = [WebSocketTransport, XHR];
    } catch {
      // The line is down altogether: asked for again at the next failure.
    }
  }

  socket.on("connect", () => {
    backWithinMs = 0;
    options.onConnect();
  });
  socket.on("disconnect", (reason) => {
    options.onDisconnect(backWithinMs);
    // Socket.IO takes a server's word for final; ours only means "come in again".
    if (reason === "io server disconnect") comeBackWithin(1000);
  });
  socket.on("connect_error", (error: Error & { data?: { code?: RefusalCode } }) => {
    options.onDisconnect(backWithinMs);
    const code = error.data?.code;
    if (code === undefined) return void allowPolling();
    // A refusal at the door is not repeated by Socket.IO itself.
    if (code === "draining" || code === "busy") comeBackWithin(3000);
    else options.onRefused(code);
  });
  socket.on("entries", ({ ticketId, entries }) => options.onEntries(ticketId, entries));
  socket.on("marks", ({ ticketId, marks }) => options.onMarks(ticketId, marks));
  socket.on("typing", ({ ticketId, name }) => options.onTyping(ticketId, name));
  socket.on("ended", ({ ticketId }) => options.onEnded(ticketId));
  socket.on("changed", options.onChanged);
  socket.on("leaving", ({ reconnectWithinMs }) => {
    backWithinMs = reconnectWithinMs;
    comeBackWithin(backWithinMs);
  });
  addEventListener("online", () => socket.active && reconnect());

  function answered<T>(send: (ack: (error: Error | null, answer: Answered<T>) => void) => void) {
    return new Promise<Answered<T>>((resolve, reject) => {
      if (!socket.connected) {
        reject(new Error("no connection"));
        return;
      }
      send((error, answer) => {
        if (error === null) return resolve(answer);
        // Silence on a line that counts as connected: make a new one rather than wait for its heartbeat.
        if (socket.connected) reconnect();
        reject(error);
      });
    });
  }
  /** Holds for one emit: Socket.IO forgets it with each. */
  const patient = () => socket.timeout(answerWithinMs);
  const orThrow = <T>(answer: Answered<T>): T => {
    if (!answer.ok) throw new Refused(answer.refusal);
    return answer.answer;
  };

  return {
    connect: () => socket.connect(),
    reconnect,
    /** Nothing is heard any more until `reconnect`. */
    leave: () => socket.disconnect(),
    isConnected: () => socket.connected,

    /** For the outbox: refusals are answers. */
    send: (call: { id: string; name: CommandName; input: unknown }) =>
      answered<unknown>((ack) => patient().emit("command", call, ack)),

    /** Throws `Refused`, or an Error when there was no answer. */
    async command<N extends CommandName>(id: string, name: N, input: CommandInput<N>): Promise<unknown> {
      return orThrow(await answered<unknown>((ack) => patient().emit("command", { id, name, input }, ack)));
    },

    /** As `command`. */
    async query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryAnswer<N>> {
      const answer = await answered<unknown>((ack) => patient().emit("query", { name, input }, ack));
      return orThrow(answer) as QueryAnswer<N>;
    },

    /** As `command`. */
    async watch(ticketId: string, after: number | null): Promise<Resumed<ShopperTicketView, ShopperEntry>> {
      return orThrow(
        await answered<Resumed<ShopperTicketView, ShopperEntry>>((ack) =>
          patient().emit("watch", { ticketId, after }, ack),
        ),
      );
    },

    typing(ticketId: string) {
      if (socket.connected) socket.volatile.emit("typing", { ticketId });
    },
  };
}
