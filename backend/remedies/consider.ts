import { lockBudget, readBudgets, usedMinor } from "../authority/budgets.ts";
import { decideRemedy, type Verdict } from "../authority/decide.ts";
import type { DecisionFacts } from "../authority/facts.ts";
import { headroomOf } from "../authority/headroom.ts";
import type { BudgetRow } from "../authority/tables.ts";
import { lead } from "../contract/declaration.ts";
import type { OrderedLine } from "../contract/fields.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { type OrderWithLines, refundableMinor, worthOfLines } from "../shop/orders/order-worth.ts";
import type { Case } from "./lock-case.ts";
import { type Known, type Question, readDayBudgetId, readFacts } from "./read-facts.ts";
import type { Wanted } from "./rules.ts";

type Asked = Case & Pick<Question, "actor" | "remedy" | "reason" | "now">;

const questionOf = ({ o, ...rest }: Asked): Question => ({ ...rest, order: o.order });

/** For who is about to draw on their day: its budget is locked, and the facts are those under that lock. */
export async function lockAuthority(tx: Transaction, asked: Asked): Promise<Known & { budget: BudgetRow }> {
  const { order } = asked.o;
  const budgetId = await readDayBudgetId(tx, order, asked.actor.personId, asked.now);
  const budget = await lockBudget(tx, budgetId, order.storefrontId);
  return { budget, ...(await readFacts(tx, questionOf(asked), usedMinor(budget))) };
}

/** For who asks or approves, which draws on nobody's day. */
export async function readAuthority(tx: Transaction, asked: Asked): Promise<Known> {
  const budgetId = await readDayBudgetId(tx, asked.o.order, asked.actor.personId, asked.now);
  const used = usedMinor((await readBudgets(tx, [budgetId])).get(budgetId));
  return readFacts(tx, questionOf(asked), used);
}

export interface Considered {
  facts: DecisionFacts;
  verdict: Verdict;
}

export function consider({ policy, facts }: Known, wanted: Wanted): Considered {
  const complete = { ...facts, amountMinor: wanted.amountMinor };
  return { facts: complete, verdict: decideRemedy(policy, complete) };
}

/** Refuses `approval_required` with every limit in the way and what would be granted at once. */
export function ensureGranted(known: Known, considered: Considered, wanted: Wanted, o: OrderWithLines): void {
  const { verdict } = considered;
  if (verdict.answer === "grant") return;
  const most = wanted.remedy === "reship" ? wanted.amountMinor : mostRefundable(o, wanted.lines);
  refuse("approval_required", {
    obstacles: verdict.obstacles,
    grantableMinor: headroomOf(known.policy, known.facts, most, []).grantableMinor,
    currency: wanted.currency,
  });
}

/** What nobody can give more than, with these lines chosen or none. */
export function mostRefundable(o: OrderWithLines, lines: readonly OrderedLine[]): number {
  const left = refundableMinor(o.order);
  return lines.length === 0 ? left : Math.min(left, worthOfLines(o, lines));
}

export const isLead = (actor: PersonActor): boolean => lead.some((role) => role === actor.kind);
