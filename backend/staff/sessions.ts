import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { insert, remove, type Write } from "../core/database/writes.ts";
import type { Notice } from "../core/notices.ts";
import { type StaffSessionRow, staffSessions } from "./tables.ts";

const sessionLength = 14 * day;
/** Far more than anybody has browsers. */
const mostSessions = 500;

export function readSessions(reader: Reader, personId: string): Promise<StaffSessionRow[]> {
  return reader.many(staffSessions, { where: { personId }, take: mostSessions });
}

/** Also clears away what of the person's sessions is over. */
export function openSession(
  session: { id: string; personId: string },
  earlier: readonly StaffSessionRow[],
  now: number,
): Write[] {
  return [
    ...earlier.filter((each) => each.expiresAt <= now).map(({ id }) => remove(staffSessions, { id })),
    insert(staffSessions, { ...session, createdAt: now, expiresAt: now + sessionLength }),
  ];
}

/** Ends sessions, and with them the sockets that were opened by them. */
export function closeSessions(sessionIds: readonly string[]): { writes: Write[]; tell: Notice[] } {
  if (sessionIds.length === 0) return { writes: [], tell: [] };
  return {
    writes: sessionIds.map((id) => remove(staffSessions, { id })),
    tell: [{ kind: "session-ended", sessionIds: [...sessionIds] }],
  };
}
