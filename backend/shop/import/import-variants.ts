import { In } from "typeorm";
import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { insert, update, type Write } from "../../core/database/writes.ts";
import { variants } from "../tables.ts";
import { batchSize, changedColumns, emptyTally } from "./tally.ts";
import { variantInput } from "./variant-from-row.ts";

/** Known by SKU, in any case. Our own reservations are kept. */
export const importVariants = defineCommand({
  name: "shop.import-variants",
  who: ["system"],
  input: z.object({ storefrontId: z.uuid(), rows: z.array(variantInput).max(batchSize) }),
  async load(tx, { storefrontId, rows }) {
    const found = await tx.many(variants, {
      where: { storefrontId, sku: In(rows.map((row) => row.sku)) },
      take: batchSize,
    });
    const locked = await tx.lockAll(
      variants,
      found.map((variant) => variant.id),
    );
    return new Map(locked.map((variant) => [variant.sku.toLowerCase(), variant]));
  },
  decide(known, { storefrontId, rows }, _actor, { newId }) {
    const tally = emptyTally();
    const writes: Write[] = [];
    for (const { line: _line, ...row } of rows) {
      const before = known.get(row.sku.toLowerCase());
      if (before === undefined) {
        writes.push(insert(variants, { id: newId(), storefrontId, ...row, reserved: 0 }));
        tally.imported++;
        continue;
      }
      const changed = changedColumns(before, row);
      if (changed === null) tally.unchanged++;
      else {
        writes.push(update(variants, { id: before.id }, changed));
        tally.updated++;
      }
    }
    return { answer: tally, writes };
  },
});
