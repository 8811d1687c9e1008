import { allKeys } from "../authority/budget-keys.ts";
import { readBudgets } from "../authority/budgets.ts";
import { readUsage } from "../authority/read-usage.ts";
import type { OrderedLine } from "../contract/fields.ts";
import type { ClaimReason, RemedyKind } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { readOrder } from "../shop/orders/read-order.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import type { Choice } from "./executors/executor.ts";
import { type Known, readBudgetKeys, readFacts } from "./read-facts.ts";

interface Asked {
  ticketId: string;
  orderId: string;
  remedy: RemedyKind;
  reason: ClaimReason;
  lines: readonly OrderedLine[];
  goods: Choice["goods"];
}

/** What grant would see if this person asked it now. Refuses `not_found` for a case that is none of theirs. */
export async function readAsked(
  reader: Reader,
  { ticketId, orderId, remedy, reason, lines, goods }: Asked,
  actor: PersonActor,
  now: number,
): Promise<Known & { o: OrderWithLines; choice: Choice }> {
  const ticket = await reader.one(tickets, { id: ticketId });
  const o = await readOrder(reader, orderId);
  if (ticket === null || o === null || audienceOf(actor, ticket) === null) refuse("not_found", {});
  const keys = await readBudgetKeys(reader, o.order, actor, now);
  const choice = { remedy, lines, goods };
  const known = await readFacts(reader, { ticket, o, actor, reason, choice, now }, async () =>
    readUsage(reader, keys, await readBudgets(reader, allKeys(keys)), now),
  );
  return { ...known, o, choice };
}
