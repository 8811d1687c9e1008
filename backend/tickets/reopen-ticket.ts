import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { lockTicket } from "./access.ts";
import { append } from "./timeline.ts";

const { input, who } = ticketCommands["ticket.reopen"];

export const reopenTicket = defineCommand({
  name: "ticket.reopen",
  who,
  input,
  async load(tx, { ticketId }, actor: PersonActor) {
    return lockTicket(tx, ticketId, actor);
  },
  decide(ticket, _input, actor, { now }) {
    if (ticket.status === "open") return { answer: {} };
    const body = { because: "staff" as const };
    const { writes, tell } = append(ticket, [{ kind: "ticket.reopened", body, by: authorOf(actor) }], now);
    return { answer: {}, writes, tell: [...tell, toStaff(topic.queues)] };
  },
});
