import type { ShopperActor } from "../../core/actor.ts";
import type { Reader } from "../../core/database/reader.ts";

interface FoundRow {
  sessionId: string;
  sessionEndsAt: unknown;
  shopperId: string;
  storefrontId: string;
  subject: string | null;
  name: string | null;
  email: string | null;
  customerId: string | null;
}

/** Who the holders of these widget sessions are at `now` (ms), in one query; unknown and ended sessions are absent. */
export async function loadShopperActors(
  reader: Reader,
  sessionIds: readonly string[],
  now: number,
): Promise<Map<string, ShopperActor>> {
  const ids = [...new Set(sessionIds)];
  if (ids.length === 0) return new Map();
  const rows = await reader.sql<FoundRow>(
    `SELECT s.\`id\` AS \`sessionId\`, s.\`expiresAt\` AS \`sessionEndsAt\`, h.\`id\` AS \`shopperId\`, h.\`storefrontId\` AS \`storefrontId\`,
            h.\`subject\` AS \`subject\`, h.\`name\` AS \`name\`, h.\`email\` AS \`email\`, h.\`customerId\` AS \`customerId\`
     FROM \`shopper_sessions\` s JOIN \`shoppers\` h ON h.\`id\` = s.\`shopperId\`
     WHERE s.\`expiresAt\` > ? AND s.\`id\` IN (${ids.map(() => "?").join(", ")})`,
    [now, ...ids],
  );
  return new Map(
    rows.map(({ subject, sessionEndsAt, ...row }) => [
      row.sessionId,
      { kind: "shopper", ...row, sessionEndsAt: Number(sessionEndsAt), isVerified: subject !== null },
    ]),
  );
}
