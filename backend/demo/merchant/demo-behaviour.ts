import { type ZodType, z } from "zod";
import { currency } from "../../contract/fields.ts";
import { paymentHint } from "../../shop/orders/payment-hint.ts";

const call = {
  key: z.uuid(),
  storefrontId: z.uuid(),
  order: z.object({ id: z.string(), number: z.string(), paymentReference: z.string() }),
  lines: z.array(z.object({ sku: z.string(), title: z.string(), quantity: z.number().int().positive() })),
};

const demoRefund = z.object({ ...call, amountMinor: z.number().int().positive(), currency });
const demoReshipment = z.object({ ...call, address: z.object({ name: z.string() }) });
type DemoRefund = z.infer<typeof demoRefund>;
type DemoReshipment = z.infer<typeof demoReshipment>;

const money = { amountMinor: z.number().int().positive().optional(), currency: currency.optional() };
const goods = z.object({ sku: z.string(), title: z.string(), quantity: z.number().int().positive() });
/** Everything that moves goods, a record or a promise, and maybe money. */
const demoOther = z.object({
  ...call,
  ...money,
  goods: goods.nullish(),
  address: z.object({ name: z.string() }).nullish(),
  points: z.number().int().positive().optional(),
  isWholeOrder: z.boolean().optional(),
  paymentMethod: z.string().nullish(),
});
type DemoOther = z.infer<typeof demoOther>;

type Said = Record<string, unknown>;

/** What it says at once, and what it will say by callback, in turn. */
export interface DemoAnswer {
  statement: Said;
  later: Said[];
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
function takeRefund({ key, order, amountMinor, currency }: DemoRefund): DemoAnswer {
  const money = { key, amountMinor, currency };
  if (endingOf(amountMinor) === failingEnding) {
    const message = "The card is closed";
    return { statement: { ...money, state: "failed", code: "card_closed", message }, later: [] };
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
    ? { statement: settled, later: [] }
    : { statement: { ...money, state: "pending" }, later: [settled] };
}

/** Packed at once; the tracking number is known a few seconds later. */
function takeReshipment({ key, lines }: DemoReshipment): DemoAnswer {
  const gone = lines.find((line) => line.sku.includes(soldOutMark));
  if (gone !== undefined) {
    const message = `${gone.title} is out of stock`;
    return { statement: { key, state: "failed", code: "out_of_stock", message }, later: [] };
  }
  const tracking = `SF${key.replaceAll("-", "").slice(-12).toUpperCase()}`;
  const settled = { key, state: "settled", reference: tracking, hint: tracking, arrivesInDays: 2 };
  return { statement: { key, state: "pending" }, later: [settled] };
}

const soldOut = ({ key }: { key: string }, gone: { title: string }): DemoAnswer => {
  const message = `${gone.title} is out of stock`;
  return { statement: { key, state: "failed", code: "out_of_stock", message }, later: [] };
};
const moneyOf = ({ key, amountMinor, currency }: DemoOther): Said => ({ key, amountMinor, currency });
const referenceOf = (mark: string, key: string) => `${mark}-${key.slice(-8).toUpperCase()}`;

/** Off the shelf: packed at once, with a tracking number a few seconds later. */
function takeParcel(asked: DemoOther): DemoAnswer {
  if (asked.goods?.sku.includes(soldOutMark)) return soldOut(asked, asked.goods);
  const tracking = `SF${asked.key.replaceAll("-", "").slice(-12).toUpperCase()}`;
  const settled = {
    ...moneyOf(asked),
    state: "settled",
    reference: tracking,
    hint: tracking,
    arrivesInDays: 2,
  };
  return { statement: { ...moneyOf(asked), state: "pending" }, later: [settled] };
}

/** A label at once; the parcel comes back and is paid a few seconds later each, where a real one takes days. */
function takeReturn(asked: DemoOther): DemoAnswer {
  const pending = { ...moneyOf(asked), state: "pending" };
  const label = `RT${asked.key.replaceAll("-", "").slice(-10).toUpperCase()}`;
  const settled = {
    ...moneyOf(asked),
    state: "settled",
    reference: referenceOf("RF", asked.key),
    hint: paymentHint("card", asked.order.paymentReference),
    arrivesInDays: 3,
  };
  return {
    statement: { ...pending, stage: "label", hint: label },
    later: [{ ...pending, stage: "received", hint: "" }, settled],
  };
}

/** Written down at once. */
const takeRecord =
  (mark: string) =>
  (asked: DemoOther): DemoAnswer => ({
    statement: { ...moneyOf(asked), state: "settled", reference: referenceOf(mark, asked.key), hint: "" },
    later: [],
  });

/** What the system hears, by path: the form of the call, and how it is taken. */
const on = <Call extends { key: string; storefrontId: string }>(
  form: ZodType<Call>,
  take: (asked: Call) => DemoAnswer,
) => ({
  /** Null for what is not in the agreed form. */
  take(body: unknown): { key: string; storefrontId: string; answer: () => DemoAnswer } | null {
    const parsed = form.safeParse(body);
    if (!parsed.success) return null;
    const { key, storefrontId } = parsed.data;
    return { key, storefrontId, answer: () => take(parsed.data) };
  },
});

export const demoPaths = {
  "/refunds": on(demoRefund, takeRefund),
  "/reshipments": on(demoReshipment, takeReshipment),
  "/exchanges": on(demoOther, takeParcel),
  "/gifts": on(demoOther, takeParcel),
  "/returns": on(demoOther, takeReturn),
  "/cancellations": on(demoOther, takeRecord("CX")),
  "/order-changes": on(demoOther, takeRecord("OC")),
  "/store-credits": on(demoOther, takeRecord("SC")),
  "/points": on(demoOther, takeRecord("PT")),
  "/address-corrections": on(demoOther, takeRecord("AD")),
};
