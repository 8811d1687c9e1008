import type { ShopperEntry, StaffEntry, VisibleStaffEntry } from "../../backend/contract/entries.ts";
import { projectToDepartment, projectToShopper } from "../../backend/contract/project-entry.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { readShopperView, readStaffView } from "../../backend/desk/read-ticket-view.ts";
import { readEntriesAfter } from "../../backend/tickets/read-entries.ts";
import { type TicketRow, tickets } from "../../backend/tickets/tables.ts";
import type { Client } from "./client.ts";
import type { View } from "./held-ticket.ts";

/** What the database holds of one ticket when all is over. */
export interface Truth {
  ticket: TicketRow;
  timeline: VisibleStaffEntry[];
}

const page = 500;
const mostTickets = 10_000;

export async function readTruth(database: Database): Promise<Map<string, Truth>> {
  const rows = await database.reader.many(tickets, { take: mostTickets });
  const truths = new Map<string, Truth>();
  for (const ticket of rows) {
    const timeline: VisibleStaffEntry[] = [];
    for (;;) {
      const more = await readEntriesAfter(database.reader, ticket.id, timeline.at(-1)?.seq ?? 0, page);
      timeline.push(...more);
      if (more.length < page) break;
    }
    truths.set(ticket.id, { ticket, timeline });
  }
  return truths;
}

/** A fresh view as this kind of client would be given it, with the whole of the timeline in place of its tail. */
export async function readFreshView(
  database: Database,
  { ticket, timeline }: Truth,
  kind: Client["kind"],
): Promise<View> {
  if (kind === "shopper") {
    const { view } = await readShopperView(database.reader, ticket);
    const entries = timeline.map(projectToShopper).filter((entry): entry is ShopperEntry => entry !== null);
    return { ...view, entries };
  }
  const { view } = await readStaffView(database.reader, ticket, kind);
  const entries: StaffEntry[] = kind === "staff" ? timeline : timeline.map(projectToDepartment);
  return { ...view, entries };
}
