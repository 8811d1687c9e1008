import { insert, type Write } from "../../core/database/writes.ts";
import { shoppers } from "../../shop/storefront-tables.ts";
import { customers, type OrderRow, orderLines, orderMoney, orders, shipments } from "../../shop/tables.ts";
import { people } from "../../staff/tables.ts";
import type { PlannedCustomer, PlannedOrder, PlannedPerson } from "./history-plan.ts";

/** They exist so that cases have somebody who did them, and can neither sign in nor be chosen. */
export function personWrites({ id, email, name, role }: PlannedPerson, createdAt: number): Write[] {
  const row = { id, email, name, role, departmentIds: [], passwordHash: null, isActive: false, createdAt };
  return [insert(people, row)];
}

export function customerWrites(customer: PlannedCustomer, storefrontId: string): Write[] {
  const { id, shopperId, externalId, name, email, tags, since } = customer;
  return [
    insert(customers, { id, storefrontId, externalId, name, email, phone: "", tags, address: null, since }),
    insert(shoppers, {
      id: shopperId,
      storefrontId,
      subject: externalId,
      name,
      email,
      customerId: id,
      createdAt: since,
    }),
  ];
}

export function orderRow(order: PlannedOrder, storefrontId: string): OrderRow {
  const { id, number, customer, template, orderedAt, paidMinor, refundedMinor } = order;
  return {
    id,
    storefrontId,
    externalId: `generated-${number}`,
    number,
    email: customer.email,
    customerId: customer.id,
    currency: template.currency,
    subtotalMinor: paidMinor,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: paidMinor,
    financialStatus:
      refundedMinor === 0 ? "paid" : refundedMinor >= paidMinor ? "refunded" : "partially_refunded",
    fulfillmentStatus: order.shippedAt === null ? "unfulfilled" : "fulfilled",
    orderedAt,
    cancelledAt: order.cancelledAt,
    paymentMethod: template.paymentMethod,
    paymentReference: "",
    shippingAddress: template.address,
    paidMinor,
    refundedMinor,
    reservedMinor: 0,
  };
}

export function orderWrites(
  order: PlannedOrder,
  storefrontId: string,
  idAt: (at: number) => string,
): Write[] {
  const {
    id: orderId,
    template,
    lineIds,
    orderedAt,
    shippedAt,
    deliveredAt,
    paidMinor,
    refundedMinor,
    number,
  } = order;
  const money = (kind: "payment" | "refund", amountMinor: number) =>
    insert(orderMoney, {
      id: idAt(orderedAt),
      storefrontId,
      orderId,
      kind,
      amountMinor,
      source: "import",
      reference: `generated ${kind} ${number}`,
      at: orderedAt,
    });
  return [
    insert(orders, orderRow(order, storefrontId)),
    ...template.lines.map((line, position) =>
      insert(orderLines, {
        id: lineIds[position] ?? "",
        storefrontId,
        orderId,
        position,
        sku: line.sku,
        title: line.title,
        variant: line.variant,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
        discountMinor: 0,
        requiresShipping: line.requiresShipping,
        reshippedQuantity: 0,
        refundedQuantity: 0,
      }),
    ),
    money("payment", paidMinor),
    ...(refundedMinor === 0 ? [] : [money("refund", refundedMinor)]),
    ...(shippedAt === null
      ? []
      : [
          insert(shipments, {
            id: idAt(orderedAt),
            storefrontId,
            orderId,
            trackingNumber: `generated ${number}`,
            carrier: "",
            skus: template.lines.map(({ sku }) => sku),
            shippedAt,
            deliveredAt,
          }),
        ]),
  ];
}
