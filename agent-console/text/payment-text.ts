import type { Dictionary } from "./dictionaries.ts";

/** As shops' systems name the ways of payment. */
const ways: Partial<Record<string, keyof Dictionary["words"]["payments"]>> = {
  card: "card",
  "credit card": "creditCard",
  "debit card": "debitCard",
  bank: "bank",
  "bank transfer": "bankTransfer",
  alipay: "alipay",
  "wechat pay": "wechatPay",
};

/** "credit card ••0552" in the reader's words; a way of payment that we have no word for stays as the shop names it. */
export function paymentText(hint: string, t: Dictionary): string {
  const [, name = "", tail = ""] = /^([a-z ]+?)( ••\S+)?$/i.exec(hint) ?? [];
  const way = ways[name.toLowerCase()];
  return way === undefined ? hint : t.words.payments[way] + tail;
}
