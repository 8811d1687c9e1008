import type { FindOptionsOrder, FindOptionsWhere } from "typeorm";
import { LessThanOrEqual } from "typeorm";
import { z } from "zod";
import { day } from "../../core/clock.ts";
import { defineCommand } from "../../core/command.ts";
import type { Table } from "../../core/database/table.ts";
import type { Transaction } from "../../core/database/transaction.ts";
import { remove, type Write } from "../../core/database/writes.ts";
import { receipts } from "../../core/receipts.ts";
import { runs } from "../../insight/tables.ts";
import { shopperSessions, usedTokens } from "../../shop/storefront-tables.ts";
import { personLinks, staffSessions } from "../../staff/tables.ts";

/** A commit that is short enough to stand in nobody's way. */
export const sweptAtOnce = 200;

type Sweep = (tx: Transaction, now: number) => Promise<Write[]>;

/** Rows whose `column` (milliseconds) lies at least `lifeMs` back. */
function sweepOf<Row extends { id: string }>(
  table: Table<Row>,
  column: keyof Row & string,
  lifeMs: number,
): Sweep {
  return async (tx, now) => {
    const end = now - lifeMs;
    const found = await tx.many(table, {
      where: { [column]: LessThanOrEqual(end) } as FindOptionsWhere<Row>,
      order: { [column]: "ASC" } as FindOptionsOrder<Row>,
      take: sweptAtOnce,
    });
    // Where a row can be locked it can change: a session may have been prolonged since.
    const ids = found.map(({ id }) => id);
    const rows = table.lockRank === null ? found : await tx.lockAll(table, ids);
    return rows
      .filter((row) => Number(row[column]) <= end)
      .map(({ id }) => remove(table, { id } as Partial<Row>));
  };
}

/** What has an end, and for how long it is kept behind it. No client sends a command again after a month. */
const sweeps = {
  receipts: sweepOf(receipts, "at", 30 * day),
  staff_sessions: sweepOf(staffSessions, "expiresAt", 0),
  shopper_sessions: sweepOf(shopperSessions, "expiresAt", 0),
  used_tokens: sweepOf(usedTokens, "expiresAt", day),
  insight_runs: sweepOf(runs, "startedAt", day),
  person_links: sweepOf(personLinks, "expiresAt", 0),
};

export type Swept = keyof typeof sweeps;
export const sweptTables = Object.keys(sweeps) as Swept[];

/** Removes the oldest of a table's rows that are over, at most `sweptAtOnce`, and says how many. May run anywhere, twice. */
export const sweepRows = defineCommand({
  name: "job.sweep-rows",
  who: ["system"],
  input: z.object({ of: z.enum(sweptTables) }),
  load: (tx, { of }, _actor, { now }) => sweeps[of](tx, now),
  decide: (writes) => ({ answer: { swept: writes.length }, writes }),
});
