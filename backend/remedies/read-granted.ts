import type { AmountlessFacts } from "../authority/facts.ts";
import type { Reader } from "../core/database/reader.ts";

/**
 * What was promised on this order and stands, of every kind, in minor units and in remedies: what waits to be carried
 * out, and every attempt that did not fail, because one that was paid twice (an overrun) has used the order's limit twice.
 */
export async function readGranted(
  reader: Reader,
  orderId: string,
): Promise<Pick<AmountlessFacts, "orderGrantedMinor" | "orderGrantedCount">> {
  const times =
    "CASE WHEN r.`state` = 'granted' THEN 1 ELSE 0 END + " +
    "(SELECT COUNT(*) FROM `attempts` a WHERE a.`remedyId` = r.`id` AND a.`state` <> 'failed')";
  const [row] = await reader.sql<{ sum: unknown; count: unknown }>(
    `SELECT COALESCE(SUM(r.\`amountMinor\` * (${times})), 0) AS \`sum\`, COALESCE(SUM(${times}), 0) AS \`count\` ` +
      "FROM `remedies` r WHERE r.`orderId` = ?",
    [orderId],
  );
  return { orderGrantedMinor: Number(row?.sum ?? 0), orderGrantedCount: Number(row?.count ?? 0) };
}
