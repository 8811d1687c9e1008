import type { Reader } from "../core/database/reader.ts";
import type { Expected, MerchantOutcome, MerchantPort } from "../shop/merchant/port.ts";
import { readOrder } from "../shop/orders/read-order.ts";
import { customers } from "../shop/tables.ts";
import type { Wanted } from "./executors/executor.ts";
import { executorOf } from "./executors/executors.ts";
import type { AttemptRow, RemedyRow } from "./tables.ts";

/** Under which key the merchant's answers must go, and which money they must name. */
export function expectedOf(remedy: Wanted, attempt: Pick<AttemptRow, "id">): Expected {
  return { key: attempt.id, money: executorOf(remedy.remedy).confirms(remedy) };
}

/** Asks the merchant's system to carry out the attempt. Safe to repeat: the key is the attempt's own. */
export async function sendToMerchant(
  reader: Reader,
  port: MerchantPort,
  remedy: RemedyRow,
  attempt: AttemptRow,
): Promise<MerchantOutcome> {
  const o = await readOrder(reader, remedy.orderId);
  if (o === null) return { state: "unknown", why: "the order is gone" };
  const { order } = o;
  const substance = executorOf(remedy.remedy).call(remedy);
  if (substance === null) return { state: "unknown", why: "the remedy lacks what its call needs" };
  const { customerId } = order;
  const buyer = customerId === null ? null : await reader.one(customers, { id: customerId });
  const about = {
    key: attempt.id,
    storefrontId: remedy.storefrontId,
    order: { id: order.externalId, number: order.number, paymentReference: order.paymentReference },
    customer: buyer && { id: buyer.externalId, email: buyer.email },
    reason: remedy.reason,
    lines: remedy.lines.map(({ lineId, title, quantity }) => ({
      sku: o.lines.find((line) => line.id === lineId)?.sku ?? "",
      title,
      quantity,
    })),
  };
  return port.carryOut({ about, substance, expected: expectedOf(remedy, attempt) });
}
