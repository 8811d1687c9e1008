import type { Reader } from "../core/database/reader.ts";
import type { RawDecision, RawPage } from "./raw-history.ts";

/** Small enough that reading one holds up nobody: SQLite answers within the event loop. */
export const pageSize = 250;

export interface Span {
  storefrontId: string;
  from: number;
  /** Included. */
  until: number;
}

export async function countDecisions(reader: Reader, { storefrontId, from, until }: Span): Promise<number> {
  const [row] = await reader.sql<{ count: unknown }>(
    "SELECT COUNT(*) AS `count` FROM `decisions` WHERE `storefrontId` = ? AND `at` >= ? AND `at` <= ?",
    [storefrontId, from, until],
  );
  return Number(row?.count ?? 0);
}

/** In order of time, by key. */
export async function* readHistory(reader: Reader, span: Span): AsyncGenerator<RawPage> {
  let last: Pick<RawDecision, "at" | "id"> = { at: span.from, id: "" };
  for (;;) {
    const decisions = await readDecisions(reader, span, last);
    const end = decisions.at(-1);
    if (end === undefined) return;
    yield {
      decisions,
      reopened: await readReopened(reader, decisions),
      failed: await readFailed(reader, decisions),
    };
    if (decisions.length < pageSize) return;
    last = end;
  }
}

async function readDecisions(
  reader: Reader,
  { storefrontId, until }: Span,
  after: Pick<RawDecision, "at" | "id">,
): Promise<RawDecision[]> {
  const rows = await reader.sql<RawDecision>(
    "SELECT d.`id`, d.`remedyId`, d.`ticketId`, d.`at`, d.`facts`, d.`outcome`, r.`orderId`, r.`state`, " +
      "r.`amountMinor`, r.`since`, r.`settlement`, r.`requesterName`, t.`ratingScore` " +
      "FROM `decisions` d JOIN `remedies` r ON r.`id` = d.`remedyId` JOIN `tickets` t ON t.`id` = d.`ticketId` " +
      "WHERE d.`storefrontId` = ? AND d.`at` >= ? AND d.`at` <= ? AND (d.`at` > ? OR d.`id` > ?) " +
      "ORDER BY d.`at`, d.`id` LIMIT ?",
    [storefrontId, after.at, until, after.at, after.id, pageSize],
  );
  return rows.map((row) => ({
    ...row,
    at: Number(row.at),
    amountMinor: Number(row.amountMinor),
    since: Number(row.since),
  }));
}

const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ");

async function readReopened(reader: Reader, of: readonly RawDecision[]): Promise<RawPage["reopened"]> {
  const ticketIds = [...new Set(of.map(({ ticketId }) => ticketId))];
  const rows = await reader.sql<{ ticketId: string; at: unknown }>(
    `SELECT \`ticketId\`, \`at\` FROM \`entries\` WHERE \`ticketId\` IN (${marks(ticketIds)}) AND \`kind\` = 'ticket.reopened'`,
    ticketIds,
  );
  return rows.map(({ ticketId, at }) => ({ ticketId, at: Number(at) }));
}

async function readFailed(reader: Reader, of: readonly RawDecision[]): Promise<RawPage["failed"]> {
  const remedyIds = [...new Set(of.map(({ remedyId }) => remedyId))];
  const rows = await reader.sql<{ remedyId: string; attempt: unknown; endedAt: unknown }>(
    "SELECT `remedyId`, `attempt`, `endedAt` FROM `attempts` " +
      `WHERE \`remedyId\` IN (${marks(remedyIds)}) AND \`state\` = 'failed' AND \`endedAt\` IS NOT NULL`,
    remedyIds,
  );
  return rows.map(({ remedyId, attempt, endedAt }) => ({
    remedyId,
    attempt: Number(attempt),
    endedAt: Number(endedAt),
  }));
}
