import type { FigureStep } from "../contract/figures.ts";
import { day, dayIn } from "../core/clock.ts";

/** Some calendar days of a storefront, and the instants at which they begin and are over. */
export interface Bucket {
  from: string;
  to: string;
  startAt: number;
  endAt: number;
}

const noon = (calendarDay: string) => Date.parse(`${calendarDay}T12:00:00Z`);
const plusDays = (calendarDay: string, days: number): string =>
  new Date(noon(calendarDay) + days * day).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, parts.day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The first instant of a calendar day, also where clocks are put on or back at midnight. */
export function startOfDay(timeZone: string, calendarDay: string): number {
  const midnight = Date.parse(`${calendarDay}T00:00:00Z`);
  const starts = [midnight - day, midnight + day]
    .map((around) => midnight - offsetAt(timeZone, around))
    .filter((at) => dayIn(timeZone, at) === calendarDay);
  // A day that a zone left out altogether begins with the next.
  return starts.length > 0 ? Math.min(...starts) : startOfDay(timeZone, plusDays(calendarDay, 1));
}

/** Both days included. */
export function wholePeriod(timeZone: string, from: string, to: string): Bucket {
  const endAt = startOfDay(timeZone, plusDays(to, 1));
  return { from, to, startAt: startOfDay(timeZone, from), endAt };
}

const isSunday = (calendarDay: string) => new Date(noon(calendarDay)).getUTCDay() === 0;

/** Days, or weeks from Monday of which the first and the last may be cut short by the period. Oldest first. */
export function bucketsOf(timeZone: string, from: string, to: string, step: FigureStep): Bucket[] {
  const buckets: Bucket[] = [];
  for (let first = from; first <= to; ) {
    let last = first;
    while (step === "week" && last < to && !isSunday(last)) last = plusDays(last, 1);
    buckets.push(wholePeriod(timeZone, first, last));
    first = plusDays(last, 1);
  }
  return buckets;
}
