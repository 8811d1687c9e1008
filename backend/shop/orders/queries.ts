import { In } from "typeorm";
import type { Case, CaseOrder } from "../../contract/queries/console.ts";
import type { ShopperOrder } from "../../contract/queries/widget.ts";
import type { ShopperActor } from "../../core/actor.ts";
import type { Reader } from "../../core/database/reader.ts";
import { customers, variants } from "../tables.ts";
import { addressText } from "./address-text.ts";
import type { Asker } from "./assurance.ts";
import { deliveryOf } from "./order-phase.ts";
import { lineWorths, refundableMinor, reshippable } from "./order-worth.ts";
import { paymentHint } from "./payment-hint.ts";
import { type DetailedOrder, readOrdersOf } from "./read-details.ts";
import { shippedLines } from "./shipped-lines.ts";
import { availableStock } from "./stock.ts";
import { isTrusted } from "./trust.ts";

const shopperOrdersLimit = 50;
const caseOrdersLimit = 20;

/** `shopper.orders`: what this shopper may claim on, newest first. */
export async function readShopperOrders(reader: Reader, actor: ShopperActor): Promise<ShopperOrder[]> {
  const found = await readOrdersOf(reader, actor.storefrontId, actor, { take: shopperOrdersLimit });
  return found.map(toShopperOrder);
}

function toShopperOrder(o: DetailedOrder): ShopperOrder {
  const { order, lines } = o;
  const worths = lineWorths(o);
  const { isDelivered, deliveredAt, carrier, trackingNumber } = deliveryOf(order, o.shipments);
  return {
    orderId: order.id,
    number: order.number,
    orderedAt: order.orderedAt,
    currency: order.currency,
    totalMinor: order.totalMinor,
    isDelivered,
    deliveredAt,
    carrier,
    trackingNumber,
    lines: lines.map(({ id, title, variant, quantity }) => ({
      lineId: id,
      title,
      variant,
      quantity,
      worthMinor: worths.get(id) ?? 0,
    })),
  };
}

/** The ticket's order first, then the shopper's others, newest first. */
export async function readCaseOrders(
  reader: Reader,
  ticket: Asker & { storefrontId: string; orderId: string | null },
): Promise<CaseOrder[]> {
  const { storefrontId, orderId } = ticket;
  const found = await readOrdersOf(reader, storefrontId, ticket, { take: caseOrdersLimit, first: orderId });
  const skus = [...new Set(found.flatMap((each) => each.lines.map((line) => line.sku)))];
  const stocked = await reader.many(variants, {
    where: { storefrontId, sku: In(skus) },
    take: Math.max(1, skus.length),
  });
  const stock = new Map(stocked.map((variant) => [variant.sku, availableStock(variant)]));
  return found.map((each) => toCaseOrder(each, stock));
}

function toCaseOrder(o: DetailedOrder, stock: ReadonlyMap<string, number | null>): CaseOrder {
  const { order, lines, shipments, assurance } = o;
  const worths = lineWorths(o);
  const sent = shippedLines(o, shipments);
  return {
    orderId: order.id,
    number: order.number,
    assurance,
    financialStatus: order.financialStatus,
    isCancelled: order.cancelledAt !== null,
    hasCustomer: order.customerId !== null,
    orderedAt: order.orderedAt,
    currency: order.currency,
    totalMinor: order.totalMinor,
    paidMinor: order.paidMinor,
    refundedMinor: order.refundedMinor + order.reservedMinor,
    refundableMinor: refundableMinor(order),
    paymentHint: paymentHint(order.paymentMethod, order.paymentReference),
    shippingAddress: addressText(order.shippingAddress),
    lines: lines.map((line) => ({
      lineId: line.id,
      sku: line.sku,
      title: line.title,
      variant: line.variant,
      quantity: line.quantity,
      worthMinor: worths.get(line.id) ?? 0,
      reshippable: line.requiresShipping ? reshippable(line) : 0,
      returnable: Math.max(0, line.quantity - line.refundedQuantity),
      isSent: sent.has(line.id),
      inStock: stock.get(line.sku) ?? null,
    })),
    shipments: shipments.map(({ trackingNumber, carrier, shippedAt, deliveredAt }) => ({
      trackingNumber,
      carrier,
      shippedAt,
      deliveredAt,
    })),
  };
}

interface Customer {
  customerId: string | null;
  /** Counted by the claims room: all in the last 90 days. */
  claims90Days: number;
}

/** The customer beside a ticket; null for a shopper whom the shop does not vouch for. */
export async function readCaseCustomer(
  reader: Reader,
  { customerId, claims90Days }: Customer,
  now: number,
): Promise<Case["customer"]> {
  const customer = customerId === null ? null : await reader.one(customers, { id: customerId });
  if (customer === null) return null;
  const sums = await reader.sql<{ currency: string; orders: unknown; amountMinor: unknown }>(
    "SELECT `currency`, COUNT(*) AS `orders`, SUM(`paidMinor` - `refundedMinor`) AS `amountMinor` FROM `orders` WHERE `customerId` = ? GROUP BY `currency` ORDER BY `currency`",
    [customer.id],
  );
  const { id, name, email, phone, tags, since } = customer;
  const ordersCount = sums.reduce((count, each) => count + Number(each.orders), 0);
  const spent = sums.map((each) => ({ currency: each.currency, amountMinor: Number(each.amountMinor) }));
  const facts = { isVerified: true, since, tags, ordersCount, claims90Days };
  return {
    id,
    name,
    email,
    phone,
    tags,
    since,
    isTrusted: isTrusted(facts, now),
    ordersCount,
    spent,
    claims90Days,
  };
}

/** Whether the policy's trusted thresholds hold for this customer; nobody is trusted whom the shop does not vouch for. */
export async function readTrust(reader: Reader, customer: Customer, now: number): Promise<boolean> {
  return (await readCaseCustomer(reader, customer, now))?.isTrusted ?? false;
}
