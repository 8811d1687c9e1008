import { IsNull, LessThan, MoreThan, Not } from "typeorm";
import type { ShopperEntry, StaffEntry, VisibleStaffEntry } from "../contract/entries.ts";
import { projectToDepartment, projectToShopper } from "../contract/project-entry.ts";
import type { Reader } from "../core/database/reader.ts";
import type { TicketAudience } from "./access.ts";
import { entries } from "./tables.ts";
import { fromRow } from "./timeline.ts";

/** Entries behind `after`, in order. `after` counts in seq. */
export async function readEntriesAfter(
  reader: Reader,
  ticketId: string,
  after: number,
  limit: number,
): Promise<VisibleStaffEntry[]> {
  const rows = await reader.many(entries, {
    where: { ticketId, seq: MoreThan(after) },
    order: { seq: "ASC" },
    take: limit,
  });
  return rows.map(fromRow);
}

/** The last entry and the last that shoppers get, which may be the same, in order. */
export async function readNewestEntries(reader: Reader, ticketId: string): Promise<VisibleStaffEntry[]> {
  const [last] = await reader.many(entries, { where: { ticketId }, order: { seq: "DESC" }, take: 1 });
  const [shown] = await reader.many(entries, {
    where: { ticketId, publicSeq: Not(IsNull()) },
    order: { seq: "DESC" },
    take: 1,
  });
  const found = [shown, last].flatMap((row) => (row === undefined ? [] : [fromRow(row)]));
  const bySeq = new Map(found.map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** The last `limit` entries before `before` (null: the newest), oldest first. */
export async function readStaffEntries(
  reader: Reader,
  ticketId: string,
  audience: Exclude<TicketAudience, "shopper">,
  { before, limit }: { before: number | null; limit: number },
): Promise<StaffEntry[]> {
  const rows = await reader.many(entries, {
    where: { ticketId, ...(before === null ? {} : { seq: LessThan(before) }) },
    order: { seq: "DESC" },
    take: limit,
  });
  const visible = rows.reverse().map(fromRow);
  return audience === "staff" ? visible : visible.map(projectToDepartment);
}

/** The same for a shopper, in publicSeq. */
export async function readShopperEntries(
  reader: Reader,
  ticketId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<ShopperEntry[]> {
  const rows = await reader.many(entries, {
    where: { ticketId, publicSeq: before === null ? Not(IsNull()) : LessThan(before) },
    order: { seq: "DESC" },
    take: limit,
  });
  return rows
    .reverse()
    .map((row) => projectToShopper(fromRow(row)))
    .filter((entry) => entry !== null);
}

/** What a shopper missed behind `after`, in publicSeq. */
export async function readShopperEntriesAfter(
  reader: Reader,
  ticketId: string,
  after: number,
  limit: number,
): Promise<ShopperEntry[]> {
  const rows = await reader.many(entries, {
    where: { ticketId, seq: MoreThan(after), publicSeq: MoreThan(after) },
    order: { seq: "ASC" },
    take: limit,
  });
  return rows.map((row) => projectToShopper(fromRow(row))).filter((entry) => entry !== null);
}
