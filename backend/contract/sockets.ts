import type { CommandName } from "./commands.ts";
import type { ShopperEntry, StaffEntry } from "./entries.ts";
import type { QueryName } from "./queries.ts";
import type { Answered } from "./refusals.ts";
import type { ShopperTicketView, StaffTicketView } from "./views.ts";

/** Raised when an older client can no longer be served; it is told to reload. */
export const protocolVersion = 1;

/** Up to which line each side has read, in the receiver's own count. */
export interface Marks {
  shopperSeenSeq: number;
  staffSeenSeq: number;
}

/** What a client gets when it opens a ticket or comes back: what it missed, or a fresh view if that is too much. */
export type Resumed<View, Entry> =
  | { kind: "snapshot"; view: View; marks: Marks }
  | { kind: "entries"; entries: Entry[]; head: number; marks: Marks };

export type Ack<T> = (answered: Answered<T>) => void;

interface Asking<View, Entry> {
  command: (call: { id: string; name: CommandName; input: unknown }, ack: Ack<unknown>) => void;
  query: (call: { name: QueryName; input: unknown }, ack: Ack<unknown>) => void;
  /** `after` null asks for a snapshot; a number for the entries behind it, at most `resumePage` at once. */
  watch: (call: { ticketId: string; after: number | null }, ack: Ack<Resumed<View, Entry>>) => void;
  unwatch: (call: { ticketId: string }) => void;
  /** Throttled by the client, never stored, dropped first under load. */
  typing: (call: { ticketId: string }) => void;
}

interface Telling<Entry> {
  entries: (pushed: { ticketId: string; entries: Entry[] }) => void;
  marks: (pushed: { ticketId: string; marks: Marks }) => void;
  /** Something that is not an entry has changed: fetch it again. */
  changed: (pushed: { topics: string[] }) => void;
  /** The right to watch this ticket has ended. */
  ended: (pushed: { ticketId: string }) => void;
  /** The node is going down: reconnect after this many milliseconds, spread by the client. */
  leaving: (pushed: { reconnectWithinMs: number }) => void;
}

export type WidgetToServer = Asking<ShopperTicketView, ShopperEntry>;
export interface ServerToWidget extends Telling<ShopperEntry> {
  typing: (pushed: { ticketId: string; name: string }) => void;
}

export type ConsoleToServer = Asking<StaffTicketView, StaffEntry>;
export interface ServerToConsole extends Telling<StaffEntry> {
  /** Who else has this ticket open, and who of all (the shopper too) is typing right now. */
  typing: (pushed: {
    ticketId: string;
    by: { kind: "shopper" | "staff"; id: string | null; name: string };
  }) => void;
  looking: (pushed: { ticketId: string; people: { id: string; name: string }[] }) => void;
}

/** A client that missed more entries than this gets a snapshot instead. */
export const resumePage = 200;

/** Topics of `changed`. */
export const topic = {
  queues: "queues",
  case: (ticketId: string) => `case:${ticketId}`,
  headroom: (orderId: string) => `headroom:${orderId}`,
  /** One person's day budget has moved. */
  budget: (personId: string) => `budget:${personId}`,
  policy: (storefrontId: string) => `policy:${storefrontId}`,
  /** A replay or a frontier has gone on, or ended. */
  run: (runId: string) => `run:${runId}`,
  approvals: "approvals",
  payouts: "payouts",
  staff: "staff",
  storefronts: "storefronts",
  /** Of one shopper: a ticket was added or moved to them. */
  home: (shopperId: string) => `home:${shopperId}`,
} as const;
