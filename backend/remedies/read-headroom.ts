import { allKeys } from "../authority/budget-keys.ts";
import { readBudgets } from "../authority/budgets.ts";
import { headroomOf } from "../authority/headroom.ts";
import { readUsage } from "../authority/read-usage.ts";
import { consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { readOrder } from "../shop/orders/read-order.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import { executorOf } from "./executors/executors.ts";
import { readGround } from "./lock-case.ts";
import { readApprovers } from "./read-approvers.ts";
import { readBudgetKeys, readFacts } from "./read-facts.ts";

const { input, who } = consoleQueries["remedy.headroom"];

/** What grant would allow this person right now: from the same facts and by the same rules. */
export const readHeadroom = defineQuery({
  name: "remedy.headroom",
  who,
  input,
  async read(reader, { ticketId, orderId, remedy, reason, lines, goods }, actor: PersonActor, now) {
    const ticket = await reader.one(tickets, { id: ticketId });
    const o = await readOrder(reader, orderId);
    if (ticket === null || o === null || audienceOf(actor, ticket) === null) refuse("not_found", {});
    const keys = await readBudgetKeys(reader, o.order, actor, now);
    const usage = await readUsage(reader, keys, await readBudgets(reader, allKeys(keys)), now);
    const question = { ticket, o, actor, remedy, reason, lines, now };
    const { policy, facts } = await readFacts(reader, question, usage);
    const choice = { remedy, lines, goods };
    const { worthMinor, mostMinor } = executorOf(remedy).preview(choice, await readGround(reader, o, choice));
    const approvers = await readApprovers(reader, actor);
    return { ...headroomOf(policy, facts, mostMinor, approvers), linesWorthMinor: worthMinor };
  },
});
