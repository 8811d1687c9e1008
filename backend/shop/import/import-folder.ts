import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AnyCommand } from "../../core/command.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import { Refusal } from "../../core/refusal.ts";
import type { CsvProgress } from "./csv-rows.ts";
import { type Item, readItems, type Source } from "./read-items.ts";
import { sourcesOf } from "./sources.ts";
import { addTally, batchSize, emptyTally, type Tally } from "./tally.ts";

export interface FileTally extends Tally {
  file: string;
}

export interface ImportProgress {
  file: string;
  bytes: number;
  totalBytes: number;
  rows: number;
}

interface Parts {
  execute: Execute;
  storefrontId: string;
  report: (progress: ImportProgress) => void;
}

export const importedFiles = ["customers.csv", "products.csv", "orders.csv", "shipments.csv"];

/**
 * Reads a folder of Shopify exports, in the order in which they need each other; files that are not there are left
 * out. May be run again: rows are known by the shop's own ids. A bad row stops nothing but itself.
 */
export async function importFolder(folder: string, parts: Parts): Promise<FileTally[]> {
  const tallies: FileTally[] = [];
  for (const source of await sourcesOf(folder)) {
    const path = join(folder, source.file);
    if (existsSync(path)) tallies.push(await importFile(path, source, parts));
  }
  return tallies;
}

async function importFile<T extends Item>(path: string, source: Source<T>, parts: Parts): Promise<FileTally> {
  const tally: FileTally = { file: source.file, ...emptyTally() };
  const totalBytes = statSync(path).size;
  const progress: CsvProgress = { bytes: 0 };
  let rows = 0;
  let batch: T[] = [];
  const store = async () => {
    if (batch.length > 0) addTally(tally, await storeBatch(source.command, batch, parts));
    batch = [];
    parts.report({ file: source.file, bytes: progress.bytes, totalBytes, rows });
  };
  for await (const item of readItems(path, source, progress)) {
    rows++;
    if ("bad" in item) tally.bad.push(item.bad);
    else if (batch.push(item.value) === batchSize) await store();
  }
  await store();
  tally.bad.sort((a, b) => a.line - b.line);
  return tally;
}

/** What the database itself refuses (a key that only differs by an accent) is found by walking the rows one by one. */
async function storeBatch(command: AnyCommand, batch: readonly Item[], parts: Parts): Promise<Tally> {
  const { execute, storefrontId } = parts;
  const rows = batch.map(({ keys: _keys, ...row }) => row);
  try {
    const call = { caller: { kind: "system" as const }, commandId: newId() };
    return (await execute(command, { storefrontId, rows }, call)) as Tally;
  } catch (error) {
    if (error instanceof Refusal && error.code !== "malformed") throw error;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      const reason = `cannot be stored: ${error instanceof Error ? error.message : String(error)}`;
      return { ...emptyTally(), bad: [{ line: only.line, reason }] };
    }
    const tally = emptyTally();
    for (const each of batch) addTally(tally, await storeBatch(command, [each], parts));
    return tally;
  }
}
