import type { Marks } from "../contract/sockets.ts";
import type { Reader } from "../core/database/reader.ts";
import type { TicketRow } from "./tables.ts";

/** Each side's reading in both counts: the shopper never sees `seq`, so what staff has read is told in publicSeq. */
export async function readMarks(
  reader: Reader,
  ticket: Pick<TicketRow, "id" | "shopperSeenSeq" | "staffSeenSeq">,
): Promise<{ public: Marks; staff: Marks }> {
  const [row] = await reader.sql<{ seen: number | null; at: number | null }>(
    `SELECT (SELECT \`publicSeq\` FROM \`entries\` WHERE \`ticketId\` = ? AND \`seq\` <= ?
               AND \`publicSeq\` IS NOT NULL ORDER BY \`seq\` DESC LIMIT 1) AS \`seen\`,
            (SELECT \`seq\` FROM \`entries\` WHERE \`ticketId\` = ? AND \`seq\` >= ?
               AND \`publicSeq\` = ? ORDER BY \`seq\` LIMIT 1) AS \`at\``,
    [ticket.id, ticket.staffSeenSeq, ticket.id, ticket.shopperSeenSeq, ticket.shopperSeenSeq],
  );
  return {
    public: { shopperSeenSeq: ticket.shopperSeenSeq, staffSeenSeq: Number(row?.seen ?? 0) },
    staff: { shopperSeenSeq: Number(row?.at ?? 0), staffSeenSeq: ticket.staffSeenSeq },
  };
}
