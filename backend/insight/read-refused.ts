import type { Reader } from "../core/database/reader.ts";
import type { RawRefused, RawRefusedPage } from "./raw-history.ts";
import { pageSize, type Span } from "./read-history.ts";

/** Of no remedy: a retry that a rule refused happened to a case that is known by its first decision. */
const among = "d.`storefrontId` = ? AND d.`at` >= ? AND d.`at` <= ? AND d.`remedyId` IS NULL";

export async function countRefused(reader: Reader, { storefrontId, from, until }: Span): Promise<number> {
  const [row] = await reader.sql<{ count: unknown }>(
    `SELECT COUNT(*) AS \`count\` FROM \`refused_decisions\` d WHERE ${among}`,
    [storefrontId, from, until],
  );
  return Number(row?.count ?? 0);
}

/** What rules refused, in order of time, by key, with the remedies of the same tickets. */
export async function* readRefused(reader: Reader, span: Span): AsyncGenerator<RawRefusedPage> {
  let last: Pick<RawRefused, "at" | "id"> = { at: span.from, id: "" };
  for (;;) {
    const refused = await readPage(reader, span, last);
    const end = refused.at(-1);
    if (end === undefined) return;
    yield { refused, followed: await readFollowed(reader, refused) };
    if (refused.length < pageSize) return;
    last = end;
  }
}

async function readPage(
  reader: Reader,
  { storefrontId, until }: Span,
  after: Pick<RawRefused, "at" | "id">,
): Promise<RawRefused[]> {
  const rows = await reader.sql<RawRefused>(
    "SELECT d.`id`, d.`ticketId`, d.`orderId`, d.`at`, d.`facts`, d.`outcome`, d.`lineIds`, " +
      "COALESCE(p.`name`, '') AS `personName` FROM `refused_decisions` d " +
      "JOIN `tickets` t ON t.`id` = d.`ticketId` LEFT JOIN `people` p ON p.`id` = d.`personId` " +
      `WHERE ${among} AND (d.\`at\` > ? OR d.\`id\` > ?) ORDER BY d.\`at\`, d.\`id\` LIMIT ?`,
    [storefrontId, after.at, until, after.at, after.id, pageSize],
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

async function readFollowed(reader: Reader, of: readonly RawRefused[]): Promise<RawRefusedPage["followed"]> {
  const ticketIds = [...new Set(of.map(({ ticketId }) => ticketId))];
  const rows = await reader.sql<RawRefusedPage["followed"][number]>(
    "SELECT `ticketId`, `orderId`, `remedy`, `lines`, `createdAt` AS `at` FROM `remedies` " +
      `WHERE \`ticketId\` IN (${ticketIds.map(() => "?").join(", ")})`,
    ticketIds,
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
