import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import {
  type CommandOutbox,
  createCommandOutbox,
  type Pending,
} from "../../backend/contract/command-outbox.ts";
import type { CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { LiveState } from "../../backend/contract/live-ticket.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import { systemTimers, type Timers } from "../../backend/contract/timers.ts";
import { newId } from "../../backend/core/ids.ts";
import type { Chance } from "./chance.ts";
import { createLive, type Entry, type Live, type View } from "./held-ticket.ts";
import { type Ledger, wordsOf } from "./ledger.ts";
import { openLine, Refused } from "./line.ts";
import { clientHeader } from "./nginx.ts";
import type { Tally } from "./tally.ts";

/** What is taken out of the clients, to show that the run notices. */
export type Sabotage = "none" | "ids of their own for retries" | "apply whatever comes";

export interface Surroundings {
  url: string;
  ledger: Ledger;
  tally: Tally;
  ackLoss: number;
  patienceMs: number;
  sabotage: Sabotage;
}

export interface ClientOptions {
  name: string;
  kind: "shopper" | "staff" | "department";
  auth: Record<string, unknown>;
  headers: Record<string, string>;
  transports: ("websocket" | "polling")[];
  chance: Chance;
  /** Everything it is shown is kept, to be judged afterwards. */
  isObserved: boolean;
  onAnswered?(pending: Pending, answered: Answered<unknown>): void;
}

export interface Held {
  ticketId: string;
  live: Live;
  state: LiveState<View>;
}

export type Client = ReturnType<typeof createClient>;

/** Nothing is dropped from the tail, so that at the end the whole of it can be compared. */
const whole = Number.POSITIVE_INFINITY;

/** A browser with its storage, its line, its outbox and the tickets it has open: the product's own client halves. */
export function createClient(options: ClientOptions, around: Surroundings) {
  const { name, kind, chance } = options;
  const { ledger, tally } = around;
  const timers: Timers = { ...systemTimers, random: chance.next };
  const held = new Map<string, Held>();
  let stored: string = "[]";
  let saidCount = 0;
  let shutOutAt: number | null = null;

  const line = openLine({
    ...around,
    ...options,
    headers: { ...options.headers, [clientHeader]: name },
    namespace: kind === "shopper" ? "/widget" : "/console",
    onConnect() {
      for (const { live } of held.values()) live.connectionBack();
      outbox.resume();
    },
    onDisconnect() {
      for (const { live } of held.values()) live.connectionLost();
      outbox.pause();
    },
    onRefused(code) {
      shutOutAt ??= Date.now();
      if (code !== "signed_out") ledger.fault(`${name} was refused at the door as ${code}`);
    },
    onEntries(ticketId, entries: Entry[]) {
      look(ticketId, entries);
      held.get(ticketId)?.live.receive(entries);
    },
    onMarks: (ticketId, marks) => held.get(ticketId)?.live.marks(marks),
    onEnded: (ticketId) => held.get(ticketId)?.live.ended(),
  });

  let outbox = openOutbox();

  function openOutbox(): CommandOutbox {
    return createCommandOutbox({
      newId,
      timers,
      storage: {
        load: () => JSON.parse(stored) as Pending[],
        save: (list) => {
          stored = JSON.stringify(list);
        },
      },
      send: (call) =>
        line.send(around.sabotage === "ids of their own for retries" ? { ...call, id: newId() } : call),
      onChange: () => undefined,
      onAnswered(pending, answered) {
        const words = wordsOf({ body: pending.input });
        if (answered.ok) {
          tally.acknowledged += 1;
          const opened = answered.answer as { ticketId?: string };
          const { ticketId } = pending.input;
          const at = opened.ticketId ?? (typeof ticketId === "string" ? ticketId : null);
          if (words !== null) ledger.acknowledged(words, at);
        } else {
          const { code } = answered.refusal;
          if (words !== null) ledger.refused(words, code);
          tally.refused[code] = (tally.refused[code] ?? 0) + 1;
          outbox.discard(pending.id);
        }
        outbox.forget(new Set([pending.id]));
        options.onAnswered?.(pending, answered);
      },
    });
  }

  /** What reaches this screen, whether it asked for it or not. */
  function look(ticketId: string, entries: readonly Entry[]): void {
    if (kind === "shopper") {
      if (!held.has(ticketId)) ledger.fault(`${name} was sent a line of a ticket that is not theirs`);
      const inner = entries.find((entry) => JSON.stringify(entry).includes("inner:"));
      if (inner !== undefined) ledger.fault(`${name}, a shopper, was sent an inner line`);
    }
    if (!options.isObserved) return;
    const at = Date.now();
    for (const entry of entries) ledger.shown(name, { ticketId, seq: entry.seq, words: wordsOf(entry), at });
  }

  function apply(view: View, entry: Entry): View {
    if (entry.seq !== view.seq + 1) ledger.fault(`${name} applied line ${entry.seq} after ${view.seq}`);
    tally.applied += 1;
    ledger.applied(name, wordsOf(entry), line.connectedSince());
    return kind === "shopper"
      ? (applyShopperEntry(view as never, entry as never, whole) as View)
      : (applyStaffEntry(view as never, entry as never, whole) as View);
  }

  return {
    name,
    kind,
    line,
    held,
    connect: line.connect,
    isShutOut: () => shutOutAt !== null,
    pending: (): Pending[] => JSON.parse(stored) as Pending[],

    /** A line with words of its own, given to the outbox. */
    say(command: "message.send" | "note.write" | "ticket.open", ticketId: string, lane = ticketId): string {
      const isInner = command === "note.write";
      const words = ledger.put(name, ++saidCount, isInner, ticketId === "" ? null : ticketId);
      const input = { text: words, photoIds: [], ...(command === "ticket.open" ? {} : { ticketId }) };
      return outbox.put(command, input as CommandInput<typeof command>, lane);
    },

    /** Words for a command that carries them by another name. */
    words: (ticketId: string, isInner: boolean): string => ledger.put(name, ++saidCount, isInner, ticketId),

    put: <N extends CommandName>(command: N, input: CommandInput<N>, lane: string) =>
      outbox.put(command, input, lane),

    hold(ticketId: string): void {
      if (held.has(ticketId)) return;
      const live: Live = createLive(
        {
          ticketId,
          timers,
          apply,
          async watch(after) {
            try {
              const resumed = await line.watch<View, Entry>(ticketId, after);
              look(ticketId, resumed.kind === "snapshot" ? resumed.view.entries : resumed.entries);
              return resumed;
            } catch (error) {
              if (error instanceof Refused && error.code === "not_found") live.ended();
              throw error;
            }
          },
          onChange(state) {
            each.state = state;
          },
        },
        around.sabotage === "apply whatever comes",
      );
      const nothing = {
        view: null,
        marks: { shopperSeenSeq: 0, staffSeenSeq: 0 },
        status: "loading" as const,
      };
      const each: Held = { ticketId, live, state: nothing };
      held.set(ticketId, each);
      if (line.isConnected()) live.open();
    },

    release(ticketId: string): void {
      held.get(ticketId)?.live.close();
      held.delete(ticketId);
      line.unwatch(ticketId);
    },

    /** The page is loaded anew: what the outbox has stored is all that is left of it. */
    reload(): void {
      const open = [...held.keys()];
      outbox.pause();
      for (const { live } of held.values()) live.close();
      held.clear();
      outbox = openOutbox();
      for (const ticketId of open) this.hold(ticketId);
      if (line.isConnected()) outbox.resume();
    },

    close(): void {
      outbox.pause();
      for (const { live } of held.values()) live.close();
      line.close();
    },
  };
}
