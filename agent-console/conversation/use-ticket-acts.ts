import type { RefObject } from "react";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { type Act, useActs } from "../keys/acts.tsx";
import { isDepartment } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useCommand } from "../wire/use-command.ts";
import type { ComposerHandle } from "./composer.tsx";

interface Options {
  ticketId: string;
  view: StaffTicketView | null;
  composer: RefObject<ComposerHandle | null>;
  onAssign(): void;
  onEscalate(): void;
}

/** What a person does with a ticket besides writing, each with its key. */
export function useTicketActs({ ticketId, view, composer, onAssign, onEscalate }: Options) {
  const { t } = useLanguage();
  const me = useMe();
  const { run, isRunning } = useCommand();
  const assign = (assigneeId: string | null) => void run("ticket.assign", { ticketId, assigneeId }, ticketId);
  const toggleResolved = () =>
    void run(view?.status === "resolved" ? "ticket.reopen" : "ticket.resolve", { ticketId }, ticketId);

  const ofTicket = (id: string, title: string, keys: string, run: () => void): Act => ({
    id: `ticket.${id}`,
    title,
    keys,
    group: "ticket",
    run,
  });
  const note = ofTicket("note", t.keys.note, "n", () => composer.current?.focus("note"));
  const acts = isDepartment(me)
    ? [note, ofTicket("answer", t.keys.answer, "r", () => composer.current?.focus("answer"))]
    : [
        ofTicket("reply", t.keys.reply, "r", () => composer.current?.focus("reply")),
        note,
        ofTicket("assign", t.keys.assignToMe, "a", () => assign(me.personId)),
        ofTicket("assignTo", t.keys.assignTo, "shift+a", onAssign),
        ofTicket("resolve", t.keys.resolve, "e", toggleResolved),
        ofTicket("escalate", t.keys.escalate, "x", onEscalate),
      ];
  useActs(view === null ? [] : acts);
  return { assign, toggleResolved, isRunning };
}
export type TicketActs = ReturnType<typeof useTicketActs>;
