import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { lockTicket } from "./access.ts";
import { append } from "./timeline.ts";

const { input, who } = ticketCommands["ticket.resolve"];

export const resolveTicket = defineCommand({
  name: "ticket.resolve",
  who,
  input,
  async load(tx, { ticketId }, actor: PersonActor) {
    return lockTicket(tx, ticketId, actor);
  },
  decide(ticket, _input, actor, { now }) {
    if (ticket.status === "resolved") return { answer: {} };
    const open = ticket.openPayouts + ticket.pendingApprovals;
    if (open > 0) refuse("payout_open", { count: open });
    if (ticket.openEscalations > 0) refuse("escalation_open", { count: ticket.openEscalations });
    const { writes, tell } = append(
      ticket,
      [{ kind: "ticket.resolved", body: {}, by: authorOf(actor) }],
      now,
    );
    return { answer: {}, writes, tell: [...tell, toStaff(topic.queues)] };
  },
});
