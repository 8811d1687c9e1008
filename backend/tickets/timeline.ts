import type { Author, EntryKind, StaffBody, VisibleStaffEntry } from "../contract/entries.ts";
import { isPublic } from "../contract/project-entry.ts";
import { insert, replace, type Write } from "../core/database/writes.ts";
import type { Notice } from "../core/notices.ts";
import { moveOn } from "./rules.ts";
import { type EntryRow, entries, type TicketRow, tickets } from "./tables.ts";

/** A fact that a command adds to a ticket. */
export type Draft = {
  [K in EntryKind]: { kind: K; body: StaffBody<K>; by: Author };
}[EntryKind];

export interface Appended {
  ticket: TicketRow;
  entries: VisibleStaffEntry[];
  writes: Write[];
  tell: Notice[];
}

/**
 * Gives the drafts the ticket's next numbers and says what the ticket becomes by them. The ticket must be locked.
 * `set` is for facts that other rooms write down on the ticket (open payouts, invited departments).
 */
export function append(
  ticket: TicketRow,
  drafts: Draft[],
  now: number,
  set: Partial<TicketRow> = {},
): Appended {
  // One copy, grown entry by entry. Assigned, not spread one behind the other: V8 takes a microsecond for every name that a
  // second spread adds.
  const after: TicketRow = Object.assign({ ...ticket }, set);
  const added: VisibleStaffEntry[] = [];
  for (const { kind, body, by } of drafts) {
    const publicSeq = isPublic(kind) ? after.publicSeq + 1 : null;
    const seq = after.seq + 1;
    const entry = { ticketId: ticket.id, seq, publicSeq, at: now, kind, body, by } as VisibleStaffEntry;
    moveOn(after, entry);
    after.seq = seq;
    after.publicSeq = publicSeq ?? after.publicSeq;
    after.lastAt = now;
    added.push(entry);
  }
  return {
    ticket: after,
    entries: added,
    writes: [...added.map((entry) => insert(entries, toRow(entry))), replace(tickets, ticket, after)],
    tell: [
      {
        kind: "entries",
        entries: added,
        departmentIds: invitedAround(ticket, after),
      },
    ],
  };
}

function invitedAround(before: TicketRow, after: TicketRow): string[] {
  if (before.invitedDepartmentIds === after.invitedDepartmentIds) return before.invitedDepartmentIds;
  return [...new Set([...before.invitedDepartmentIds, ...after.invitedDepartmentIds])];
}

function toRow(entry: VisibleStaffEntry): EntryRow {
  const { ticketId, seq, publicSeq, at, by, kind, body } = entry;
  return { ticketId, seq, publicSeq, at, byKind: by.kind, byId: by.id, byName: by.name, kind, body };
}

export function fromRow(row: EntryRow): VisibleStaffEntry {
  const { byKind, byId, byName, ...rest } = row;
  return {
    ...rest,
    by: { kind: byKind, id: byId, name: byName },
  } as VisibleStaffEntry;
}
