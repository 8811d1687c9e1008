import type { Transaction } from "../core/database/transaction.ts";
import { type CustomerRow, customers, orders } from "../shop/tables.ts";
import { executorOf } from "./executors/executors.ts";
import { type AttemptRow, attempts, type RemedyRow, remedies } from "./tables.ts";

/**
 * The customer whose own record this attempt corrects when it settles, locked before anything else of the case. Null where
 * it corrects none, where nobody is there any more, and where what the merchant was told later has settled already: of
 * two corrections the later one stands, in whatever order their answers come.
 */
export async function lockCorrected(
  tx: Transaction,
  remedyId: string,
  attemptId: string,
): Promise<CustomerRow | null> {
  const [remedy, attempt] = [
    await tx.one(remedies, { id: remedyId }),
    await tx.one(attempts, { id: attemptId }),
  ];
  if (remedy === null || attempt === null || executorOf(remedy.remedy).correctsCustomer !== true) return null;
  const order = await tx.one(orders, { id: remedy.orderId });
  const customer = order?.customerId == null ? null : await tx.lock(customers, order.customerId);
  if (customer === null || (await hasLaterSettled(tx, customer, remedy, attempt))) return null;
  return customer;
}

async function hasLaterSettled(
  tx: Transaction,
  customer: CustomerRow,
  { remedy }: RemedyRow,
  { id, startedAt }: AttemptRow,
): Promise<boolean> {
  const [later] = await tx.sql<{ id: string }>(
    "SELECT a.`id` AS `id` FROM `orders` o JOIN `remedies` r ON r.`orderId` = o.`id` " +
      "JOIN `attempts` a ON a.`remedyId` = r.`id` " +
      "WHERE o.`customerId` = ? AND r.`remedy` = ? AND a.`state` = 'settled' " +
      "AND (a.`startedAt` > ? OR (a.`startedAt` = ? AND a.`id` > ?)) LIMIT 1",
    [customer.id, remedy, startedAt, startedAt, id],
  );
  return later !== undefined;
}
