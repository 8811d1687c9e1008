import type { EntryKind, VisibleStaffEntry } from "../contract/entries.ts";
import type { TicketRow } from "./tables.ts";

type EntryOf<K extends EntryKind> = Extract<VisibleStaffEntry, { kind: K }>;
type Effects = {
  [K in EntryKind]?: (ticket: TicketRow, entry: EntryOf<K>) => Partial<TicketRow>;
};

const previewLength = 120;
/** Not cut through the middle of a character: emoji are two. */
const beginning = (text: string) => text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, "");

/** Since when one side waits: unbroken while the turn stays on the same side. */
function turn(ticket: TicketRow, waitingFor: TicketRow["waitingFor"], at: number): Partial<TicketRow> {
  const isNew = ticket.waitingFor !== waitingFor || ticket.seq <= 1;
  return { waitingFor, waitingSince: isNew ? at : ticket.waitingSince };
}

/** What the ticket's row becomes by an entry. Must say the same as contract/apply-staff-entry does for the view. */
const effects: Effects = {
  "message.sent": (ticket, { at, by, body }) => ({
    preview: beginning(body.text) || "[photo]",
    ...turn(ticket, by.kind === "shopper" ? "us" : "shopper", at),
  }),
  "claim.filed": (ticket, { at, body }) => ({
    preview: beginning(body.words || body.lines.map((line) => line.title).join(", ")),
    ...turn(ticket, "us", at),
  }),
  "shopper.identified": (_ticket, { body }) => ({
    shopperName: body.name,
    shopperEmail: body.email,
  }),
  "order.attached": (_ticket, { body }) => ({
    orderId: body.orderId,
    orderNumber: body.orderNumber,
    assurance: body.assurance,
  }),
  "ticket.assigned": (_ticket, { body }) => ({
    assigneeId: body.assigneeId,
    assigneeName: body.assigneeName,
  }),
  "ticket.resolved": (_ticket, { at }) => ({
    status: "resolved",
    resolvedAt: at,
  }),
  "ticket.reopened": (_ticket, { at }) => ({
    status: "open",
    resolvedAt: null,
    waitingFor: "us",
    waitingSince: at,
  }),
  "ticket.rated": (_ticket, { body }) => ({
    ratingScore: body.score,
    ratingWords: body.words,
  }),
};

/** What an entry moves on its ticket's row. */
export function effectOf(ticket: TicketRow, entry: VisibleStaffEntry): Partial<TicketRow> {
  const effect = effects[entry.kind] as
    | ((t: TicketRow, e: VisibleStaffEntry) => Partial<TicketRow>)
    | undefined;
  return effect?.(ticket, entry) ?? {};
}
