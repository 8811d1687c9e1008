import { type FileTally, importFolder } from "../../backend/shop/import/import-folder.ts";
import { findOrderByNumber, readOrder } from "../../backend/shop/orders/read-order.ts";
import type { TestHouse } from "./executor.ts";
import { type Cells, csv, exportFolder } from "./exports.ts";

/** Imports files given as text, and looks at what became of them. */
export function importScene(house: TestHouse) {
  async function importFiles(
    storefrontId: string,
    files: Record<string, string | Buffer>,
  ): Promise<FileTally[]> {
    const { folder, remove } = await exportFolder(files);
    try {
      return await importFolder(folder, { execute: house.execute, storefrontId, report: () => undefined });
    } finally {
      await remove();
    }
  }

  async function shopWith(rows: Cells[], more: Record<string, string | Buffer> = {}) {
    const { storefrontId } = await house.makeStorefront();
    const tallies = await importFiles(storefrontId, { "orders.csv": csv(rows), ...more });
    return { storefrontId, bad: tallies.flatMap((tally) => tally.bad) };
  }

  async function orderOf(storefrontId: string, number = "#1001") {
    const row = await findOrderByNumber(house.reader, storefrontId, number);
    const found = row === null ? null : await readOrder(house.reader, row.id);
    if (found === null) throw new Error(`no order ${number}`);
    return found;
  }

  return { importFiles, shopWith, orderOf };
}
