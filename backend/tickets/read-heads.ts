import type { Reader } from "../core/database/reader.ts";
import type { TicketRow } from "./tables.ts";

/** How far a ticket has come, and what decides who may see it. */
export type TicketHead = Pick<TicketRow, "id" | "seq" | "shopperId" | "invitedDepartmentIds">;

interface FoundRow extends Omit<TicketHead, "seq" | "invitedDepartmentIds"> {
  seq: unknown;
  /** A JSON list of ids. */
  invitedDepartmentIds: string;
}

/** In one query; unknown ids are absent. Asked for every open ticket every few seconds, so no row is read whole. */
export async function readHeads(reader: Reader, ticketIds: readonly string[]): Promise<TicketHead[]> {
  if (ticketIds.length === 0) return [];
  const rows = await reader.sql<FoundRow>(
    `SELECT \`id\`, \`seq\`, \`shopperId\`, \`invitedDepartmentIds\` FROM \`tickets\`
     WHERE \`id\` IN (${ticketIds.map(() => "?").join(", ")})`,
    ticketIds,
  );
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    invitedDepartmentIds: JSON.parse(row.invitedDepartmentIds) as string[],
  }));
}
