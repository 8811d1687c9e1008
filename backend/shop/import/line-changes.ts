import { insert, remove, update, type Write } from "../../core/database/writes.ts";
import { type OrderLineRow, orderLines } from "../tables.ts";
import { badRow } from "./bad-row.ts";
import type { LineInput } from "./order-from-rows.ts";
import { changedColumns } from "./tally.ts";

interface Place {
  storefrontId: string;
  orderId: string;
  newId: () => string;
}

/**
 * What an order's lines become. A line is known by its SKU, the n-th of that SKU within its order, and keeps its
 * place and what we refunded or sent again of it. Refuses (BadRow) to lose a line of which we did.
 */
export function lineChanges(
  before: readonly OrderLineRow[],
  lines: readonly LineInput[],
  { storefrontId, orderId, newId }: Place,
): Write[] {
  const writes: Write[] = [];
  const left = [...before];
  let position = before.reduce((last, line) => Math.max(last, line.position), -1) + 1;
  for (const line of lines) {
    const index = left.findIndex(
      (each) => each.sku === line.sku && (line.sku !== "" || isSameItem(each, line)),
    );
    const [known] = index === -1 ? [] : left.splice(index, 1);
    if (known === undefined) {
      const own = { position: position++, reshippedQuantity: 0, refundedQuantity: 0 };
      writes.push(insert(orderLines, { id: newId(), storefrontId, orderId, ...line, ...own }));
      continue;
    }
    const changed = changedColumns(known, line);
    if (changed !== null) writes.push(update(orderLines, { id: known.id }, changed));
  }
  for (const gone of left) {
    if (gone.refundedQuantity > 0 || gone.reshippedQuantity > 0) {
      badRow(`line "${gone.title}" is gone, of which pieces were refunded or sent again`);
    }
    writes.push(remove(orderLines, { id: gone.id }));
  }
  return writes;
}

const isSameItem = (a: OrderLineRow, b: LineInput) => a.title === b.title && a.variant === b.variant;
