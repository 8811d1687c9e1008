/** What the clocks of this zone show at an instant, as the browser's own field writes it: "2026-11-12T00:00". */
export function wallTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

const asIfUtc = (wall: string) => Date.parse(`${wall}Z`);
const aheadOfUtc = (at: number, timeZone: string) =>
  asIfUtc(wallTime(at, timeZone)) - Math.floor(at / 60_000) * 60_000;

/**
 * When the clocks of this zone show `wall`; null where it is no time. What they skip in spring counts as they go on
 * afterwards; what they show twice in autumn is the first of both.
 */
export function instantOf(wall: string, timeZone: string): number | null {
  const utc = asIfUtc(wall);
  if (!Number.isFinite(utc)) return null;
  const day = 86_400_000;
  const before = utc - aheadOfUtc(utc - day, timeZone);
  const after = utc - aheadOfUtc(utc + day, timeZone);
  const shown = [before, after].find((at) => wallTime(at, timeZone) === wallTime(utc, "UTC"));
  return shown ?? before;
}

/** How the zone is called there and then: "GMT+8", "EST". */
export function zoneName(at: number, timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** "Nov 12, 2026, 00:00 GMT+8": a time that holds for everybody, wherever they read it. */
export const zonedText = (at: number, timeZone: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at);
