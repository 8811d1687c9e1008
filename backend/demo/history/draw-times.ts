import { day, hour } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Ground } from "./history-plan.ts";

const dayBegins = 8 * hour;
const dayLasts = 14 * hour;

/** Weeks after the great sales, by month and day: everything that was sold then is complained about at once. */
const peaks = [
  { from: 618, to: 628 },
  { from: 1111, to: 1122 },
];
const usual = 0.6;

/** When shoppers come: by day, fewer at weekends, more from month to month and after a sale. In order of time. */
export function drawTimes({ from, until, cases }: Ground, chance: Chance): number[] {
  const days = Math.max(1, Math.floor((until - from) / day));
  const times: number[] = [];
  while (times.length < cases) {
    const nth = chance.whole(0, days - 1);
    const begins = from + nth * day;
    const date = new Date(begins);
    const weekday = date.getUTCDay();
    const dated = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    const isPeak = peaks.some(({ from: first, to }) => dated >= first && dated <= to);
    const busy =
      (weekday === 0 || weekday === 6 ? 0.6 : 1) * (0.7 + (0.3 * nth) / days) * (isPeak ? 1 : usual);
    const at = begins + dayBegins + Math.floor(((chance.next() + chance.next()) / 2) * dayLasts);
    if (chance.happens(busy) && at < until) times.push(at);
  }
  return times.sort((a, b) => a - b);
}
