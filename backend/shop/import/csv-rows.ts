import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";

/** One row by its column names, and where in the file it begins (the header is line 1). */
export interface CsvRow {
  line: number;
  /** The text under the first of these columns that the file has, trimmed; empty where it has none. */
  get(...names: string[]): string;
}

export type CsvItem = { row: CsvRow } | { bad: { line: number; reason: string } };

export interface CsvProgress {
  bytes: number;
}

const largestRow = 1_000_000;

/** "Lineitem_Name", "lineitem name " and "Lineitem name" are one column. */
const columnKey = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ");

/**
 * Streams a CSV file as shops export it: with or without BOM, any line ending, quoted line breaks. `required` are
 * groups of names, of each of which the file must have one column. A row that is not as long as the header is bad, as
 * is a file that breaks off within a quote: then nothing behind it can be read.
 */
export async function* readCsv(
  file: string,
  required: readonly (readonly string[])[],
  progress: CsvProgress,
): AsyncGenerator<CsvItem> {
  const input = createReadStream(file);
  input.on("data", (chunk) => {
    progress.bytes += chunk.length;
  });
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: largestRow,
  });
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  let columns: Map<string, number> | null = null;
  let lastLine = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = lastLine + 1;
      lastLine = info.lines;
      if (columns === null) {
        columns = new Map(record.map((name, index) => [columnKey(name), index]));
        const missing = missingColumn(columns, required);
        if (missing !== null) {
          yield { bad: { line: 1, reason: `the column "${missing}" is missing; the file is not read` } };
          return;
        }
      } else yield toItem(record, columns, line);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "a quotation mark is opened and never closed; the file is not read from here"
        : `not readable as CSV (${error.code}); the file is not read from here`;
    yield { bad: { line: lastLine + 1, reason } };
  } finally {
    input.destroy();
  }
}

function missingColumn(
  columns: ReadonlyMap<string, number>,
  required: readonly (readonly string[])[],
): string | null {
  const group = required.find((names) => !names.some((name) => columns.has(columnKey(name))));
  return group?.[0] ?? null;
}

function toItem(record: readonly string[], columns: ReadonlyMap<string, number>, line: number): CsvItem {
  if (record.length !== columns.size) {
    const reason = `has ${record.length} fields where the header has ${columns.size}`;
    return { bad: { line, reason } };
  }
  if (record.some((field) => field.includes("�"))) return { bad: { line, reason: "is not in UTF-8" } };
  const get = (...names: string[]) => {
    const index = names.map((name) => columns.get(columnKey(name))).find((found) => found !== undefined);
    // Spreadsheets put an apostrophe before what they would take for a number.
    return (index === undefined ? "" : (record[index] ?? "")).trim().replace(/^'(?=[\d+])/, "");
  };
  return { row: { line, get } };
}
