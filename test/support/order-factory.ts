import type { OrderWithLines } from "../../backend/shop/orders/order-worth.ts";
import type { OrderLineRow, OrderRow } from "../../backend/shop/tables.ts";

export const anOrder = (set: Partial<OrderRow> = {}): OrderRow => ({
  id: "order",
  storefrontId: "storefront",
  externalId: "1001",
  number: "#1001",
  email: "mei@example.com",
  customerId: null,
  currency: "CNY",
  subtotalMinor: 0,
  discountMinor: 0,
  shippingMinor: 0,
  taxMinor: 0,
  totalMinor: 0,
  financialStatus: "paid",
  fulfillmentStatus: "fulfilled",
  orderedAt: 0,
  cancelledAt: null,
  paymentMethod: "credit_card",
  paymentReference: "credit_card_4998749",
  shippingAddress: null,
  paidMinor: set.totalMinor ?? 0,
  refundedMinor: 0,
  reservedMinor: 0,
  ...set,
});

const aLine = (set: Partial<OrderLineRow> = {}): OrderLineRow => ({
  id: `line-${set.position ?? 0}`,
  storefrontId: "storefront",
  orderId: "order",
  position: 0,
  sku: "KETTLE",
  title: "Glass kettle",
  variant: "1.5 l",
  quantity: 1,
  unitPriceMinor: 0,
  discountMinor: 0,
  requiresShipping: true,
  reshippedQuantity: 0,
  refundedQuantity: 0,
  ...set,
});

/** Totals as a shop makes them from its lines. */
export function soldOrder(
  lines: Partial<OrderLineRow>[],
  { discountMinor = 0, shippingMinor = 0, taxMinor = 0, ...rest }: Partial<OrderRow> = {},
): OrderWithLines {
  const rows = lines.map((line, position) => aLine({ position, ...line }));
  const goods = rows.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor, 0);
  const subtotalMinor = goods - discountMinor;
  const totalMinor = subtotalMinor + shippingMinor + taxMinor;
  return {
    order: anOrder({ discountMinor, shippingMinor, taxMinor, subtotalMinor, totalMinor, ...rest }),
    lines: rows,
  };
}
