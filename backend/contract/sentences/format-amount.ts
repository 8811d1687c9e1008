import type { Locale } from "../vocabulary.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** 12345 of USD -> "$123.45"; `minor` in minor units of the ISO 4217 currency. */
export function formatAmount(minor: number, currency: string, locale: Locale): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency });
    formats.set(key, format);
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
