import { In } from "typeorm";
import type { Circumstances } from "../core/command.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { type BudgetMoveRow, type BudgetRow, budgetMoves, budgets } from "./tables.ts";

/**
 * Locks budgets in the order of their keys; those from which nothing was ever drawn are made, all at once. Two who make
 * one at once meet on its key: one waits for the other's commit, fails with a duplicate, and its whole walk is repeated,
 * where it finds what the other drew.
 */
export async function lockBudgets(
  tx: Transaction,
  ids: readonly string[],
  storefrontId: string,
): Promise<Map<string, BudgetRow>> {
  const found = new Map((await tx.lockAll(budgets, ids)).map((row) => [row.id, row]));
  const fresh = [...new Set(ids)]
    .filter((id) => !found.has(id))
    .sort()
    .map((id) => ({
      id,
      storefrontId,
      reservedMinor: 0,
      committedMinor: 0,
      reservedCount: 0,
      committedCount: 0,
    }));
  if (fresh.length === 0) return found;
  tx.apply(fresh.map((row) => insert(budgets, row)));
  await tx.flush();
  for (const row of fresh) found.set(row.id, row);
  return found;
}

export async function readBudgets(reader: Reader, ids: readonly string[]): Promise<Map<string, BudgetRow>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.many(budgets, { where: { id: In([...ids]) }, take: ids.length });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What is drawn from a budget, firmly or on its way; nothing of one that was never touched. */
export const usedMinor = (budget: BudgetRow | null | undefined): number =>
  budget === null || budget === undefined ? 0 : budget.reservedMinor + budget.committedMinor;

/** By how many remedies. */
export const usedCount = (budget: BudgetRow | null | undefined): number =>
  budget === null || budget === undefined ? 0 : budget.reservedCount + budget.committedCount;

/** One attempt's share of a budget. `amountMinor` is positive. */
export interface Draw {
  remedyId: string;
  attempt: number;
  amountMinor: number;
}

export interface Drawn {
  budget: BudgetRow;
  writes: Write[];
}

type Moment = Pick<Circumstances, "now" | "newId">;

/** What each kind of move does to a budget's row. The row is the sum of its moves, always. */
const effects: Record<BudgetMoveRow["kind"], { reserved: -1 | 0 | 1; committed: 0 | 1 }> = {
  reserve: { reserved: 1, committed: 0 },
  commit: { reserved: -1, committed: 1 },
  give_back: { reserved: -1, committed: 0 },
  overrun: { reserved: 0, committed: 1 },
};

/** Throws where more would leave a budget than was put in: the caller moved one draw twice. */
function move(kind: BudgetMoveRow["kind"], budget: BudgetRow, draw: Draw, { now, newId }: Moment): Drawn {
  const { remedyId, attempt, amountMinor } = draw;
  const effect = effects[kind];
  const after = {
    reservedMinor: budget.reservedMinor + effect.reserved * amountMinor,
    committedMinor: budget.committedMinor + effect.committed * amountMinor,
    reservedCount: budget.reservedCount + effect.reserved,
    committedCount: budget.committedCount + effect.committed,
  };
  const isWhole = Number.isSafeInteger(amountMinor) && amountMinor > 0;
  if (!isWhole || after.reservedMinor < 0 || after.reservedCount < 0) {
    throw new Error(`${kind} of ${amountMinor} does not fit budget ${budget.id}`);
  }
  const row: BudgetMoveRow = {
    id: newId(),
    budgetId: budget.id,
    remedyId,
    attempt,
    kind,
    amountMinor,
    at: now,
  };
  return {
    budget: { ...budget, ...after },
    writes: [update(budgets, { id: budget.id }, after), insert(budgetMoves, row)],
  };
}

/** On grant. The budget must be locked, and the decision taken with what it shows. */
export const reserve = (budget: BudgetRow, draw: Draw, moment: Moment): Drawn =>
  move("reserve", budget, draw, moment);

/** On settlement. */
export const commitReserved = (budget: BudgetRow, draw: Draw, moment: Moment): Drawn =>
  move("commit", budget, draw, moment);

/** On definitive failure. */
export const giveBack = (budget: BudgetRow, draw: Draw, moment: Moment): Drawn =>
  move("give_back", budget, draw, moment);

/** On a settlement that arrives after its draw was given back: spent without asking, so no limit is looked at. */
export const bookOverrun = (budget: BudgetRow, draw: Draw, moment: Moment): Drawn =>
  move("overrun", budget, draw, moment);
