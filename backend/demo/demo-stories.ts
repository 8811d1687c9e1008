export type Stage = "delivered" | "underway" | "unfulfilled" | "cancelled";

/** An order as a story tells it; everything else follows. Shares are of the goods. */
export interface OrderStory {
  customerId: string;
  daysAgo: number;
  /** Days before now that it arrived; only where delivered. */
  arrivedDaysAgo?: number;
  items: { sku: string; quantity: number; off?: number }[];
  stage: Stage;
  discountShare?: number;
  refundedMinor?: number;
  method?: "credit_card" | "alipay" | "wechat_pay" | "paypal";
}

/** The orders of those whom one can sign in as: on both sides of every limit of the demo's policy. */
export const ordersOfTheDemo: readonly OrderStory[] = [
  {
    customerId: "mei-tanaka",
    daysAgo: 4,
    arrivedDaysAgo: 1,
    stage: "delivered",
    method: "credit_card",
    items: [
      { sku: "KT-KETTLE-10", quantity: 1 },
      { sku: "KT-FILTER-3", quantity: 1 },
    ],
  },
  {
    customerId: "mei-tanaka",
    daysAgo: 26,
    stage: "delivered",
    method: "credit_card",
    items: [
      { sku: "KT-CUPS-4-WHITE", quantity: 1 },
      { sku: "KT-CANDLE-YUZU", quantity: 2, off: 0.1 },
    ],
  },
  {
    customerId: "mei-tanaka",
    daysAgo: 61,
    stage: "delivered",
    method: "credit_card",
    items: [{ sku: "KT-BLANKET-OAT", quantity: 1 }],
  },
  {
    customerId: "mei-tanaka",
    daysAgo: 2,
    stage: "underway",
    method: "credit_card",
    items: [{ sku: "KT-POT-25-CREAM", quantity: 1 }],
  },
  {
    customerId: "li-na",
    daysAgo: 6,
    arrivedDaysAgo: 2,
    stage: "delivered",
    method: "alipay",
    items: [
      { sku: "KT-BOWL-SAGE", quantity: 4 },
      { sku: "KT-CLOTH-140", quantity: 1 },
    ],
  },
  {
    customerId: "li-na",
    daysAgo: 13,
    stage: "delivered",
    method: "alipay",
    items: [
      { sku: "KT-CANDLE-HINOKI", quantity: 1 },
      { sku: "KT-JAR-05", quantity: 2 },
    ],
  },
  {
    customerId: "james-carter",
    daysAgo: 9,
    arrivedDaysAgo: 3,
    stage: "delivered",
    method: "credit_card",
    items: [
      { sku: "KT-POT-40-FOREST", quantity: 2 },
      { sku: "KT-BLANKET-OAT", quantity: 4 },
      { sku: "KT-LAMP-BLACK", quantity: 4 },
    ],
  },
  {
    customerId: "james-carter",
    daysAgo: 34,
    stage: "delivered",
    method: "credit_card",
    items: [{ sku: "KT-BLANKET-INK-SOLD-OUT", quantity: 1 }],
  },
  {
    customerId: "zhang-wei",
    daysAgo: 11,
    stage: "underway",
    method: "wechat_pay",
    items: [
      { sku: "KT-LAMP-OAK", quantity: 1 },
      { sku: "KT-TOWEL-CLAY", quantity: 2 },
    ],
  },
  {
    customerId: "zhang-wei",
    daysAgo: 48,
    stage: "delivered",
    method: "wechat_pay",
    items: [{ sku: "KT-TEAPOT-CLAY", quantity: 1 }],
  },
  {
    customerId: "sofia-rossi",
    daysAgo: 10,
    arrivedDaysAgo: 5,
    stage: "delivered",
    method: "credit_card",
    discountShare: 0.1,
    refundedMinor: 1500,
    items: [
      { sku: "KT-CUPS-2-WHITE", quantity: 2, off: 0.1 },
      { sku: "KT-TOWEL-WHITE", quantity: 2 },
    ],
  },
  {
    customerId: "chen-jing",
    daysAgo: 8,
    arrivedDaysAgo: 4,
    stage: "delivered",
    method: "alipay",
    discountShare: 0.15,
    items: [
      { sku: "KT-CUPS-4-SAND", quantity: 8 },
      { sku: "KT-TEAPOT-INK", quantity: 4 },
      { sku: "KT-GIFT-200", quantity: 1 },
    ],
  },
  {
    customerId: "chen-jing",
    daysAgo: 1,
    stage: "unfulfilled",
    method: "alipay",
    items: [{ sku: "KT-STOOL-OAK", quantity: 6 }],
  },
];
