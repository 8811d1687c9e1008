import { z } from "zod";
import { currency } from "../../contract/fields.ts";
import { paymentHint } from "../../shop/orders/payment-hint.ts";

const call = {
  key: z.uuid(),
  storefrontId: z.uuid(),
  order: z.object({ id: z.string(), number: z.string(), paymentReference: z.string() }),
  lines: z.array(z.object({ sku: z.string(), title: z.string(), quantity: z.number().int().positive() })),
};

export const demoRefund = z.object({ ...call, amountMinor: z.number().int().positive(), currency });
export const demoReshipment = z.object({ ...call, address: z.object({ name: z.string() }) });
export type DemoRefund = z.infer<typeof demoRefund>;
export type DemoReshipment = z.infer<typeof demoReshipment>;

/** What it says at once, and what it will say by callback. */
export interface DemoAnswer {
  statement: Record<string, unknown>;
  later: Record<string, unknown> | null;
}

/** Refunds that end in these two digits fail for good: "the card is closed". For showing a failure and its retry. */
export const failingEnding = 13;
/** Refunds that end in these two digits are pending first, whatever they were paid with. */
export const pendingEnding = 7;
/** Goods whose SKU holds this are gone when the parcel is packed, whatever the last count said. */
export const soldOutMark = "SOLD-OUT";

const cards = /^(credit_|debit_)?card/i;
const endingOf = (amountMinor: number) => amountMinor % 100;

/** Cards are paid back at once; other ways of payment take the bank a few seconds. */
export function takeRefund({ key, order, amountMinor, currency }: DemoRefund): DemoAnswer {
  const money = { key, amountMinor, currency };
  if (endingOf(amountMinor) === failingEnding) {
    const message = "The card is closed";
    return { statement: { ...money, state: "failed", code: "card_closed", message }, later: null };
  }
  const isCard = cards.test(order.paymentReference);
  const settled = {
    ...money,
    state: "settled",
    reference: `RF-${key.slice(-8).toUpperCase()}`,
    hint: paymentHint(isCard ? "card" : "bank", order.paymentReference),
    arrivesInDays: isCard ? 3 : 1,
  };
  return isCard && endingOf(amountMinor) !== pendingEnding
    ? { statement: settled, later: null }
    : { statement: { ...money, state: "pending" }, later: settled };
}

/** Packed at once; the tracking number is known a few seconds later. */
export function takeReshipment({ key, lines }: DemoReshipment): DemoAnswer {
  const gone = lines.find((line) => line.sku.includes(soldOutMark));
  if (gone !== undefined) {
    const message = `${gone.title} is out of stock`;
    return { statement: { key, state: "failed", code: "out_of_stock", message }, later: null };
  }
  const tracking = `SF${key.replaceAll("-", "").slice(-12).toUpperCase()}`;
  const settled = { key, state: "settled", reference: tracking, hint: tracking, arrivesInDays: 2 };
  return { statement: { key, state: "pending" }, later: settled };
}
