import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { people } from "../staff/tables.ts";
import { lockTicket } from "./access.ts";
import { append } from "./timeline.ts";

const { input, who } = ticketCommands["ticket.assign"];

export const assignTicket = defineCommand({
  name: "ticket.assign",
  who,
  input,
  async load(tx, { ticketId, assigneeId }, actor: PersonActor) {
    const assignee = assigneeId === null ? null : await tx.one(people, { id: assigneeId, isActive: true });
    return { assignee, ticket: await lockTicket(tx, ticketId, actor) };
  },
  decide({ ticket, assignee }, { assigneeId }, actor, { now }) {
    // Departments are invited, never owners.
    if (assigneeId !== null && (assignee === null || assignee.role === "department")) refuse("not_found", {});
    if (ticket.assigneeId === assigneeId) return { answer: {} };
    const isTakeover = ticket.assigneeId !== null && assigneeId === actor.personId;
    const body = { assigneeId, assigneeName: assignee?.name ?? null, isTakeover };
    const { writes, tell } = append(ticket, [{ kind: "ticket.assigned", body, by: authorOf(actor) }], now);
    return { answer: {}, writes, tell: [...tell, toStaff(topic.queues)] };
  },
});
