import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Cells = Record<string, string | number>;

const quoted = (cell: string | number) => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV as Shopify writes it; the columns are those of the rows, in order of first mention. */
export function csv(rows: readonly Cells[], newline = "\n"): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(","));
  return [columns.map(quoted).join(","), ...lines, ""].join(newline);
}

/** A folder of export files by name; `remove` takes it away. */
export async function exportFolder(files: Record<string, string | Buffer>) {
  const folder = await mkdtemp(join(tmpdir(), "frontline-export-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const customerCells = (over: Cells = {}): Cells => ({
  "Customer ID": "c1",
  "First Name": "Mei",
  "Last Name": "Tanaka",
  Email: "Mei@Example.com",
  "Default Address Address1": "1 Harbour Road",
  "Default Address City": "Shanghai",
  "Default Address Country Code": "CN",
  Phone: "'+86 21 5555 0101",
  Tags: "vip, early bird",
  ...over,
});

export const orderCells = (over: Cells = {}): Cells => ({
  Name: "#1001",
  Email: "mei@example.com",
  "Financial Status": "paid",
  "Fulfillment Status": "fulfilled",
  Currency: "CNY",
  Subtotal: "256.00",
  Shipping: "0.00",
  Taxes: "0.00",
  Total: "256.00",
  "Created at": "2026-03-01 04:00:00 +0800",
  "Lineitem quantity": 2,
  "Lineitem name": "Glass kettle - 1.5 l / clear",
  "Lineitem price": "128.00",
  "Lineitem sku": "KETTLE-15",
  "Payment Method": "credit_card",
  "Payment Reference": "credit_card_4998749",
  "Refunded Amount": "0.00",
  Id: "90001",
  ...over,
});

/** A further line of an order: Shopify repeats only its name, e-mail and date. */
export const lineCells = (over: Cells = {}): Cells => ({
  Name: "#1001",
  Email: "mei@example.com",
  "Created at": "2026-03-01 04:00:00 +0800",
  "Lineitem quantity": 1,
  "Lineitem name": "Filter set",
  "Lineitem price": "39.00",
  "Lineitem sku": "FILTER",
  ...over,
});
