import { migrations } from "../../migrations/all.ts";
import { BadConfig, loadConfig } from "../config.ts";
import { day, systemClock } from "../core/clock.ts";
import { openDatabase } from "../core/database/open-database.ts";
import { AlreadyRunning } from "../core/database/open-sqlite.ts";
import type { Reader } from "../core/database/reader.ts";
import { createExecutor, type Execute } from "../core/execute.ts";
import { generatedLike } from "../core/ids.ts";
import { createLog } from "../core/log.ts";
import { createMetrics } from "../core/metrics.ts";
import { keepPrivate } from "../core/storage/private-folder.ts";
import { NoHistory, planPast, writePast } from "../demo/history/make-history.ts";
import { readState } from "../demo/history/read-state.ts";
import { removePast } from "../demo/history/remove-history.ts";
import { demoKey } from "../demo/make-demo-shop.ts";
import { allTables } from "../edge/all-tables.ts";
import { loadActors } from "../edge/load-actors.ts";
import { chooseStorefront, NoStorefront } from "../shop/import/choose-storefront.ts";
import { type StorefrontRow, storefronts } from "../shop/storefront-tables.ts";
import { type HistoryArguments, readArguments, Usage } from "./history-arguments.ts";

/** Something that the person at the terminal can put right: said in one line, without a stack. */
class Mistake extends Error {}

async function run(asked: HistoryArguments): Promise<void> {
  // The demo's data folder, unless it is to be the one that `npm run import` fills.
  const config = loadConfig(process.env, { isDemo: !asked.isImported });
  keepPrivate(config.dataDir);
  const database = await openDatabase(config.database, allTables, migrations);
  const executor = createExecutor({
    database,
    clock: systemClock,
    log: createLog("silent"),
    metrics: createMetrics(),
    loadActors,
    // Nobody listens to this process, and history asks for no jobs.
    publish: () => undefined,
    wake: () => undefined,
  });
  try {
    await (asked.isRemoval ? takeAway : make)(database.reader, executor.execute, asked);
  } finally {
    await executor.drain();
    await database.close();
  }
}

async function make(reader: Reader, execute: Execute, asked: HistoryArguments): Promise<void> {
  const { cases, seed, days } = asked;
  const storefront = await choose(reader, execute, asked);
  if (!asked.isForced && (await isInUse(reader, storefront)))
    throw new Mistake("real shoppers have written here: --force puts generated history among their cases");
  console.info(`into "${storefront.name}": drawing ${cases} cases of ${days} days`);
  const until = Math.floor(systemClock.now() / day) * day;
  const planned = await planPast(reader, { storefront, cases, seed, days, until });

  // What has been written by then is whole cases, and can be taken away; a second ctrl-C ends the process at once.
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const { cases: all, customers, orders } = planned.plan;
  let tenth = 0;
  const onProgress = (written: number) => {
    if (written === 0)
      console.info(`${customers.length} customers with ${orders.length} orders written, cases follow`);
    const reached = Math.floor((written * 10) / all.length);
    if (reached > tenth) console.info(`${written} of ${all.length} cases written`);
    tenth = reached;
  };
  const made = await writePast(execute, planned, { onProgress, signal: stopping.signal });
  console.info(
    `${made.cases} cases with ${made.decisions} decisions in ${made.rows} rows, all marked as generated`,
  );
}

async function takeAway(reader: Reader, execute: Execute, { seed }: HistoryArguments): Promise<void> {
  if ((await readState(reader, seed)) === "none") throw new Mistake(`there is no history of seed ${seed}`);
  console.info(`taking away the history of seed ${seed}`);
  const gone = await removePast(reader, execute, seed);
  console.info(`${gone.customers} customers with their orders and cases, and ${gone.people} people are gone`);
}

async function choose(
  reader: Reader,
  execute: Execute,
  { storefrontKey, isImported }: HistoryArguments,
): Promise<StorefrontRow> {
  // Choosing would make one, beside which the demo would make its own.
  if ((await reader.many(storefronts, { take: 1 })).length === 0)
    throw new Mistake(
      isImported
        ? "nothing has been imported yet: npm run import -- FOLDER"
        : "the demo has not been started yet: npm run demo (or --imported, for what npm run import fills)",
    );
  const chosen = await chooseStorefront(reader, execute, storefrontKey);
  const storefront = await reader.one(storefronts, { id: chosen.id });
  if (storefront === null) throw new Mistake("the storefront is gone");
  return storefront;
}

/** A ticket that no generator made, at a shop that is not the demo's. */
async function isInUse(reader: Reader, { id, key }: StorefrontRow): Promise<boolean> {
  if (key === demoKey) return false;
  const [real] = await reader.sql(
    `SELECT \`id\` FROM \`tickets\` WHERE \`storefrontId\` = ? AND \`id\` NOT LIKE '${generatedLike}' LIMIT 1`,
    [id],
  );
  return real !== undefined;
}

const isMistake = (error: unknown): error is Error =>
  error instanceof Mistake ||
  error instanceof Usage ||
  error instanceof NoHistory ||
  error instanceof NoStorefront ||
  error instanceof BadConfig ||
  error instanceof AlreadyRunning;

try {
  const asked = readArguments(process.argv.slice(2));
  if (asked === "help") console.info(Usage.text);
  else await run(asked);
} catch (error) {
  if (isMistake(error)) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
