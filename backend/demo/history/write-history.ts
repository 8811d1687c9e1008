import { z } from "zod";
import { decisions } from "../../authority/tables.ts";
import { claims } from "../../claims/tables.ts";
import { defineCommand } from "../../core/command.ts";
import type { Table } from "../../core/database/table.ts";
import { insert, update, type Write } from "../../core/database/writes.ts";
import { isGenerated } from "../../core/ids.ts";
import { escalations } from "../../escalations/tables.ts";
import { attempts, remedies } from "../../remedies/tables.ts";
import { shoppers } from "../../shop/storefront-tables.ts";
import { customers, orderLines, orderMoney, orders, shipments } from "../../shop/tables.ts";
import { people } from "../../staff/tables.ts";
import { lockTicketCounter } from "../../tickets/new-ticket.ts";
import { counters, entries, tickets } from "../../tickets/tables.ts";

const written = [
  ...[people, customers, shoppers, orders, orderLines, orderMoney, shipments],
  ...[tickets, entries, claims, remedies, attempts, decisions, escalations],
] as unknown as Table<object>[];
const tableOf = new Map(written.map((table) => [table.name, table]));

type Rows = [table: string, rows: object[]][];

/** As text, because a receipt hashes what a command is told, and hashing a million values one by one takes minutes. */
export function toBatch(writes: readonly Write[]): string {
  const rows = new Map<string, object[]>();
  for (const write of writes) {
    if (write.kind !== "insert") throw new Error("history is only added to");
    const known = rows.get(write.table.name);
    if (known === undefined) rows.set(write.table.name, [write.row]);
    else known.push(write.row);
  }
  return JSON.stringify([...rows]);
}

/** A batch of generated rows in one commit. Takes nothing that does not bear the mark of the generator. */
export const writeHistory = defineCommand({
  name: "demo.write-history",
  who: ["system"],
  input: z.object({
    batch: z.string(),
    /** Ticket numbers that are taken at once for all that follows, so that tickets that are opened meanwhile go on behind. */
    numbers: z.number().int().min(0),
  }),
  load: async (tx, { numbers }) => (numbers === 0 ? null : lockTicketCounter(tx)),
  decide(counter, { batch, numbers }) {
    const rows = JSON.parse(batch) as Rows;
    const writes = rows.flatMap(([name, some]) => {
      const table = tableOf.get(name);
      if (table === undefined) throw new Error(`history has no ${name}`);
      return some.map((row) => insert(table, ensureMarked(row)));
    });
    const taken =
      counter === null ? [] : [update(counters, { id: counter.id }, { value: counter.value + numbers })];
    return {
      answer: { rows: writes.length, numbersFrom: counter === null ? null : counter.value + 1 },
      writes: [...writes, ...taken],
    };
  },
});

function ensureMarked(row: object): object {
  const { id, ticketId } = row as { id?: string; ticketId?: string };
  if (!isGenerated(id ?? ticketId ?? "")) throw new Error("a row without the generator's mark");
  return row;
}
