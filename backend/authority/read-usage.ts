import { MoreThan } from "typeorm";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { type BudgetKeys, sharesOf } from "./budget-keys.ts";
import { usedCount, usedMinor } from "./budgets.ts";
import type { CustomerFacts, DecisionFacts } from "./facts.ts";
import { type BudgetMoveRow, type BudgetRow, budgetMoves } from "./tables.ts";

/** What was used before of every budget that a remedy would draw on. */
export type Usage = Pick<
  DecisionFacts,
  "dayUsedMinor" | "dayUsedCount" | "weekUsedMinor" | "weekUsedCount" | "teamUsedMinor" | "teamUsedCount"
> & { grants: CustomerFacts["grants"] };

/** As far back as a rule's window may reach, and as many as are kept with a decision. */
export const windowDays = 730;
export const keptOfCustomer = 500;
const movesRead = 4 * keptOfCustomer;

/** From the budgets' rows, read or locked by the caller, and from the customer's moves. */
export async function readUsage(
  reader: Reader,
  keys: BudgetKeys,
  budgets: ReadonlyMap<string, BudgetRow>,
  now: number,
): Promise<Usage> {
  const day = budgets.get(keys.personDay);
  const week = budgets.get(keys.personWeek);
  const team = await readTeam(reader, keys.teamMonth);
  return {
    dayUsedMinor: usedMinor(day),
    dayUsedCount: usedCount(day),
    weekUsedMinor: usedMinor(week),
    weekUsedCount: usedCount(week),
    teamUsedMinor: team.minor,
    teamUsedCount: team.count,
    grants: keys.customer === null ? [] : await readCustomerGrants(reader, keys.customer, now),
  };
}

async function readTeam(reader: Reader, teamMonth: string): Promise<{ minor: number; count: number }> {
  const [row] = await reader.sql<{ minor: unknown; count: unknown }>(
    "SELECT COALESCE(SUM(`reservedMinor` + `committedMinor`), 0) AS `minor`, " +
      "COALESCE(SUM(`reservedCount` + `committedCount`), 0) AS `count` " +
      "FROM `budgets` WHERE `id` >= ? AND `id` < ?",
    sharesOf(teamMonth),
  );
  return { minor: Number(row?.minor ?? 0), count: Number(row?.count ?? 0) };
}

async function readCustomerGrants(
  reader: Reader,
  budgetId: string,
  now: number,
): Promise<CustomerFacts["grants"]> {
  const moves = await reader.many(budgetMoves, {
    where: { budgetId, at: MoreThan(now - windowDays * day) },
    order: { at: "DESC", id: "DESC" },
    take: movesRead,
  });
  return standingGrants(moves).slice(0, keptOfCustomer);
}

type Moved = Pick<BudgetMoveRow, "remedyId" | "attempt" | "kind" | "amountMinor" | "at">;

/** What still stands of a ledger, newest first: reserved and not given back, or paid in spite of that. */
function standingGrants(moves: readonly Moved[]): CustomerFacts["grants"] {
  const standing = new Map<string, { at: number; amountMinor: number }>();
  for (const { remedyId, attempt, kind, amountMinor, at } of moves) {
    const key = `${remedyId}/${attempt}`;
    const before = standing.get(key) ?? { at, amountMinor: 0 };
    const sign = kind === "give_back" ? -1 : kind === "commit" ? 0 : 1;
    standing.set(key, {
      // It counts from the day of the grant, whenever it was paid.
      at: Math.min(before.at, at),
      amountMinor: before.amountMinor + sign * amountMinor,
    });
  }
  return [...standing.values()].filter((each) => each.amountMinor > 0).sort((a, b) => b.at - a.at);
}
