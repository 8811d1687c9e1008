import { minorDigits } from "../../backend/core/money.ts";
import type { OrderLineRow, OrderRow } from "../../backend/shop/tables.ts";
import { type Cells, csv, lineCells, orderCells } from "../support/exports.ts";

/** An order of a test as the shop would export it, with what the test says otherwise. */
export function orderCsv(order: OrderRow, lines: readonly OrderLineRow[], over: Cells = {}): string {
  const digits = minorDigits(order.currency);
  const text = (minor: number) => (minor / 10 ** digits).toFixed(digits);
  const cellsOf = (line: OrderLineRow): Cells => ({
    "Lineitem quantity": line.quantity,
    "Lineitem name": `${line.title} - ${line.variant}`,
    "Lineitem price": text(line.unitPriceMinor),
    "Lineitem sku": line.sku,
  });
  const [first, ...others] = lines;
  if (first === undefined) throw new Error("an order has lines");
  const head = orderCells({
    Name: order.number,
    Id: order.externalId,
    Email: order.email,
    Currency: order.currency,
    Subtotal: text(order.subtotalMinor),
    Shipping: text(order.shippingMinor),
    Taxes: text(order.taxMinor),
    Total: text(order.totalMinor),
    "Refunded Amount": text(0),
    ...cellsOf(first),
    ...over,
  });
  const rest = others.map((line) => lineCells({ Name: order.number, Email: order.email, ...cellsOf(line) }));
  return csv([head, ...rest]);
}
