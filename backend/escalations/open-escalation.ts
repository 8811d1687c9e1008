import { escalationCommands } from "../contract/commands/escalations.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { departments } from "../staff/tables.ts";
import { lockTicket } from "../tickets/access.ts";
import { ticketInvitations } from "../tickets/tables.ts";
import { append } from "../tickets/timeline.ts";
import { type EscalationRow, escalations } from "./tables.ts";

const { input, who } = escalationCommands["escalation.open"];

export const openEscalation = defineCommand({
  name: "escalation.open",
  who,
  input,
  async load(tx, { ticketId, departmentId }, actor: PersonActor) {
    const department = await tx.one(departments, { id: departmentId });
    return { department, ticket: await lockTicket(tx, ticketId, actor) };
  },
  decide({ department, ticket }, { departmentId, question, dueAt }, actor, { now, newId }) {
    if (department === null) refuse("not_found", {});
    if (ticket.status === "resolved") refuse("ticket_resolved", {});
    if (dueAt <= now) refuse("malformed", { issues: [{ path: "dueAt", message: "lies in the past" }] });
    const escalation: EscalationRow = {
      id: newId(),
      storefrontId: ticket.storefrontId,
      ticketId: ticket.id,
      departmentId,
      departmentName: department.name,
      question,
      dueAt,
      state: "open",
      result: null,
      openedById: actor.personId,
      openedByDepartmentId: [...actor.departmentIds].sort()[0] ?? null,
      openedAt: now,
      endedAt: null,
    };
    const isInvited = ticket.invitedDepartmentIds.includes(departmentId);
    const body = {
      escalationId: escalation.id,
      departmentId,
      departmentName: department.name,
      question,
      dueAt,
    };
    const { writes, tell } = append(ticket, [{ kind: "escalation.opened", body, by: authorOf(actor) }], now, {
      openEscalations: ticket.openEscalations + 1,
      invitedDepartmentIds: isInvited
        ? ticket.invitedDepartmentIds
        : [...ticket.invitedDepartmentIds, departmentId],
    });
    const invitation = { id: `${ticket.id}:${departmentId}`, ticketId: ticket.id, departmentId };
    return {
      answer: { escalationId: escalation.id },
      writes: [
        insert(escalations, escalation),
        ...(isInvited ? [] : [insert(ticketInvitations, invitation)]),
        ...writes,
      ],
      tell: [...tell, toStaff(topic.queues)],
    };
  },
});
