import { topic } from "../contract/sockets.ts";
import type { Decision } from "../core/command.ts";
import { remove, update, type Write } from "../core/database/writes.ts";
import { type Notice, toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { ticketInvitations } from "../tickets/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import type { LoadedEscalation } from "./load-escalation.ts";
import { escalations } from "./tables.ts";

/** Finished or withdrawn: with its last open invitation the department's right to the ticket ends. */
export function endEscalation(
  { ticket, escalation, openBeside }: LoadedEscalation,
  ending: { state: "finished" | "withdrawn"; result: string | null },
  draft: Draft,
  now: number,
): Decision<Record<never, never>> {
  if (escalation.state !== "open") refuse("escalation_closed", {});
  const { departmentId } = escalation;
  const losesRight = openBeside === 0;
  const appended = append(ticket, [draft], now, {
    openEscalations: ticket.openEscalations - 1,
    invitedDepartmentIds: losesRight
      ? ticket.invitedDepartmentIds.filter((id) => id !== departmentId)
      : ticket.invitedDepartmentIds,
  });
  const writes: Write[] = [
    ...appended.writes,
    update(escalations, { id: escalation.id }, { ...ending, endedAt: now }),
  ];
  const tell: Notice[] = [...appended.tell, toStaff(topic.queues)];
  if (losesRight) {
    writes.push(remove(ticketInvitations, { id: `${ticket.id}:${departmentId}` }));
    const stillInvited = appended.ticket.invitedDepartmentIds;
    tell.push({ kind: "right-ended", ticketId: ticket.id, departmentId, stillInvited });
  }
  return { answer: {}, writes, tell };
}
