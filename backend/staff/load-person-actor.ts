import type { Role } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";

interface FoundRow {
  sessionId: string;
  sessionEndsAt: unknown;
  personId: string;
  name: string;
  email: string;
  role: Role;
  /** A JSON list of ids. */
  departmentIds: string;
  isFinance: number;
}

function toActor(row: FoundRow): PersonActor {
  return {
    kind: row.role,
    personId: row.personId,
    sessionId: row.sessionId,
    sessionEndsAt: Number(row.sessionEndsAt),
    name: row.name,
    email: row.email,
    departmentIds: JSON.parse(row.departmentIds) as string[],
    isFinance: Number(row.isFinance) === 1,
  };
}

/**
 * Who the holders of these staff sessions are at `now` (ms), in one query. A session that is unknown, over, or whose
 * person was shut out is absent from the answer.
 */
export async function loadPersonActors(
  reader: Reader,
  sessionIds: readonly string[],
  now: number,
): Promise<Map<string, PersonActor>> {
  const ids = [...new Set(sessionIds)];
  if (ids.length === 0) return new Map();
  const rows = await reader.sql<FoundRow>(
    `SELECT s.\`id\` AS \`sessionId\`, s.\`expiresAt\` AS \`sessionEndsAt\`, p.\`id\` AS \`personId\`, p.\`name\` AS \`name\`, p.\`email\` AS \`email\`,
            p.\`role\` AS \`role\`, p.\`departmentIds\` AS \`departmentIds\`,
            EXISTS (SELECT 1 FROM \`departments\` d
                    WHERE d.\`isFinance\` = 1 AND INSTR(p.\`departmentIds\`, d.\`id\`) > 0) AS \`isFinance\`
     FROM \`staff_sessions\` s JOIN \`people\` p ON p.\`id\` = s.\`personId\`
     WHERE s.\`expiresAt\` > ? AND p.\`isActive\` = 1 AND s.\`id\` IN (${ids.map(() => "?").join(", ")})`,
    [now, ...ids],
  );
  return new Map(rows.map((row) => [row.sessionId, toActor(row)]));
}
