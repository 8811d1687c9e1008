import { z } from "zod";
import { address } from "../../contract/fields.ts";
import { financialStatuses } from "../../contract/vocabulary.ts";
import { minorDigits } from "../../core/money.ts";
import { linesPerOrder } from "../orders/read-order.ts";
import { BadRow, badRow } from "./bad-row.ts";
import type { CsvRow } from "./csv-rows.ts";
import { paidOf } from "./order-status.ts";
import { orderDiscount } from "./order-totals.ts";
import {
  readAddress,
  readCount,
  readCurrency,
  readEmail,
  readFlag,
  readInstant,
  readMinor,
  readText,
} from "./read-field.ts";
import { line } from "./tally.ts";

const minor = z.number().int().min(0);
const instant = z.number().int().min(0);

export const orderInput = z.object({
  line,
  externalId: z.string().min(1).max(120),
  number: z.string().min(1).max(60),
  email: z.string().max(190),
  currency: z.string().length(3),
  subtotalMinor: minor,
  discountMinor: minor,
  shippingMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  financialStatus: z.enum(financialStatuses),
  fulfillmentStatus: z.string().max(20),
  orderedAt: instant,
  cancelledAt: instant.nullable(),
  paidAt: instant.nullable(),
  paymentMethod: z.string().max(60),
  paymentReference: z.string().max(190),
  shippingAddress: address.nullable(),
  paidMinor: minor,
  /** As the shop counts it: refunds of ours that it carried out are in it. */
  refundedMinor: minor,
  lines: z
    .array(
      z.object({
        sku: z.string().max(120),
        title: z.string().max(250),
        variant: z.string().max(250),
        quantity: z.number().int().min(1),
        unitPriceMinor: minor,
        discountMinor: minor,
        requiresShipping: z.boolean(),
      }),
    )
    .min(1)
    .max(linesPerOrder),
});
export type OrderInput = z.infer<typeof orderInput>;
export type LineInput = OrderInput["lines"][number];

export const orderColumns = [
  ["Name"],
  ["Currency"],
  ["Total"],
  ["Subtotal"],
  ["Created at"],
  ["Lineitem quantity"],
  ["Lineitem name"],
  ["Lineitem price"],
];

/** An order is one row a line; only the first has its totals, address and payment. */
export function orderFromRows([first, ...others]: readonly [CsvRow, ...CsvRow[]]): OrderInput {
  const number = readText(first.get("Name"), "Name", 60);
  if (number === "") badRow("Name is empty");
  if (first.get("Total") === "") badRow(`Total is empty, and no row of ${number} before it has one`);
  if (others.length >= linesPerOrder) badRow(`has more than ${linesPerOrder} lines`);
  const currency = readCurrency(first.get("Currency"));
  const lines = [first, ...others].map((row) => readLine(row, currency));
  const money = readMoney(first, lines, currency);
  const text = (column: string, longest: number) => readText(first.get(column), column, longest);
  return {
    line: first.line,
    externalId: text("Id", 120) || number,
    number,
    email: readEmail(first.get("Email"), "Email"),
    currency,
    ...money,
    fulfillmentStatus: text("Fulfillment Status", 20).toLowerCase(),
    orderedAt: readInstant(first.get("Created at"), "Created at") ?? badRow("Created at is empty"),
    cancelledAt: readInstant(first.get("Cancelled at"), "Cancelled at"),
    paidAt: readInstant(first.get("Paid at"), "Paid at"),
    paymentMethod: text("Payment Method", 60),
    paymentReference: text("Payment Reference", 190) || text("Payment ID", 190),
    shippingAddress: readAddress({
      name: first.get("Shipping Name"),
      line1: first.get("Shipping Address1", "Shipping Street"),
      line2: first.get("Shipping Address2"),
      city: first.get("Shipping City"),
      province: first.get("Shipping Province"),
      zip: first.get("Shipping Zip"),
      country: first.get("Shipping Country"),
      phone: first.get("Shipping Phone"),
    }),
    lines,
  };
}

function readMoney(first: CsvRow, lines: readonly LineInput[], currency: string) {
  const amount = (column: string) => readMinor(first.get(column), column, currency);
  const optional = (column: string) => (first.get(column) === "" ? null : amount(column));
  const totalMinor = amount("Total");
  const totals = {
    subtotalMinor: amount("Subtotal"),
    shippingMinor: amount("Shipping"),
    taxMinor: amount("Taxes") + amount("Duties"),
    totalMinor,
  };
  const sum = (of: (line: LineInput) => number) => lines.reduce((all, each) => all + of(each), 0);
  const discountMinor = orderDiscount(
    {
      ...totals,
      grossMinor: sum((each) => each.quantity * each.unitPriceMinor),
      lineDiscountsMinor: sum((each) => each.discountMinor),
      discountMinor: optional("Discount Amount"),
    },
    (minorUnits) => (minorUnits / 10 ** minorDigits(currency)).toFixed(minorDigits(currency)),
  );
  const outstandingMinor = optional("Outstanding Balance");
  const paid = paidOf({ text: first.get("Financial Status"), totalMinor, outstandingMinor });
  const refundedMinor = amount("Refunded Amount");
  if (refundedMinor > paid.paidMinor) badRow("Refunded Amount is larger than what was paid");
  return {
    ...totals,
    discountMinor,
    financialStatus: paid.status,
    paidMinor: paid.paidMinor,
    refundedMinor,
  };
}

function readLine(row: CsvRow, currency: string): LineInput {
  try {
    const other = row.get("Currency").toUpperCase();
    if (other !== "" && other !== currency) badRow(`Currency "${other}" is not the order's, ${currency}`);
    const name = readText(row.get("Lineitem name"), "Lineitem name", 500);
    if (name === "") badRow("Lineitem name is empty");
    const cut = name.lastIndexOf(" - ");
    const quantity = readCount(row.get("Lineitem quantity"), "Lineitem quantity", 1);
    const unitPriceMinor = readMinor(row.get("Lineitem price"), "Lineitem price", currency);
    const discountMinor = readMinor(row.get("Lineitem discount"), "Lineitem discount", currency);
    if (discountMinor > quantity * unitPriceMinor) badRow("Lineitem discount is larger than the line");
    if (quantity > 10_000) badRow(`Lineitem quantity "${quantity}" is too large`);
    return {
      sku: readText(row.get("Lineitem sku"), "Lineitem sku", 120),
      title: readText(cut === -1 ? name : name.slice(0, cut), "Lineitem name", 250),
      variant: readText(cut === -1 ? "" : name.slice(cut + 3), "Lineitem name", 250),
      quantity,
      unitPriceMinor,
      discountMinor,
      requiresShipping: readFlag(row.get("Lineitem requires shipping"), true),
    };
  } catch (error) {
    // The whole order is refused, but the person is shown the line of the file that spoils it.
    throw error instanceof BadRow ? new BadRow(error.message, row.line) : error;
  }
}
