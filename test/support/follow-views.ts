import { expect } from "chai";
import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import { projectToShopper } from "../../backend/contract/project-entry.ts";
import type { ShopperTicketView, StaffTicketView } from "../../backend/contract/views.ts";
import { readShopperView, readStaffView } from "../../backend/desk/read-ticket-view.ts";
import { entries } from "../../backend/tickets/tables.ts";
import { fromRow } from "../../backend/tickets/timeline.ts";
import type { RemedyScene } from "./remedy-scene.ts";

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

/** What a client makes of every entry since the beginning is what the server would hand out afresh. */
export async function expectViewsToFollow(at: RemedyScene, ticketId: string): Promise<void> {
  const ticket = await at.ticket(ticketId);
  const rows = await at.house.reader.many(entries, { where: { ticketId }, order: { seq: "ASC" }, take: 100 });
  const all = rows.map(fromRow);
  let staff = emptyStaffView(ticketId);
  for (const entry of all) staff = applyStaffEntry(staff, entry);
  expect(staff).to.deep.equal((await readStaffView(at.house.reader, ticket, "staff")).view);
  let shopper = emptyShopperView(ticketId);
  for (const entry of all) {
    const shown = projectToShopper(entry);
    if (shown !== null) shopper = applyShopperEntry(shopper, shown);
  }
  expect(shopper).to.deep.equal((await readShopperView(at.house.reader, ticket)).view);
}
