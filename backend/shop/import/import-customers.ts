import { In } from "typeorm";
import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { insert, update, type Write } from "../../core/database/writes.ts";
import { customers } from "../tables.ts";
import { customerInput } from "./customer-from-row.ts";
import { batchSize, changedColumns, emptyTally } from "./tally.ts";

/** Known by the shop's own id. */
export const importCustomers = defineCommand({
  name: "shop.import-customers",
  who: ["system"],
  input: z.object({ storefrontId: z.uuid(), rows: z.array(customerInput).max(batchSize) }),
  async load(tx, { storefrontId, rows }) {
    const found = await tx.many(customers, {
      where: { storefrontId, externalId: In(rows.map((row) => row.externalId)) },
      take: batchSize,
    });
    const ids = found.map((customer) => customer.id);
    return new Map((await tx.lockAll(customers, ids)).map((customer) => [customer.externalId, customer]));
  },
  decide(known, { storefrontId, rows }, _actor, { now, newId }) {
    const tally = emptyTally();
    const writes: Write[] = [];
    for (const { line: _line, since, ...row } of rows) {
      const before = known.get(row.externalId);
      if (before === undefined) {
        writes.push(insert(customers, { id: newId(), storefrontId, ...row, since: since ?? now }));
        tally.imported++;
        continue;
      }
      const changed = changedColumns(before, { ...row, since: Math.min(before.since, since ?? now) });
      if (changed === null) tally.unchanged++;
      else {
        writes.push(update(customers, { id: before.id }, changed));
        tally.updated++;
      }
    }
    return { answer: tally, writes };
  },
});
