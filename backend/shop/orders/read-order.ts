import type { Reader } from "../../core/database/reader.ts";
import type { Transaction } from "../../core/database/transaction.ts";
import { type OrderLineRow, type OrderRow, orderLines, orders } from "../tables.ts";
import type { OrderWithLines } from "./order-worth.ts";

/** An order of more lines is cut off by the import. */
export const linesPerOrder = 500;

async function readLines(reader: Reader, orderId: string): Promise<OrderLineRow[]> {
  return reader.many(orderLines, { where: { orderId }, order: { position: "ASC" }, take: linesPerOrder });
}

/** Locks the order, then reads its lines, which change only under that lock. Null where there is none. */
export async function lockOrder(tx: Transaction, orderId: string): Promise<OrderWithLines | null> {
  const order = await tx.lock(orders, orderId);
  return order === null ? null : { order, lines: await readLines(tx, orderId) };
}

export async function readOrder(reader: Reader, orderId: string): Promise<OrderWithLines | null> {
  const order = await reader.one(orders, { id: orderId });
  return order === null ? null : { order, lines: await readLines(reader, orderId) };
}

/** LIKE ignores the case on both engines, and uses the index on the one that grows large. */
const asLike = (text: string) => text.replace(/[!%_]/g, (sign) => `!${sign}`);

/** By the number that a person types: with or without its leading `#`, in any case. */
export async function findOrderByNumber(
  reader: Reader,
  storefrontId: string,
  number: string,
): Promise<OrderRow | null> {
  const bare = asLike(number.trim().replace(/^#\s*/, ""));
  if (bare === "") return null;
  const [found] = await reader.sql<{ id: string }>(
    "SELECT `id` FROM `orders` WHERE `storefrontId` = ? AND (`number` LIKE ? ESCAPE '!' OR `number` LIKE ? ESCAPE '!') ORDER BY `number` LIMIT 1",
    [storefrontId, `#${bare}`, bare],
  );
  // Asked for in any case: a number that there is not must not be told by how long the answer took.
  return reader.one(orders, { id: found?.id ?? "" });
}
