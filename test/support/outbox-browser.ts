import {
  type CommandOutbox,
  createCommandOutbox,
  type Pending,
  type Shown,
} from "../../backend/contract/command-outbox.ts";
import type { Answered, WireRefusal } from "../../backend/contract/refusals.ts";
import { manualTimers, settle } from "./manual-timers.ts";

interface Call {
  id: string;
  name: string;
  input: Record<string, unknown>;
  from: number;
  resolve: (answered: Answered<unknown>) => void;
  reject: (error: Error) => void;
}

/** One browser with its storage, any number of tabs, and a server that does each id once. */
export function makeBrowser() {
  const clock = manualTimers();
  let stored = "[]";
  let ids = 0;
  let calls: Call[] = [];
  const done = new Map<string, { name: string; input: Record<string, unknown> }>();
  const answered: { id: string; ok: boolean }[] = [];
  let tabs = 0;

  function openTab(): { outbox: CommandOutbox; shown: () => Shown[] } {
    const number = tabs++;
    let shown: Shown[] = [];
    const outbox = createCommandOutbox({
      timers: clock.timers,
      newId: () => `id${++ids}`,
      storage: {
        load: () => JSON.parse(stored) as Pending[],
        save: (list) => {
          stored = JSON.stringify(list);
        },
      },
      send: ({ id, name, input }) =>
        new Promise((resolve, reject) =>
          calls.push({ id, name, input: input as Record<string, unknown>, from: number, resolve, reject }),
        ),
      onChange(list) {
        shown = list;
      },
      onAnswered: ({ id }, { ok }) => answered.push({ id, ok }),
    });
    return { outbox, shown: () => shown };
  }

  const take = (index: number) => {
    const call = calls[index];
    calls = calls.filter((each) => each !== call);
    return call;
  };

  return {
    clock,
    openTab,
    done,
    answered,
    calls: () => calls,
    stored: () => JSON.parse(stored) as Pending[],
    /** The server does it (once per id) and the answer arrives. */
    async serve(index = 0, arrives = true) {
      const call = take(index);
      if (call === undefined) return;
      if (!done.has(call.id)) done.set(call.id, { name: call.name, input: call.input });
      const answer = call.name === "ticket.open" ? { ticketId: "T", seq: 1 } : { seq: 1 };
      if (arrives) call.resolve({ ok: true, answer });
      else call.reject(new Error("the line went dead"));
      await settle();
    },
    async fail(index = 0) {
      take(index)?.reject(new Error("the line is dead"));
      await settle();
    },
    async refuse(refusal: WireRefusal, index = 0) {
      take(index)?.resolve({ ok: false, refusal });
      await settle();
    },
  };
}

export const refusal = (code: "malformed" | "busy" | "signed_out"): WireRefusal =>
  code === "malformed"
    ? { code, details: { issues: [] }, message: "malformed" }
    : { code, details: {}, message: code };

export const message = (text: string, ticketId = "A") => ({ ticketId, text, photoIds: [] });
