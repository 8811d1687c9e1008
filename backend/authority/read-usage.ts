import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { type BudgetKeys, sharesOf } from "./budget-keys.ts";
import { usedCount, usedMinor } from "./budgets.ts";
import type { CustomerFacts, DecisionFacts } from "./facts.ts";
import type { BudgetRow } from "./tables.ts";

/** What was used before of every budget that a remedy would draw on. */
export type Usage = Pick<
  DecisionFacts,
  "dayUsedMinor" | "dayUsedCount" | "weekUsedMinor" | "weekUsedCount" | "teamUsedMinor" | "teamUsedCount"
> & { grants: CustomerFacts["grants"] };

/** As far back as a rule's window may reach. */
export const windowDays = 730;

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

/**
 * What still stands of the customer's ledger, newest first: reserved and not given back, or paid in spite of that. It counts
 * from the day of the grant, whenever it was paid. All of it, however much: what was left out would be given once more.
 */
async function readCustomerGrants(
  reader: Reader,
  budgetId: string,
  now: number,
): Promise<CustomerFacts["grants"]> {
  const rows = await reader.sql<{ grantedAt: unknown; minor: unknown }>(
    "SELECT MIN(`at`) AS `grantedAt`, " +
      "SUM(CASE `kind` WHEN 'give_back' THEN -`amountMinor` WHEN 'commit' THEN 0 ELSE `amountMinor` END) AS `minor` " +
      "FROM `budget_moves` WHERE `budgetId` = ? AND `at` > ? GROUP BY `remedyId`, `attempt` " +
      "HAVING `minor` > 0 ORDER BY `grantedAt` DESC, `remedyId` DESC, `attempt` DESC",
    [budgetId, now - windowDays * day],
  );
  return rows.map(({ grantedAt, minor }) => ({ at: Number(grantedAt), amountMinor: Number(minor) }));
}
