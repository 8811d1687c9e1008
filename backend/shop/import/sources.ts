import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCsv } from "./csv-rows.ts";
import { customerColumns, customerFromRow } from "./customer-from-row.ts";
import { importCustomers } from "./import-customers.ts";
import { importOrders } from "./import-orders.ts";
import { importShipments } from "./import-shipments.ts";
import { importVariants } from "./import-variants.ts";
import { orderColumns, orderFromRows } from "./order-from-rows.ts";
import { readCurrency } from "./read-field.ts";
import type { Item, Source } from "./read-items.ts";
import { shipmentColumns, shipmentFromRow } from "./shipment-from-row.ts";
import { variantColumns, variantReader } from "./variant-from-row.ts";

/** The files of an export, in the order in which they need each other. */
export async function sourcesOf(folder: string): Promise<Source<Item>[]> {
  const readVariant = variantReader(await firstCurrency(join(folder, "orders.csv")));
  return [
    {
      file: "customers.csv",
      required: customerColumns,
      command: importCustomers,
      read: ([row]) => keyed(customerFromRow(row), (customer) => [customer.externalId]),
    },
    {
      file: "products.csv",
      required: variantColumns,
      command: importVariants,
      read: ([row]) => keyed(readVariant(row), (variant) => [variant.sku.toLowerCase()]),
    },
    {
      file: "orders.csv",
      required: orderColumns,
      command: importOrders,
      groupOf: (row) => row.get("Name"),
      read: (rows) =>
        keyed(orderFromRows(rows), (order) => [`#${order.number.toLowerCase()}`, order.externalId]),
    },
    {
      file: "shipments.csv",
      required: shipmentColumns,
      command: importShipments,
      read: ([row]) => keyed(shipmentFromRow(row), (shipment) => [shipment.trackingNumber.toLowerCase()]),
    },
  ];
}

const keyed = <T extends { line: number }>(value: T | null, keysOf: (value: T) => string[]) =>
  value === null ? null : { ...value, keys: keysOf(value) };

/** Products have no currency of their own: their prices are in that of the orders. */
async function firstCurrency(file: string): Promise<string> {
  if (!existsSync(file)) return "USD";
  for await (const item of readCsv(file, [["Currency"]], { bytes: 0 })) {
    if ("row" in item && item.row.get("Currency") !== "") {
      try {
        return readCurrency(item.row.get("Currency"));
      } catch {
        // Reported with its line when the orders are read.
      }
    }
  }
  return "USD";
}
