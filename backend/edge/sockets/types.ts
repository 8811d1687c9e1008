import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type {
  ConsoleToServer,
  ServerToConsole,
  ServerToWidget,
  WidgetToServer,
} from "../../contract/sockets.ts";
import type { PersonActor, ShopperActor } from "../../core/actor.ts";
import type { Asking, Doors } from "../doors.ts";

/** Kept on the socket, not on its handshake: what it said of itself when it connected. */
export interface SocketFacts<A> {
  asking: Asking;
  actor: A;
  watched: Set<string>;
}

export type WidgetNamespace = Namespace<
  WidgetToServer,
  ServerToWidget,
  DefaultEventsMap,
  SocketFacts<ShopperActor>
>;
export type WidgetSocket = Socket<
  WidgetToServer,
  ServerToWidget,
  DefaultEventsMap,
  SocketFacts<ShopperActor>
>;
export type ConsoleNamespace = Namespace<
  ConsoleToServer,
  ServerToConsole,
  DefaultEventsMap,
  SocketFacts<PersonActor>
>;
export type ConsoleSocket = Socket<
  ConsoleToServer,
  ServerToConsole,
  DefaultEventsMap,
  SocketFacts<PersonActor>
>;

export interface SocketDoors {
  doors: Doors;
  widget: WidgetNamespace;
  staff: ConsoleNamespace;
  /** Told up to where a client has read a ticket that it watches. */
  onWatched: (ticketId: string, seq: number) => void;
}
