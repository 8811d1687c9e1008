import type { Locale } from "../../backend/contract/vocabulary.ts";

/** Money, times and days as the reader writes them, in the reader's own time zone. */
export interface Format {
  money(amountMinor: number, currency: string): string;
  time(at: number): string;
  /** "today", "yesterday", or the date. */
  day(at: number): string;
  date(at: number): string;
  /** For lists: the time today, else the day. */
  short(at: number): string;
  /** In a sentence: the time, with its day when that is not today. */
  moment(at: number): string;
}

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
export const isSameDay = (a: number, b: number) => startOfDay(a) === startOfDay(b);

export function makeFormat(locale: Locale): Format {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const thisYear = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
  const withYear = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", day: "numeric" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const date = (at: number) =>
    (new Date(at).getFullYear() === new Date().getFullYear() ? thisYear : withYear).format(at);
  const day = (at: number) => {
    // Rounded, because a day with a change of the clock has 23 or 25 hours.
    const ago = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000);
    return ago === 0 || ago === 1 ? relative.format(-ago, "day") : date(at);
  };
  return {
    money(amountMinor, currency) {
      const format = new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
      });
      return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    time: (at) => time.format(at),
    day,
    date,
    short: (at) => (isSameDay(at, Date.now()) ? time.format(at) : day(at)),
    moment: (at) => (isSameDay(at, Date.now()) ? time.format(at) : `${day(at)} ${time.format(at)}`),
  };
}
