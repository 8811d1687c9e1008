import type { EntryKind, VisibleStaffEntry } from "../contract/entries.ts";
import type { TicketRow } from "./tables.ts";

type EntryOf<K extends EntryKind> = Extract<VisibleStaffEntry, { kind: K }>;
type Effects = {
  [K in EntryKind]?: (ticket: TicketRow, entry: EntryOf<K>) => void;
};

const previewLength = 120;
/** Not cut through the middle of a character: emoji are two. */
const beginning = (text: string) => text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, "");

/** Since when one side waits: unbroken while the turn stays on the same side. */
function turn(ticket: TicketRow, waitingFor: TicketRow["waitingFor"], at: number): void {
  if (ticket.waitingFor !== waitingFor || ticket.seq <= 1) ticket.waitingSince = at;
  ticket.waitingFor = waitingFor;
}

/** What the ticket's row becomes by an entry. Must say the same as contract/apply-staff-entry does for the view. */
const effects: Effects = {
  "message.sent": (ticket, { at, by, body }) => {
    ticket.preview = beginning(body.text) || "[photo]";
    turn(ticket, by.kind === "shopper" ? "us" : "shopper", at);
  },
  "claim.filed": (ticket, { at, body }) => {
    ticket.preview = beginning(body.words || body.lines.map((line) => line.title).join(", "));
    turn(ticket, "us", at);
  },
  "shopper.identified": (ticket, { body }) => {
    ticket.shopperName = body.name;
    ticket.shopperEmail = body.email;
  },
  "order.attached": (ticket, { body }) => {
    ticket.orderId = body.orderId;
    ticket.orderNumber = body.orderNumber;
    ticket.assurance = body.assurance;
  },
  "ticket.assigned": (ticket, { body }) => {
    ticket.assigneeId = body.assigneeId;
    ticket.assigneeName = body.assigneeName;
  },
  "ticket.resolved": (ticket, { at }) => {
    ticket.status = "resolved";
    ticket.resolvedAt = at;
  },
  "ticket.reopened": (ticket, { at }) => {
    ticket.status = "open";
    ticket.resolvedAt = null;
    ticket.waitingFor = "us";
    ticket.waitingSince = at;
  },
  "ticket.rated": (ticket, { body }) => {
    ticket.ratingScore = body.score;
    ticket.ratingWords = body.words;
  },
};

/** Moves on the ticket's row, a copy that is the caller's own, by its next entry; its numbers are counted elsewhere. */
export function moveOn(ticket: TicketRow, entry: VisibleStaffEntry): void {
  const effect = effects[entry.kind] as ((t: TicketRow, e: VisibleStaffEntry) => void) | undefined;
  effect?.(ticket, entry);
}
