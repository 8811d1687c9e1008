import { day, hour } from "../core/clock.ts";
import { allocate } from "../core/money.ts";
import type { OrderInput } from "../shop/import/order-from-rows.ts";
import type { ShipmentInput } from "../shop/import/shipment-from-row.ts";
import type { VariantInput } from "../shop/import/variant-from-row.ts";
import { catalogue, productOf } from "./catalogue.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import { type OrderStory, ordersOfTheDemo, type Stage } from "./demo-stories.ts";
import { seededChance } from "./seeded-random.ts";

export interface DemoOrders {
  variants: VariantInput[];
  orders: OrderInput[];
  shipments: ShipmentInput[];
}

/** Of the goods, in minor units. */
export const freeShippingFrom = { CNY: 19_900, USD: 9000 };
const shippingMinor = { CNY: 1200, USD: 1490 };
/** Prices in yuan contain the tax; in dollars it comes on top. */
const taxShare = { CNY: 0, USD: 0.08 };
const carriers = { CNY: ["SF Express", "YTO", "JD Logistics"], USD: ["UPS", "DHL Express"] };
export const firstNumber = 8711;
const randomOrders = 108;

/** Stories first, the rest by chance; the same every time but for the dates, which count back from `now`. */
export function demoOrders(customers: readonly DemoCustomer[], now: number): DemoOrders {
  const stories = [...ordersOfTheDemo, ...ordersByChance(customers)].sort((a, b) => b.daysAgo - a.daysAgo);
  const chance = seededChance(11);
  const orders: OrderInput[] = [];
  const shipments: ShipmentInput[] = [];
  for (const [index, story] of stories.entries()) {
    const customer = customers.find((each) => each.externalId === story.customerId);
    if (customer === undefined) throw new Error(`nobody is called ${story.customerId}`);
    const order = toOrder(story, customer, firstNumber + index, now);
    orders.push(order);
    if (story.stage !== "delivered" && story.stage !== "underway") continue;
    const shippedAt = order.orderedAt + chance.whole(8, 30) * hour;
    const arrived = now - (story.arrivedDaysAgo ?? Math.max(0, story.daysAgo - 4)) * day - 5 * hour;
    shipments.push({
      line: shipments.length + 1,
      orderNumber: order.number,
      trackingNumber: `${chance.whole(100_000, 999_999)}${chance.whole(100_000, 999_999)}`,
      carrier: chance.of(carriers[customer.currency]),
      skus: order.lines.filter((line) => line.requiresShipping).map((line) => line.sku),
      shippedAt,
      deliveredAt: story.stage === "delivered" ? Math.max(arrived, shippedAt + 20 * hour) : null,
    });
  }
  return { variants: variantsOfTheDemo(), orders, shipments };
}

function ordersByChance(customers: readonly DemoCustomer[]): OrderStory[] {
  const chance = seededChance(23);
  const skus = catalogue.flatMap((product) => product.variants.map((variant) => variant.sku));
  return Array.from({ length: randomOrders }, () => {
    const daysAgo = chance.whole(1, 75);
    const customer = chance.of(customers);
    const items = Array.from({ length: chance.whole(1, 4) }, () => chance.of(skus));
    const stage = chance.happens(0.06) ? "cancelled" : daysAgo > 6 ? "delivered" : chance.of(youngStages);
    return {
      customerId: customer.externalId,
      daysAgo,
      stage,
      items: [...new Set(items)].map((sku) => ({
        sku,
        quantity: chance.happens(0.3) ? chance.whole(2, 4) : 1,
        off: chance.happens(0.15) ? 0.1 : 0,
      })),
      discountShare: chance.happens(0.25) ? chance.of([0.05, 0.1, 0.15]) : 0,
      method: chance.of(methods[customer.currency]),
    };
  });
}
const methods = {
  CNY: ["alipay", "wechat_pay", "credit_card"],
  USD: ["credit_card", "paypal"],
} as const;
const youngStages: readonly Stage[] = ["delivered", "underway", "underway", "unfulfilled"];

export function toOrder(story: OrderStory, customer: DemoCustomer, number: number, now: number): OrderInput {
  const { currency, address, email, externalId } = customer;
  const { stage, discountShare = 0, method = currency === "CNY" ? "alipay" : "credit_card" } = story;
  const lines = story.items.map((item) => toLine(item, currency));
  const goods = lines.reduce(
    (sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor,
    0,
  );
  const [discountMinor = 0] = allocate(
    goods,
    [discountShare * 100, 100 - discountShare * 100].map(Math.round),
  );
  const subtotalMinor = goods - discountMinor;
  const isShipped = lines.some((line) => line.requiresShipping) && subtotalMinor < freeShippingFrom[currency];
  const shipping = isShipped ? shippingMinor[currency] : 0;
  const taxMinor = Math.round(subtotalMinor * taxShare[currency]);
  const totalMinor = subtotalMinor + shipping + taxMinor;
  const refundedMinor = stage === "cancelled" ? totalMinor : (story.refundedMinor ?? 0);
  const orderedAt = now - story.daysAgo * day - ((number * 37) % 600) * 60_000;
  const isSent = stage === "delivered" || stage === "underway";
  return {
    line: number,
    externalId: `kotori-${number}`,
    number: `#K${number}`,
    email,
    currency,
    subtotalMinor,
    discountMinor,
    shippingMinor: shipping,
    taxMinor,
    totalMinor,
    financialStatus:
      refundedMinor === 0 ? "paid" : refundedMinor === totalMinor ? "refunded" : "partially_refunded",
    fulfillmentStatus: isSent ? "fulfilled" : "unfulfilled",
    orderedAt,
    cancelledAt: stage === "cancelled" ? orderedAt + 5 * hour : null,
    paidAt: orderedAt,
    paymentMethod: method,
    paymentReference: `${method}_${externalId.length}${(number * 7919) % 1_000_000}`,
    shippingAddress: address,
    paidMinor: totalMinor,
    refundedMinor,
    lines,
  };
}

function toLine(item: OrderStory["items"][number], currency: DemoCustomer["currency"]) {
  const product = productOf(item.sku);
  const variant = product?.variants.find((each) => each.sku === item.sku);
  if (product === null || variant === undefined) throw new Error(`nothing is called ${item.sku}`);
  const unitPriceMinor = (currency === "CNY" ? variant.yuan : variant.dollars) * 100;
  return {
    sku: item.sku,
    title: product.title,
    variant: variant.option,
    quantity: item.quantity,
    unitPriceMinor,
    discountMinor: Math.round(item.quantity * unitPriceMinor * (item.off ?? 0)),
    requiresShipping: product.requiresShipping,
  };
}

function variantsOfTheDemo(): VariantInput[] {
  return catalogue.flatMap((product) =>
    product.variants.map(({ sku, option, yuan, stock }, index) => ({
      line: index + 1,
      sku,
      productHandle: product.handle,
      productType: product.type,
      title: product.title,
      variant: option,
      priceMinor: yuan * 100,
      requiresShipping: product.requiresShipping,
      stock,
    })),
  );
}
