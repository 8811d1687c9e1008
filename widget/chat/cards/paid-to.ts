import type { AnyWord, SayAll } from "../say.ts";

/** As the shop's system names the ways of payment that shoppers know by other names in other languages. */
const ways: Partial<Record<string, AnyWord>> = {
  card: "payCard",
  "credit card": "payCreditCard",
  "debit card": "payDebitCard",
  bank: "payBank",
  alipay: "payAlipay",
  "wechat pay": "payWechat",
};

/** "card ••1418" in the reader's words; whatever else a hint says stays as it is. */
export function paidTo(hint: string, say: SayAll): string {
  const [, way = "", tail = ""] = /^([a-z ]+?)( ••\w+)$/.exec(hint) ?? [];
  const word = ways[way];
  return word === undefined ? hint : say(word) + tail;
}
