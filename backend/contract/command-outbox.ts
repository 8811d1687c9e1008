import type { CommandInput, CommandName } from "./commands.ts";
import type { Answered, RefusalCode, WireRefusal } from "./refusals.ts";
import { systemTimers, type Timers, waitAfter } from "./timers.ts";

/** A command that was given by the person and has no final answer yet. Survives a reload in the browser's storage. */
export interface Pending {
  /** The command's id: the same at every attempt, so that the server does it once. */
  id: string;
  name: CommandName;
  input: Record<string, unknown>;
  /** Commands of one lane are sent in order: a ticket's id, or a name of one's own for a ticket that is not open yet. */
  lane: string;
  at: number;
  refusal: WireRefusal | null;
  /** The tab that is sending it now; others leave it alone until the lease is over. */
  lease: { tab: string; until: number } | null;
}

/** As it is shown. `sent`: the server has it, and its entry is about to come. */
export type Shown = Pending & { stage: "waiting" | "sending" | "sent" | "refused" };

export interface CommandOutboxOptions {
  /** Rejects when there was no answer. Must give up before `leaseMs` are over. */
  send(call: { id: string; name: CommandName; input: unknown }): Promise<Answered<unknown>>;
  /** Shared by all tabs of a browser; `load` gives a fresh list each time. */
  storage: { load(): Pending[]; save(list: Pending[]): void };
  onChange(list: Shown[]): void;
  /** Once for every final answer that this tab got. */
  onAnswered?(pending: Pending, answered: Answered<unknown>): void;
  newId(): string;
  timers?: Timers;
}

export type CommandOutbox = ReturnType<typeof createCommandOutbox>;

export const leaseMs = 20_000;

/** Nobody is at fault and the same command will do later. */
const passing: ReadonlySet<RefusalCode> = new Set(["draining", "busy", "rate_limited", "storage_full"]);
/** Nothing was decided about the command; it is tried again when the client has signed in or reloaded. */
const heldBack: ReadonlySet<RefusalCode> = new Set(["signed_out", "old_client"]);

/** Its answer names the ticket that those behind it write into. */
const opensTicket = ({ name, input }: Pending) =>
  name === "ticket.open" || (name === "claim.file" && input.ticketId === null);

/** Commands are kept until answered, sent in order within their lane, and repeated under the same id. */
export function createCommandOutbox(options: CommandOutboxOptions) {
  const { send, storage, onChange, newId, timers = systemTimers } = options;
  const tab = newId();
  const sending = new Set<string>();
  const failures = new Map<string, number>();
  const notBefore = new Map<string, number>();
  /** Answered here; kept for the eye until the timeline shows the entry. */
  let sent: Pending[] = [];
  /** Lanes that have become tickets while a screen still writes to their old name. */
  const becameTicket = new Map<string, string>();
  let isGoing = false;
  let cancelWake: (() => void) | null = null;

  const stageOf = (pending: Pending): Shown["stage"] => {
    if (pending.refusal !== null) return "refused";
    return sending.has(pending.id) || isLeasedElsewhere(pending) ? "sending" : "waiting";
  };
  const isLeasedElsewhere = ({ lease }: Pending) =>
    lease !== null && lease.tab !== tab && lease.until > timers.now();

  function list(): Shown[] {
    const stored = storage.load();
    const gone = sent.filter((each) => !stored.some(({ id }) => id === each.id));
    return [
      ...gone.map((each) => ({ ...each, stage: "sent" as const })),
      ...stored.map((each) => ({ ...each, stage: stageOf(each) })),
    ];
  }

  /** Always from what is stored now: another tab may have changed it. */
  function change(revise: (stored: Pending[]) => Pending[]) {
    storage.save(revise(storage.load()));
  }
  const changeOne = (id: string, part: Partial<Pending>) =>
    change((stored) => stored.map((each) => (each.id === id ? { ...each, ...part } : each)));

  function wakeAt(time: number) {
    cancelWake?.();
    cancelWake = timers.after(Math.max(0, time - timers.now()), () => {
      cancelWake = null;
      pump();
    });
  }

  /** Of each lane the first that may go now; when none may, the time at which to look again. */
  function pump() {
    if (!isGoing) return;
    const blocked = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    for (const pending of storage.load()) {
      if (blocked.has(pending.lane)) continue;
      if (pending.refusal !== null) {
        if (opensTicket(pending)) blocked.add(pending.lane);
        continue;
      }
      blocked.add(pending.lane);
      if (sending.has(pending.id)) continue;
      const from = isLeasedElsewhere(pending)
        ? (pending.lease?.until ?? 0)
        : (notBefore.get(pending.id) ?? 0);
      if (from > timers.now()) next = Math.min(next, from);
      else start(pending);
    }
    if (next < Number.POSITIVE_INFINITY) wakeAt(next);
    onChange(list());
  }

  function start(pending: Pending) {
    sending.add(pending.id);
    changeOne(pending.id, { lease: { tab, until: timers.now() + leaseMs } });
    const { id, name, input } = pending;
    send({ id, name, input }).then(
      (answered) => {
        sending.delete(id);
        if (answered.ok) accept(pending, answered);
        else refuseOrWait(pending, answered.refusal);
        pump();
        onChange(list());
      },
      () => {
        sending.delete(id);
        tryLater(id, null);
        pump();
      },
    );
  }

  function tryLater(id: string, waitMs: number | null) {
    const count = (failures.get(id) ?? 0) + 1;
    failures.set(id, count);
    notBefore.set(id, timers.now() + (waitMs ?? waitAfter(count, timers)));
    changeOne(id, { lease: null });
  }

  function refuseOrWait(pending: Pending, refusal: WireRefusal) {
    if (passing.has(refusal.code)) {
      const after = refusal.code === "rate_limited" ? refusal.details.retryAfterSeconds * 1000 : null;
      tryLater(pending.id, after);
    } else if (heldBack.has(refusal.code)) {
      notBefore.set(pending.id, Number.POSITIVE_INFINITY);
      changeOne(pending.id, { lease: null });
    } else {
      changeOne(pending.id, { refusal, lease: null });
      options.onAnswered?.(pending, { ok: false, refusal });
    }
  }

  function accept(pending: Pending, answered: { ok: true; answer: unknown }) {
    failures.delete(pending.id);
    notBefore.delete(pending.id);
    const ticketId = opensTicket(pending) ? (answered.answer as { ticketId: string }).ticketId : null;
    if (ticketId !== null) becameTicket.set(pending.lane, ticketId);
    change((stored) =>
      stored
        .filter((each) => each.id !== pending.id)
        .map((each) =>
          ticketId !== null && each.lane === pending.lane
            ? { ...each, lane: ticketId, input: { ...each.input, ticketId } }
            : each,
        ),
    );
    sent = [...sent, { ...pending, lane: ticketId ?? pending.lane }];
    options.onAnswered?.(pending, answered);
  }

  return {
    list,

    /**
     * Keeps the command and sends it as soon as it is its turn; gives its id. Behind a command that opens the
     * lane's ticket, `ticketId` is written as "" and filled in when it is known.
     */
    put<N extends CommandName>(name: N, input: CommandInput<N>, lane: string): string {
      const ticketId = becameTicket.get(lane);
      const fields = input as Record<string, unknown>;
      const pending: Pending = {
        id: newId(),
        name,
        input: ticketId === undefined ? fields : { ...fields, ticketId },
        lane: ticketId ?? lane,
        at: timers.now(),
        refusal: null,
        lease: null,
      };
      change((stored) => [...stored, pending]);
      pump();
      onChange(list());
      return pending.id;
    },

    /** Tries a refused command again, as a new one: the server has never done it under the old id. */
    retry(id: string) {
      change((stored) =>
        stored.map((each) => (each.id === id ? { ...each, id: newId(), refusal: null, lease: null } : each)),
      );
      pump();
      onChange(list());
    },

    /** Forgets a refused or waiting command. What was written behind an opener opens the ticket in its place. */
    discard(id: string) {
      change((stored) => {
        const gone = stored.find((each) => each.id === id);
        const rest = stored.filter((each) => each.id !== id);
        if (gone === undefined || !opensTicket(gone)) return rest;
        const heir = rest.findIndex(({ lane, name }) => lane === gone.lane && name === "message.send");
        return rest.map((each, index) => {
          if (index !== heir) return each;
          const { text, photoIds } = each.input;
          return { ...each, name: "ticket.open", input: { text, photoIds, context: gone.input.context } };
        });
      });
      pump();
      onChange(list());
    },

    /** The timeline shows these by now. */
    forget(ids: ReadonlySet<string>) {
      const kept = sent.filter((each) => !ids.has(each.id));
      if (kept.length === sent.length) return;
      sent = kept;
      onChange(list());
    },

    /** The line is there (again), or the person has signed in: everything may go at once. */
    resume() {
      isGoing = true;
      failures.clear();
      notBefore.clear();
      pump();
      onChange(list());
    },

    /** The line is gone, or the page is going: nothing is started, and other tabs may take over at once. */
    pause() {
      isGoing = false;
      cancelWake?.();
      cancelWake = null;
      change((stored) => stored.map((each) => (each.lease?.tab === tab ? { ...each, lease: null } : each)));
      onChange(list());
    },

    /** Another tab has changed what is stored. */
    refresh() {
      pump();
      onChange(list());
    },
  };
}
