import { day, hour } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Ground } from "./history-plan.ts";

const dayBegins = 8 * hour;
const dayLasts = 14 * hour;

/** When shoppers come: by day, fewer at weekends, more from month to month. In order of time. */
export function drawTimes({ from, until, cases }: Ground, chance: Chance): number[] {
  const days = Math.max(1, Math.floor((until - from) / day));
  const times: number[] = [];
  while (times.length < cases) {
    const nth = chance.whole(0, days - 1);
    const begins = from + nth * day;
    const weekday = new Date(begins).getUTCDay();
    const busy = (weekday === 0 || weekday === 6 ? 0.6 : 1) * (0.7 + (0.3 * nth) / days);
    const at = begins + dayBegins + Math.floor(((chance.next() + chance.next()) / 2) * dayLasts);
    if (chance.happens(busy) && at < until) times.push(at);
  }
  return times.sort((a, b) => a - b);
}
