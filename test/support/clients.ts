import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import type { CommandName } from "../../backend/contract/commands.ts";
import type { ShopperEntry, StaffEntry } from "../../backend/contract/entries.ts";
import type { QueryName } from "../../backend/contract/queries.ts";
import type { Answered, RefusalCode } from "../../backend/contract/refusals.ts";
import {
  type ConsoleToServer,
  protocolVersion,
  type Resumed,
  type ServerToConsole,
  type ServerToWidget,
  type WidgetToServer,
} from "../../backend/contract/sockets.ts";
import type { ShopperTicketView, StaffTicketView } from "../../backend/contract/views.ts";
import { newId } from "../../backend/core/ids.ts";

export type ConsoleClient = Socket<ServerToConsole, ConsoleToServer>;
export type WidgetClient = Socket<ServerToWidget, WidgetToServer>;
export type Client = ConsoleClient | WidgetClient;

const patienceMs = 20_000;

/** Connections of their own, that come back only when told to: what a test cuts stays cut. */
const plain: Partial<ManagerOptions & SocketOptions> = {
  transports: ["websocket"],
  forceNew: true,
  reconnection: false,
};

/** A console's socket with the cookie of a session. */
export const consoleAt = (
  url: string,
  token: string,
  more: { protocol?: number; origin?: string } = {},
): ConsoleClient =>
  io(`${url}/console`, {
    ...plain,
    auth: { protocol: more.protocol ?? protocolVersion, locale: "en" },
    extraHeaders: {
      cookie: `frontline_session=${token}`,
      ...(more.origin === undefined ? {} : { origin: more.origin }),
    },
  });

/** A widget's socket with a shopper's bearer, as from a page of `origin`. */
export const widgetAt = (
  url: string,
  bearer: string,
  more: { protocol?: number; origin?: string } = {},
): WidgetClient =>
  io(`${url}/widget`, {
    ...plain,
    auth: { protocol: more.protocol ?? protocolVersion, locale: "en", bearer },
    ...(more.origin === undefined ? {} : { extraHeaders: { origin: more.origin } }),
  });

/** The code with which the door was kept shut, or null where it opened. */
export function knock(client: Client): Promise<RefusalCode | null> {
  return new Promise((resolve, reject) => {
    const socket = client as Socket;
    socket.once("connect", () => resolve(null));
    socket.once("connect_error", (error: Error & { data?: { code?: RefusalCode } }) =>
      error.data?.code === undefined ? reject(error) : resolve(error.data.code),
    );
  });
}

export async function connected<C extends Client>(client: C): Promise<C> {
  const refused = await knock(client);
  if (refused !== null) throw new Error(`refused as ${refused}`);
  return client;
}

/** Sends a command and waits for its answer; the same `id` again is the same command. */
export function send<A = unknown>(
  client: Client,
  name: CommandName,
  input: unknown,
  id = newId(),
): Promise<Answered<A>> {
  return (client as Socket).timeout(patienceMs).emitWithAck("command", { id, name, input });
}

export function ask<A = unknown>(client: Client, name: QueryName, input: unknown = {}): Promise<Answered<A>> {
  return (client as Socket).timeout(patienceMs).emitWithAck("query", { name, input });
}

export function watchAs<C extends Client>(
  client: C,
  ticketId: string,
  after: number | null,
): Promise<
  Answered<
    C extends WidgetClient ? Resumed<ShopperTicketView, ShopperEntry> : Resumed<StaffTicketView, StaffEntry>
  >
> {
  return (client as Socket).timeout(patienceMs).emitWithAck("watch", { ticketId, after });
}

export function answerOf<A>(answered: Answered<A>): A {
  if (!answered.ok) throw new Error(`refused as ${answered.refusal.code}`);
  return answered.answer;
}

export const codeOf = (answered: Answered<unknown>): RefusalCode | "done" =>
  answered.ok ? "done" : answered.refusal.code;

/** Resolves when what `find` looks for among the events so far, or to come, is there. */
export function collect<T>(client: Client, event: string) {
  const seen: T[] = [];
  const waiting = new Set<() => void>();
  (client as Socket).on(event, (value: T) => {
    seen.push(value);
    for (const look of waiting) look();
  });
  return {
    seen,
    until(find: (seen: readonly T[]) => boolean): Promise<T[]> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${event} did not come; so far ${JSON.stringify(seen).slice(0, 500)}`));
        }, patienceMs);
        function look() {
          if (!find(seen)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve([...seen]);
        }
        waiting.add(look);
        look();
      });
    },
  };
}
