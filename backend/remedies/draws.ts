import {
  bookOverrun,
  commitReserved,
  type Draw,
  type Drawn,
  giveBack,
  lockBudgets,
  reserve,
} from "../authority/budgets.ts";
import { type BudgetRow, budgetMoves } from "../authority/tables.ts";
import type { Circumstances } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import type { Write } from "../core/database/writes.ts";
import type { RemedyRow } from "./tables.ts";

/** What the attempts of a remedy drew from budgets, with those budgets locked. */
export interface Draws {
  budgets: ReadonlyMap<string, BudgetRow>;
  draws: readonly (Draw & { budgetId: string })[];
}

type Moment = Pick<Circumstances, "now" | "newId">;

const movesPerRemedy = 1000;

/** From the ledger, which also knows what attempts of long ago drew. Budgets are locked in the order of their keys. */
export async function lockDraws(
  tx: Transaction,
  remedyId: string,
  storefrontId: string,
  attempts: readonly number[],
): Promise<Draws> {
  const moves = await tx.many(budgetMoves, {
    where: { remedyId, kind: "reserve" },
    order: { id: "ASC" },
    take: movesPerRemedy,
  });
  const draws = moves.filter((move) => attempts.includes(move.attempt));
  const ids = [...new Set(draws.map((draw) => draw.budgetId))];
  return { budgets: await lockBudgets(tx, ids, storefrontId), draws };
}

export const drawOf = ({ id, attempt, amountMinor }: RemedyRow): Draw => ({
  remedyId: id,
  attempt,
  amountMinor,
});

export const reservationsOf = (budgets: readonly BudgetRow[], amountMinor: number) =>
  budgets.map(({ id: budgetId }) => ({ budgetId, amountMinor }));

/** What a new attempt draws, of each of these budgets; they must be locked. */
export function reserveAll(budgets: Iterable<BudgetRow>, draw: Draw, moment: Moment): Write[] {
  return [...budgets].flatMap((budget) => reserve(budget, draw, moment).writes);
}

const moves = { reserve, commit: commitReserved, give_back: giveBack, overrun: bookOverrun } satisfies Record<
  string,
  (budget: BudgetRow, draw: Draw, moment: Moment) => Drawn
>;

/** Moves what one attempt drew; the budgets as they become, so that another attempt's can be moved after it. */
export function moveDraws(
  from: Draws,
  attempt: number,
  kind: Exclude<keyof typeof moves, "reserve">,
  moment: Moment,
): { writes: Write[]; draws: Draws } {
  const budgets = new Map(from.budgets);
  const writes: Write[] = [];
  for (const { budgetId, remedyId, amountMinor } of from.draws.filter((draw) => draw.attempt === attempt)) {
    const budget = budgets.get(budgetId);
    if (budget === undefined) throw new Error(`budget ${budgetId} was not locked`);
    const drawn = moves[kind](budget, { remedyId, attempt, amountMinor }, moment);
    budgets.set(budgetId, drawn.budget);
    writes.push(...drawn.writes);
  }
  return { writes, draws: { ...from, budgets } };
}

/** Whose days were drawn on, to be told that they have moved. */
export function peopleOf({ budgets }: Draws): string[] {
  return [...budgets.keys()].flatMap((id) => /^person-day\|[^/|]+\/([^|]+)\|/.exec(id)?.[1] ?? []);
}
