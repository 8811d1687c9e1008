import { readBudgets, usedMinor } from "../authority/budgets.ts";
import { headroomOf } from "../authority/headroom.ts";
import { consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { goodsWorth, worthOfLines } from "../shop/orders/order-worth.ts";
import { readOrder } from "../shop/orders/read-order.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import { mostRefundable } from "./consider.ts";
import { readApprovers } from "./read-approvers.ts";
import { readDayBudgetId, readFacts } from "./read-facts.ts";

const { input, who } = consoleQueries["remedy.headroom"];

/** What grant would allow this person right now: from the same facts and by the same rules. */
export const readHeadroom = defineQuery({
  name: "remedy.headroom",
  who,
  input,
  async read(reader, { ticketId, orderId, remedy, reason, lines }, actor: PersonActor, now) {
    const ticket = await reader.one(tickets, { id: ticketId });
    const o = await readOrder(reader, orderId);
    if (ticket === null || o === null || audienceOf(actor, ticket) === null) refuse("not_found", {});
    const { order } = o;
    const budgetId = await readDayBudgetId(reader, order, actor.personId, now);
    const used = usedMinor((await readBudgets(reader, [budgetId])).get(budgetId));
    const question = { ticket, order, actor, remedy, reason, now };
    const { policy, facts } = await readFacts(reader, question, used);
    const isRefund = remedy === "refund";
    const linesWorthMinor = isRefund ? worthOfLines(o, lines) : goodsWorth(o, lines);
    const most = isRefund ? mostRefundable(o, lines) : linesWorthMinor;
    const approvers = await readApprovers(reader, actor);
    return { ...headroomOf(policy, facts, most, approvers), linesWorthMinor };
  },
});
