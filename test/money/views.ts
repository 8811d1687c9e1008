import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import { projectToShopper } from "../../backend/contract/project-entry.ts";
import type { ShopperRemedyView, ShopperTicketView, StaffTicketView } from "../../backend/contract/views.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import { canonicalJson } from "../../backend/core/ids.ts";
import { readShopperView, readStaffView } from "../../backend/desk/read-ticket-view.ts";
import type { RemedyRow } from "../../backend/remedies/tables.ts";
import type { TicketRow } from "../../backend/tickets/tables.ts";
import { fromRow } from "../../backend/tickets/timeline.ts";
import { type Books, groupBy } from "./books.ts";

const emptyShopperView = (ticketId: string): ShopperTicketView => ({
  ticketId,
  seq: 0,
  status: "open",
  assigneeName: null,
  orderNumber: null,
  remedies: [],
  rating: null,
  entries: [],
});

const emptyStaffView = (ticketId: string): StaffTicketView => ({
  ticketId,
  seq: 0,
  status: "open",
  waitingFor: "us",
  scene: null,
  assignee: null,
  shopper: { name: null, email: null },
  order: null,
  claims: [],
  remedies: [],
  escalations: [],
  rating: null,
  entries: [],
});

/** What a card may say of a remedy that nobody moves any more. */
const cards: Partial<Record<RemedyRow["state"], ShopperRemedyView["state"]>> = {
  awaiting_approval: "asked",
  settled: "settled",
  failed: "delayed",
  declined: "closed",
  withdrawn: "closed",
  expired: "closed",
};

/** Whoever followed every line sees what a fresh look shows, and the shopper's cards tell the truth. */
export async function auditViews(reader: Reader, books: Books): Promise<string[]> {
  const entriesOf = groupBy(books.entries, (entry) => entry.ticketId);
  const remediesOf = groupBy(books.remedies, (remedy) => remedy.ticketId);
  const wrong: string[] = [];
  for (const ticket of books.tickets) {
    const lines = (entriesOf.get(ticket.id) ?? []).map(fromRow);
    if (lines.some((line, index) => line.seq !== index + 1)) wrong.push(`ticket ${ticket.id} has a gap`);
    let shopper = emptyShopperView(ticket.id);
    let staff = emptyStaffView(ticket.id);
    for (const line of lines) {
      staff = applyStaffEntry(staff, line);
      const shown = projectToShopper(line);
      if (shown !== null) shopper = applyShopperEntry(shopper, shown);
    }
    wrong.push(...(await compare(reader, ticket, shopper, staff)));
    wrong.push(...falseCards(shopper, remediesOf.get(ticket.id) ?? []));
  }
  return wrong;
}

async function compare(
  reader: Reader,
  ticket: TicketRow,
  shopper: ShopperTicketView,
  staff: StaffTicketView,
): Promise<string[]> {
  const fresh = {
    shopper: (await readShopperView(reader, ticket)).view,
    staff: (await readStaffView(reader, ticket, "staff")).view,
  };
  const partOf = ({ seq, remedies, entries }: ShopperTicketView | StaffTicketView) =>
    canonicalJson({ seq, remedies, entries });
  const wrong: string[] = [];
  if (partOf(shopper) !== partOf(fresh.shopper))
    wrong.push(`ticket ${ticket.id}: the shopper's view differs`);
  if (partOf(staff) !== partOf(fresh.staff)) wrong.push(`ticket ${ticket.id}: the staff's view differs`);
  return wrong;
}

function falseCards({ remedies }: ShopperTicketView, rows: readonly RemedyRow[]): string[] {
  return rows.flatMap((row) => {
    const card = remedies.find((each) => each.id === row.id);
    return card?.state === cards[row.state]
      ? []
      : [`the card of ${row.id}, ${row.state}, says ${card?.state}`];
  });
}
