import { z } from "zod";
import { badRow } from "./bad-row.ts";
import type { CsvRow } from "./csv-rows.ts";
import { readInstant, readText, splitList } from "./read-field.ts";
import { line } from "./tally.ts";

export const shipmentInput = z.object({
  line,
  orderNumber: z.string().min(1).max(60),
  trackingNumber: z.string().min(1).max(100),
  carrier: z.string().max(100),
  skus: z.array(z.string().max(120)).max(500),
  shippedAt: z.number().int().nullable(),
  deliveredAt: z.number().int().nullable(),
});
export type ShipmentInput = z.infer<typeof shipmentInput>;

export const shipmentColumns = [["Order", "Name", "Order Name"], ["Tracking Number"]];

export function shipmentFromRow(row: CsvRow): ShipmentInput {
  const orderNumber = readText(row.get("Order", "Name", "Order Name"), "Order", 60);
  const trackingNumber = readText(row.get("Tracking Number"), "Tracking Number", 100);
  if (orderNumber === "") badRow("Order is empty");
  if (trackingNumber === "") badRow("Tracking Number is empty");
  const shippedAt = readInstant(row.get("Shipped at"), "Shipped at");
  const deliveredAt = readInstant(row.get("Delivered at"), "Delivered at");
  if (shippedAt !== null && deliveredAt !== null && deliveredAt < shippedAt) {
    badRow("Delivered at is before Shipped at");
  }
  const skus = splitList(row.get("SKUs", "SKU"), /[\s,;]+/);
  return {
    line: row.line,
    orderNumber,
    trackingNumber,
    carrier: readText(row.get("Carrier", "Tracking Company"), "Carrier", 100),
    skus: skus.map((sku) => readText(sku, "a SKU", 120)),
    shippedAt,
    deliveredAt,
  };
}
