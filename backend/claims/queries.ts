import { MoreThan, Not } from "typeorm";
import type { ClaimView } from "../contract/views.ts";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { claims } from "./tables.ts";

/** Far more than one conversation sees. */
const claimsPerTicket = 200;
const claimsWindow = 90 * day;

/** A ticket's claims, oldest first. */
export async function readClaimViews(reader: Reader, ticketId: string): Promise<ClaimView[]> {
  const rows = await reader.many(claims, {
    where: { ticketId },
    order: { id: "ASC" },
    take: claimsPerTicket,
  });
  return rows.map(({ id, orderNumber, lines, reason, wish, words, photos, at }) => ({
    id,
    orderNumber,
    lines,
    reason,
    wish,
    words,
    photos,
    at,
  }));
}

/** A customer's claims of the last 90 days; those of `exceptTicketId` are not counted. None of somebody unknown. */
export async function countClaims90Days(
  reader: Reader,
  customerId: string | null,
  now: number,
  exceptTicketId?: string,
): Promise<number> {
  if (customerId === null) return 0;
  return reader.count(claims, {
    customerId,
    at: MoreThan(now - claimsWindow),
    ...(exceptTicketId === undefined ? {} : { ticketId: Not(exceptTicketId) }),
  });
}
