import { ticketCommands } from "../contract/commands/tickets.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type ShopperActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { lockTicket } from "./access.ts";
import { append } from "./timeline.ts";

const { input, who } = ticketCommands["ticket.rate"];

export const rateTicket = defineCommand({
  name: "ticket.rate",
  who,
  input,
  async load(tx, { ticketId }, actor: ShopperActor) {
    return lockTicket(tx, ticketId, actor);
  },
  decide(ticket, { score, words }, actor, { now }) {
    if (ticket.status !== "resolved") refuse("not_rated_open", {});
    if (ticket.ratingScore === score && ticket.ratingWords === words) return { answer: {} };
    const { writes, tell } = append(
      ticket,
      [{ kind: "ticket.rated", body: { score, words }, by: authorOf(actor) }],
      now,
    );
    return { answer: {}, writes, tell: [...tell, toStaff(topic.queues)] };
  },
});
