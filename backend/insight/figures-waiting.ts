import type { Waits } from "../contract/figures.ts";
import { minute } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Bucket } from "./figures-period.ts";
import { remediesIn, remedyCut, type Scope, statesThatMean } from "./figures-scope.ts";

/** How many requests waited how long, to the minute: bounded however many there are, and medians can be taken of sums. */
export interface WaitCounts {
  byWaited: ReadonlyMap<number, number>;
  waiting: number;
  totalMs: number;
}

export const noWaits = (): WaitCounts => ({ byWaited: new Map(), waiting: 0, totalMs: 0 });

export function addWaits(a: WaitCounts, b: WaitCounts): WaitCounts {
  const byWaited = new Map(a.byWaited);
  for (const [waited, count] of b.byWaited) byWaited.set(waited, (byWaited.get(waited) ?? 0) + count);
  return { byWaited, waiting: a.waiting + b.waiting, totalMs: a.totalMs + b.totalMs };
}

/** The smallest wait that at least this share did not exceed; null of none. */
function quantile(sorted: [number, number][], count: number, share: number): number | null {
  let seen = 0;
  for (const [waited, times] of sorted) {
    seen += times;
    if (seen >= count * share) return waited;
  }
  return null;
}

export function toWaits({ byWaited, waiting, totalMs }: WaitCounts): Waits {
  const sorted = [...byWaited].sort(([a], [b]) => a - b);
  const answered = sorted.reduce((sum, [, times]) => sum + times, 0);
  const [medianMs, p90Ms] = [0.5, 0.9].map((share) => quantile(sorted, answered, share));
  return { answered, waiting, medianMs: medianMs ?? null, p90Ms: p90Ms ?? null, totalMs };
}

interface Row {
  cut: string;
  /** Null: still waits. */
  waited: number | string | null;
  count: number | string;
  totalMs: number | string | null;
}

export async function readWaits(
  reader: Reader,
  scope: Scope,
  bucket: Bucket,
): Promise<Map<string, WaitCounts>> {
  const among = remediesIn(scope, bucket);
  const waited = "(r.`answeredAt` - r.`createdAt`)";
  const rows = await reader.sql<Row>(
    `SELECT ${remedyCut(scope)} AS \`cut\`, ${waited} - ${waited} % ${minute} AS \`waited\`, COUNT(*) AS \`count\`, ` +
      `SUM(${waited}) AS \`totalMs\` FROM \`remedies\` r WHERE ${among.sql} AND ` +
      `(r.\`answeredAt\` IS NOT NULL OR r.\`state\` IN (${statesThatMean("waiting")})) GROUP BY 1, 2`,
    among.parameters,
  );
  const found = new Map<string, WaitCounts>();
  for (const { cut, waited, count, totalMs } of rows) {
    const own: WaitCounts =
      waited === null
        ? { ...noWaits(), waiting: Number(count) }
        : { byWaited: new Map([[Number(waited), Number(count)]]), waiting: 0, totalMs: Number(totalMs) };
    found.set(cut, addWaits(found.get(cut) ?? noWaits(), own));
  }
  return found;
}
