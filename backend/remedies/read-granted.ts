import type { Reader } from "../core/database/reader.ts";

/**
 * What was promised on this order and stands, of every kind, in minor units: what waits to be carried out, and every
 * attempt that did not fail, because one that was paid twice (an overrun) has used the order's limit twice.
 */
export async function readGranted(reader: Reader, orderId: string): Promise<number> {
  const [row] = await reader.sql<{ sum: unknown }>(
    "SELECT COALESCE(SUM(r.`amountMinor` * (CASE WHEN r.`state` = 'granted' THEN 1 ELSE 0 END + " +
      "(SELECT COUNT(*) FROM `attempts` a WHERE a.`remedyId` = r.`id` AND a.`state` <> 'failed'))), 0) AS `sum` " +
      "FROM `remedies` r WHERE r.`orderId` = ?",
    [orderId],
  );
  return Number(row?.sum ?? 0);
}
