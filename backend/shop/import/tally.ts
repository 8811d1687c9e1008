import { z } from "zod";

/** What became of a batch of rows. `bad` names the line of each row that the shop's data refuses. */
export interface Tally {
  imported: number;
  updated: number;
  unchanged: number;
  bad: { line: number; reason: string }[];
}

export const emptyTally = (): Tally => ({ imported: 0, updated: 0, unchanged: 0, bad: [] });

export function addTally(sum: Tally, more: Tally): void {
  sum.imported += more.imported;
  sum.updated += more.updated;
  sum.unchanged += more.unchanged;
  sum.bad.push(...more.bad);
}

/** How many rows share a commit. */
export const batchSize = 200;

export const line = z.number().int().min(1);

/** The columns of `next` that differ from `now`; null where none does. */
export function changedColumns<Row extends object>(now: Row, next: Partial<Row>): Partial<Row> | null {
  const names = Object.keys(next) as (keyof Row)[];
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(next[name]));
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((name) => [name, next[name]])) as Partial<Row>;
}
