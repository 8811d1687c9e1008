import type { FigureBucket, FigureCut } from "../../backend/contract/figures.ts";
import { claimReasons } from "../../backend/contract/vocabulary.ts";
import type { Dictionary } from "../text/language.tsx";

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const inUtc = { timeZone: "UTC" } as const;

/** "9 Mar", or of more days "9 – 15 Mar". Days are the storefront's and have no time. */
export function daysText({ from, to }: { from: string; to: string }, language: string): string {
  const format = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", ...inUtc });
  return from === to
    ? new Intl.DateTimeFormat(language, {
        weekday: "short",
        month: "short",
        day: "numeric",
        ...inUtc,
      }).format(noon(from))
    : format.formatRange(noon(from), noon(to));
}

/** Below a column: the day, or the day on which the week begins. */
export const columnText = ({ from }: FigureBucket<unknown>, language: string): string =>
  new Intl.DateTimeFormat(language, { month: "numeric", day: "numeric", ...inUtc }).format(noon(from));

export function groupText(
  { key, name }: { key: string; name: string },
  by: FigureCut,
  t: Dictionary,
): string {
  const reason = by === "reason" ? claimReasons.find((each) => each === key) : undefined;
  return reason === undefined ? name || t.figures.none : t.words.reasons[reason];
}

/** "41 min", "3 h 5 min", "2 d 4 h". */
export function durationText(ms: number | null, t: Dictionary): string {
  if (ms === null) return "–";
  const { duration } = t.figures;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return duration.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return duration.hours(hours, minutes % 60);
  return duration.days(Math.floor(hours / 24), hours % 24);
}

export const percentText = (part: number, whole: number, language: string): string =>
  whole === 0
    ? "–"
    : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(part / whole);

export const countText = (count: number, language: string): string =>
  new Intl.NumberFormat(language).format(count);
