import { readClaimViews } from "../claims/queries.ts";
import { shownTerms } from "../contract/project-entry.ts";
import type { Marks } from "../contract/sockets.ts";
import {
  type RemedyView,
  type ShopperRemedyView,
  type ShopperTicketView,
  type StaffTicketView,
  tailLength,
} from "../contract/views.ts";
import type { Reader } from "../core/database/reader.ts";
import { readEscalationViews } from "../escalations/queries.ts";
import { readRemedyViews } from "../remedies/queries.ts";
import type { TicketAudience } from "../tickets/access.ts";
import { readMarks } from "../tickets/marks.ts";
import { readShopperEntries, readStaffEntries } from "../tickets/read-entries.ts";
import type { TicketRow } from "../tickets/tables.ts";

/** A fresh view, made of rows and the tail of the timeline; the same that a client gets to by applying every entry. */
export async function readStaffView(
  reader: Reader,
  ticket: TicketRow,
  audience: Exclude<TicketAudience, "shopper">,
): Promise<{ view: StaffTicketView; marks: Marks }> {
  const tail = await readStaffEntries(reader, ticket.id, audience, {
    before: ticket.seq + 1,
    limit: tailLength,
  });
  const remedies = await readRemedyViews(reader, ticket.id);
  return {
    marks: (await readMarks(reader, ticket)).staff,
    view: {
      ticketId: ticket.id,
      seq: ticket.seq,
      status: ticket.status,
      waitingFor: ticket.waitingFor,
      scene: ticket.scene,
      assignee:
        ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: ticket.assigneeName ?? "" },
      shopper: {
        name: ticket.shopperName,
        email: audience === "staff" || ticket.shopperEmail === null ? ticket.shopperEmail : "",
      },
      order:
        ticket.orderId === null || ticket.orderNumber === null || ticket.assurance === null
          ? null
          : { id: ticket.orderId, number: ticket.orderNumber, assurance: ticket.assurance },
      claims: await readClaimViews(reader, ticket.id),
      remedies: audience === "staff" ? remedies : remedies.filter(wasGrantedAtOnce),
      escalations: await readEscalationViews(reader, ticket.id),
      rating: audience === "staff" ? ratingOf(ticket) : null,
      entries: tail,
    },
  };
}

export async function readShopperView(
  reader: Reader,
  ticket: TicketRow,
): Promise<{ view: ShopperTicketView; marks: Marks }> {
  const tail = await readShopperEntries(reader, ticket.id, {
    before: ticket.publicSeq + 1,
    limit: tailLength,
  });
  const remedies = await readRemedyViews(reader, ticket.id);
  return {
    marks: (await readMarks(reader, ticket)).public,
    view: {
      ticketId: ticket.id,
      seq: ticket.publicSeq,
      status: ticket.status,
      assigneeName: ticket.assigneeName,
      orderNumber: ticket.orderNumber,
      remedies: remedies.map(toShopperRemedy),
      rating: ratingOf(ticket),
      entries: tail,
    },
  };
}

function ratingOf({ ratingScore, ratingWords }: TicketRow): { score: number; words: string } | null {
  return ratingScore === null ? null : { score: ratingScore, words: ratingWords ?? "" };
}

const shopperStates: Record<RemedyView["state"], ShopperRemedyView["state"]> = {
  awaiting_approval: "asked",
  granted: "granted",
  paying: "paying",
  settled: "settled",
  failed: "delayed",
  declined: "closed",
  expired: "closed",
  withdrawn: "closed",
  recalled: "closed",
};

/** What was only asked for stays between staff: the shopper hears an amount when it is promised. */
function toShopperRemedy(view: RemedyView): ShopperRemedyView {
  const isPromised = view.request === null || !neverPromised.has(view.state);
  return {
    id: view.id,
    remedy: view.remedy,
    state: shopperStates[view.state],
    amountMinor: isPromised ? view.amountMinor : null,
    currency: isPromised ? view.currency : null,
    lines: isPromised ? view.lines.map(({ title, quantity }) => ({ title, quantity })) : [],
    terms: isPromised ? shownTerms(view.terms) : null,
    progress: view.progress,
    hint: view.settlement?.hint ?? null,
    arrivesInDays: view.settlement?.arrivesInDays ?? null,
    since: view.since,
  };
}

const neverPromised: ReadonlySet<RemedyView["state"]> = new Set([
  "awaiting_approval",
  "declined",
  "expired",
  "withdrawn",
  "recalled",
]);

/** A department reads neither requests nor approvals (contract/project-entry.ts hides those entries). */
const wasGrantedAtOnce = (view: RemedyView) => view.request === null;
