import type { Locale } from "../../contract/vocabulary.ts";
import { minorDigits } from "../../core/money.ts";
import type { Product } from "../catalogue.ts";
import type { Visitor } from "./visitor.ts";

export function money(minor: number, currency: string, locale: Locale): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: minor % 10 ** digits === 0 ? 0 : digits,
  });
  return format.format(minor / 10 ** digits);
}

export function price(variant: Product["variants"][number], { currency, locale }: Visitor): string {
  return money((currency === "CNY" ? variant.yuan : variant.dollars) * 100, currency, locale);
}

export function date(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "Asia/Shanghai" }).format(at);
}
