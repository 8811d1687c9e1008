/** How money is read and typed. On the wire it is integer minor units with an ISO 4217 code. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** "¥128", "$12.50". `isExact` keeps the zeros of whole amounts, for columns of figures. */
export function moneyText(amountMinor: number, currency: string, language: string, isExact = false): string {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    trailingZeroDisplay: isExact ? "auto" : "stripIfInteger",
  }).format(amountMinor / 10 ** minorDigits(currency));
}

/** The sign that stands before a typed amount: "$", "¥", "CN¥". */
export function currencySign(currency: string, language: string): string {
  const parts = new Intl.NumberFormat(language, { style: "currency", currency }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** What a field shows for an amount, without sign and grouping: "128", "12.50". */
export function amountText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const whole = Math.trunc(amountMinor / 10 ** digits);
  const fraction = amountMinor % 10 ** digits;
  return fraction === 0 ? String(whole) : `${whole}.${String(fraction).padStart(digits, "0")}`;
}

export type TypedAmount =
  | { kind: "empty" }
  | { kind: "amount"; amountMinor: number }
  | { kind: "not_an_amount" }
  | { kind: "too_many_decimals"; digits: number };

/** Full-width figures and marks, as a Chinese keyboard types them, in their plain forms. */
function plain(text: string): string {
  return text
    .replace(/[０-９]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) - 0xfee0))
    .replace(/[．。]/g, ".")
    .replace(/[，、]/g, ",");
}

/** Reads what somebody typed: spaces, grouping and a currency before or behind are overlooked; both languages write decimals with a point. */
export function parseAmount(text: string, currency: string): TypedAmount {
  const bare = plain(text)
    .replace(/^[\s\p{Sc}A-Za-z]+|[\s\p{Sc}A-Za-z元]+$/gu, "")
    .replaceAll(/\s/g, "");
  if (bare === "") return text.trim() === "" ? { kind: "empty" } : { kind: "not_an_amount" };
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$|^\.\d+$/.test(bare)) return { kind: "not_an_amount" };
  const [whole = "", fraction = ""] = bare.replaceAll(",", "").split(".");
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return { kind: "too_many_decimals", digits };
  const amountMinor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(amountMinor) || amountMinor > 1_000_000_000_000) return { kind: "not_an_amount" };
  return { kind: "amount", amountMinor };
}
