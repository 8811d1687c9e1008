import {
  type BudgetMoveRow,
  type BudgetRow,
  budgetMoves,
  budgets,
  type DecisionRow,
  decisions,
  type PolicyRow,
  policies,
} from "../../backend/authority/tables.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import type { Table } from "../../backend/core/database/table.ts";
import { type AttemptRow, attempts, type RemedyRow, remedies } from "../../backend/remedies/tables.ts";
import {
  type OrderLineRow,
  type OrderMoneyRow,
  type OrderRow,
  orderLines,
  orderMoney,
  orders,
  type VariantRow,
  variants,
} from "../../backend/shop/tables.ts";
import { type EntryRow, entries, type TicketRow, tickets } from "../../backend/tickets/tables.ts";

/** Everything that is written down about money when nobody moves it any more. */
export interface Books {
  remedies: RemedyRow[];
  attempts: AttemptRow[];
  budgets: BudgetRow[];
  moves: BudgetMoveRow[];
  decisions: DecisionRow[];
  policies: PolicyRow[];
  orders: OrderRow[];
  lines: OrderLineRow[];
  money: OrderMoneyRow[];
  variants: VariantRow[];
  tickets: TicketRow[];
  entries: EntryRow[];
}

/** Far above what any run makes. */
const take = 100_000;

export async function readBooks(reader: Reader): Promise<Books> {
  const all = <Row extends object>(table: Table<Row>) => reader.many(table, { take });
  return {
    remedies: await all(remedies),
    attempts: await all(attempts),
    budgets: await all(budgets),
    moves: await reader.many(budgetMoves, { order: { id: "ASC" }, take }),
    decisions: await all(decisions),
    policies: await all(policies),
    orders: await all(orders),
    lines: await all(orderLines),
    money: await all(orderMoney),
    variants: await all(variants),
    tickets: await all(tickets),
    entries: await reader.many(entries, { order: { ticketId: "ASC", seq: "ASC" }, take }),
  };
}

export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

export const sumOf = <Row>(rows: readonly Row[], amountOf: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + amountOf(row), 0);
