import type { RemedyView } from "../contract/views.ts";
import type { Reader } from "../core/database/reader.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const remediesPerTicket = 200;

/** Every remedy of a ticket, in the order in which they began: what applying its entries gives. */
export async function readRemedyViews(reader: Reader, ticketId: string): Promise<RemedyView[]> {
  const rows = await reader.many(remedies, {
    where: { ticketId },
    order: { id: "ASC" },
    take: remediesPerTicket,
  });
  return rows.map(toRemedyView);
}

export function toRemedyView(row: RemedyRow): RemedyView {
  const { because, obstacles, requestedMinor, expiresAt } = row;
  return {
    id: row.id,
    remedy: row.remedy,
    state: row.state,
    amountMinor: row.amountMinor,
    currency: row.currency,
    lines: row.lines,
    terms: row.terms,
    progress: row.progress,
    reason: row.reason,
    by: { kind: "agent", id: row.requesterId, name: row.requesterName },
    attempt: row.attempt,
    request:
      because === null || expiresAt === null ? null : { because, obstacles, requestedMinor, expiresAt },
    decidedBy: row.deciderName,
    declinedBecause: row.declinedBecause,
    failure: row.failure,
    settlement: row.settlement,
    since: row.since,
  };
}
