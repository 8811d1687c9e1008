/** Time is an argument everywhere; only doors, jobs and tests hold a clock. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Since 1972 every zone's midnight falls on a quarter of an hour of UTC, so that all instants of one share their day. */
const quarter = 15 * 60_000;
const quartersSince = Date.UTC(1973, 0, 1);
const daysKept = 50_000;
const days = new Map<string, Map<number, string>>();

/** The calendar day of an instant in an IANA time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, at: number): string {
  if (at < quartersSince) return formatDay(timeZone, at);
  const slot = Math.floor(at / quarter);
  let known = days.get(timeZone);
  if (known === undefined || known.size > daysKept) {
    known = new Map();
    days.set(timeZone, known);
  }
  let day = known.get(slot);
  if (day === undefined) {
    day = formatDay(timeZone, at);
    known.set(slot, day);
  }
  return day;
}

function formatDay(timeZone: string, at: number): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The ISO week of an instant in an IANA time zone, as YYYY-Www: it begins on Monday and belongs to its Thursday's year. */
export function weekIn(timeZone: string, at: number): string {
  const noon = Date.parse(`${dayIn(timeZone, at)}T12:00:00Z`);
  const weekday = (new Date(noon).getUTCDay() + 6) % 7;
  const thursday = noon + (3 - weekday) * day;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The calendar month, as YYYY-MM. */
export const monthIn = (timeZone: string, at: number): string => dayIn(timeZone, at).slice(0, 7);

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
