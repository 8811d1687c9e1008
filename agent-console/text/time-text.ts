import type { Dictionary } from "./dictionaries.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a span is, coarsely: "2 min", "3 h", "4 days". */
export function spanText(ms: number, t: Dictionary): string {
  if (ms < minute) return t.common.time.now;
  if (ms < hour) return t.common.time.minutes(Math.floor(ms / minute));
  if (ms < 2 * day) return t.common.time.hours(Math.floor(ms / hour));
  return t.common.time.days(Math.floor(ms / day));
}

/** Times in the reader's own zone. */
export function clockText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );
}

export const dayKey = (at: number) => new Date(at).toDateString();

export function dayText(at: number, now: number, language: string, t: Dictionary): string {
  if (dayKey(at) === dayKey(now)) return t.common.time.today;
  if (dayKey(at) === dayKey(now - day)) return t.common.time.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    weekday: isThisYear ? "short" : undefined,
    year: isThisYear ? undefined : "numeric",
  }).format(at);
}

/** "10:04" today, "12 Mar, 10:04" else. */
export function momentText(at: number, now: number, language: string): string {
  if (dayKey(at) === dayKey(now)) return clockText(at, language);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    year: isThisYear ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

export function dueText(dueAt: number, now: number, t: Dictionary): string {
  const left = dueAt - now;
  return left < 0 ? t.common.time.overdue(spanText(-left, t)) : t.common.time.in(spanText(left, t));
}
