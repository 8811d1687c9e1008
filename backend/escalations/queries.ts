import type { EscalationView } from "../contract/views.ts";
import type { Reader } from "../core/database/reader.ts";
import { escalations } from "./tables.ts";

const mostPerTicket = 200;

export async function readEscalationViews(reader: Reader, ticketId: string): Promise<EscalationView[]> {
  const rows = await reader.many(escalations, {
    where: { ticketId },
    order: { id: "ASC" },
    take: mostPerTicket,
  });
  return rows.map(({ id, departmentId, departmentName, question, dueAt, state, result, openedAt }) => ({
    id,
    departmentId,
    departmentName,
    question,
    dueAt,
    state,
    result,
    openedAt,
  }));
}
