import type { ShopperHome } from "../contract/queries/widget.ts";
import type { ShopperActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";

const shownTickets = 20;

interface Found {
  ticketId: string;
  status: "open" | "resolved";
  preview: string;
  lastAt: number | string;
  unread: number | string;
  orderNumber: string | null;
}

/** `unread` counts what others wrote or promised behind the last line that the shopper has seen. */
export async function readHome(reader: Reader, actor: ShopperActor): Promise<ShopperHome> {
  const found = await reader.sql<Found>(
    `SELECT t.\`id\` AS \`ticketId\`, t.\`status\`, t.\`preview\`, t.\`lastAt\`, t.\`orderNumber\`,
            (SELECT COUNT(*) FROM \`entries\` e WHERE e.\`ticketId\` = t.\`id\`
               AND e.\`seq\` > t.\`shopperSeenSeq\` AND e.\`publicSeq\` > t.\`shopperSeenSeq\` AND e.\`byKind\` <> 'shopper'
               AND e.\`kind\` IN ('message.sent', 'remedy.granted', 'remedy.approved', 'remedy.settled', 'remedy.failed')) AS \`unread\`
     FROM \`tickets\` t WHERE t.\`shopperId\` = ? ORDER BY t.\`lastAt\` DESC, t.\`id\` LIMIT ${shownTickets}`,
    [actor.shopperId],
  );
  return {
    name: actor.name,
    isVerified: actor.isVerified,
    tickets: found.map((row) => ({ ...row, lastAt: Number(row.lastAt), unread: Number(row.unread) })),
  };
}
