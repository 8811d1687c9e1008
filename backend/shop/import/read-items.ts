import type { AnyCommand } from "../../core/command.ts";
import { BadRow } from "./bad-row.ts";
import { type CsvProgress, type CsvRow, readCsv } from "./csv-rows.ts";

/** Something that is known by any of its `keys` within its file, read from one row or several. */
export interface Item {
  keys: string[];
  line: number;
}

export interface Source<T extends Item> {
  file: string;
  required: readonly (readonly string[])[];
  command: AnyCommand;
  /** Rows that belong together stand behind one another. */
  groupOf?: (row: CsvRow) => string;
  /** Null for rows that carry nothing; throws BadRow. */
  read: (rows: readonly [CsvRow, ...CsvRow[]]) => T | null;
}

type Read<T> = { value: T } | { bad: { line: number; reason: string } };

/**
 * What a file holds, read row by row. A row that cannot be read is handed on as bad; an order that misses it does not
 * add up and is found by its totals.
 */
export async function* readItems<T extends Item>(
  path: string,
  source: Source<T>,
  progress: CsvProgress,
): AsyncGenerator<Read<T>> {
  const readGroup = groupReader(source);
  let group: [CsvRow, ...CsvRow[]] | null = null;
  for await (const item of readCsv(path, source.required, progress)) {
    if ("bad" in item) {
      yield item;
      continue;
    }
    const { row } = item;
    if (group !== null && source.groupOf !== undefined && source.groupOf(row) === source.groupOf(group[0])) {
      group.push(row);
      continue;
    }
    const read = group === null ? null : readGroup(group);
    if (read !== null) yield read;
    group = [row];
  }
  const read = group === null ? null : readGroup(group);
  if (read !== null) yield read;
}

function groupReader<T extends Item>(
  source: Source<T>,
): (rows: readonly [CsvRow, ...CsvRow[]]) => Read<T> | null {
  /** Key to line: what stands in a file twice is taken once. */
  const seen = new Map<string, number>();
  return (rows) => {
    const { line } = rows[0];
    try {
      const value = source.read(rows);
      if (value === null) return null;
      const before = value.keys.map((key) => seen.get(key)).find((found) => found !== undefined);
      if (before !== undefined) throw new BadRow(`is in line ${before} already`);
      for (const key of value.keys) seen.set(key, line);
      return { value };
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      return { bad: { line: error.line ?? line, reason: error.message } };
    }
  };
}
