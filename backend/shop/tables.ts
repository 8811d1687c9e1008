import type { Address } from "../contract/fields.ts";
import type { FinancialStatus } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface CustomerRow {
  id: string;
  storefrontId: string;
  externalId: string;
  name: string;
  /** Lower case. */
  email: string;
  phone: string;
  tags: string[];
  address: Address | null;
  /** When the shop first knew them. */
  since: number;
}

export const customers = defineTable<CustomerRow>("customers", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    externalId: column.exact(120),
    name: column.text(200),
    email: column.text(190),
    phone: column.text(40),
    tags: column.json(),
    address: column.optional(column.json()),
    since: column.at(),
  },
  indexes: [["storefrontId", "email"]],
  uniques: [["storefrontId", "externalId"]],
  lockRank: "customer",
});

export interface VariantRow {
  id: string;
  storefrontId: string;
  sku: string;
  productHandle: string;
  productType: string;
  title: string;
  /** "glass / 1 l": the options of this variant. */
  variant: string;
  priceMinor: number;
  requiresShipping: boolean;
  /** The last count we know; null where the shop does not count. */
  stock: number | null;
  /** Promised by us since that count and not yet sent. */
  reserved: number;
}

export const variants = defineTable<VariantRow>("variants", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    sku: column.text(120),
    productHandle: column.text(200),
    productType: column.text(120),
    title: column.text(250),
    variant: column.text(250),
    priceMinor: column.minor(),
    requiresShipping: column.flag(),
    stock: column.optional(column.int()),
    reserved: column.int(),
  },
  uniques: [["storefrontId", "sku"]],
  lockRank: "stock",
});

export interface OrderRow {
  id: string;
  storefrontId: string;
  externalId: string;
  /** As the shopper knows it, "#W1006327". */
  number: string;
  email: string;
  customerId: string | null;
  currency: string;
  subtotalMinor: number;
  /** Of the whole order, to be allocated to its lines; positive. */
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  financialStatus: FinancialStatus;
  fulfillmentStatus: string;
  orderedAt: number;
  cancelledAt: number | null;
  paymentMethod: string;
  paymentReference: string;
  shippingAddress: Address | null;
  /** Sums of the order's money ledger, kept under the order's lock. */
  paidMinor: number;
  refundedMinor: number;
  /** Refunds of ours that are promised and not settled yet. */
  reservedMinor: number;
}

export const orders = defineTable<OrderRow>("orders", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    externalId: column.exact(120),
    number: column.text(60),
    email: column.text(190),
    customerId: column.optional(column.id()),
    currency: column.text(3),
    subtotalMinor: column.minor(),
    discountMinor: column.minor(),
    shippingMinor: column.minor(),
    taxMinor: column.minor(),
    totalMinor: column.minor(),
    financialStatus: column.text(20),
    fulfillmentStatus: column.text(20),
    orderedAt: column.at(),
    cancelledAt: column.optional(column.at()),
    paymentMethod: column.text(60),
    paymentReference: column.text(190),
    shippingAddress: column.optional(column.json()),
    paidMinor: column.minor(),
    refundedMinor: column.minor(),
    reservedMinor: column.minor(),
  },
  indexes: [
    ["customerId", "orderedAt"],
    ["storefrontId", "email"],
  ],
  uniques: [
    ["storefrontId", "number"],
    ["storefrontId", "externalId"],
  ],
  lockRank: "order",
});

/** Changed only under the lock of its order. */
export interface OrderLineRow {
  id: string;
  storefrontId: string;
  orderId: string;
  position: number;
  sku: string;
  title: string;
  variant: string;
  quantity: number;
  unitPriceMinor: number;
  /** A discount of this line alone; positive. */
  discountMinor: number;
  requiresShipping: boolean;
  /** Pieces promised again and not failed. */
  reshippedQuantity: number;
  /** Pieces whose worth was refunded by chosen lines. */
  refundedQuantity: number;
}

export const orderLines = defineTable<OrderLineRow>("order_lines", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    orderId: column.id(),
    position: column.int(),
    sku: column.text(120),
    title: column.text(250),
    variant: column.text(250),
    quantity: column.int(),
    unitPriceMinor: column.minor(),
    discountMinor: column.minor(),
    requiresShipping: column.flag(),
    reshippedQuantity: column.int(),
    refundedQuantity: column.int(),
  },
  uniques: [["orderId", "position"]],
});

/** What was paid and given back on an order: one ledger, so that refunds made elsewhere count and ours not twice. */
export interface OrderMoneyRow {
  id: string;
  storefrontId: string;
  orderId: string;
  kind: "payment" | "refund";
  amountMinor: number;
  source: "import" | "frontline" | "merchant";
  /** Unique per source. */
  reference: string;
  at: number;
}

export const orderMoney = defineTable<OrderMoneyRow>("order_money", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    orderId: column.id(),
    kind: column.text(10),
    amountMinor: column.minor(),
    source: column.text(10),
    reference: column.text(150),
    at: column.at(),
  },
  indexes: [["orderId"]],
  uniques: [["storefrontId", "source", "reference"]],
});

export interface ShipmentRow {
  id: string;
  storefrontId: string;
  orderId: string;
  trackingNumber: string;
  carrier: string;
  skus: string[];
  shippedAt: number | null;
  deliveredAt: number | null;
}

export const shipments = defineTable<ShipmentRow>("shipments", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    orderId: column.id(),
    trackingNumber: column.text(100),
    carrier: column.text(100),
    skus: column.json(),
    shippedAt: column.optional(column.at()),
    deliveredAt: column.optional(column.at()),
  },
  indexes: [["orderId"]],
  uniques: [["storefrontId", "trackingNumber"]],
});
