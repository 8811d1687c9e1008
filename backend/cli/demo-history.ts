import { parseArgs } from "node:util";
import { openDatabase } from "../app.ts";
import { BadConfig, loadConfig } from "../config.ts";
import { day, systemClock } from "../core/clock.ts";
import { AlreadyRunning } from "../core/database/open-sqlite.ts";
import type { Reader } from "../core/database/reader.ts";
import { createExecutor } from "../core/execute.ts";
import { generatedLike } from "../core/ids.ts";
import { createLog } from "../core/log.ts";
import { createMetrics } from "../core/metrics.ts";
import { keepPrivate } from "../core/storage/private-folder.ts";
import { makeHistory, NoHistory } from "../demo/history/make-history.ts";
import { demoKey } from "../demo/make-demo-shop.ts";
import { loadActors } from "../edge/load-actors.ts";
import { chooseStorefront, NoStorefront } from "../shop/import/choose-storefront.ts";
import { type StorefrontRow, storefronts } from "../shop/storefront-tables.ts";

const usage =
  "npm run demo:history -- [--decisions 10000] [--seed 7] [--days 180] [--storefront KEY] [--imported] [--force]";

/** Something that the person at the terminal can put right: said in one line, without a stack. */
class Mistake extends Error {}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        decisions: { type: "string", default: "10000" },
        seed: { type: "string", default: "7" },
        days: { type: "string", default: "180" },
        storefront: { type: "string" },
        imported: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
      },
    });
    const whole = (name: "decisions" | "seed" | "days", most: number) => {
      const value = Number(values[name]);
      if (!Number.isInteger(value) || value < 1 || value > most)
        throw new Mistake(`--${name} is a whole number from 1 to ${most}`);
      return value;
    };
    return {
      cases: whole("decisions", 2_000_000),
      seed: whole("seed", 1_000_000),
      days: whole("days", 700),
      storefrontKey: values.storefront ?? null,
      isImported: values.imported,
      isForced: values.force,
    };
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(`${(error as Error).message}\n${usage}`);
  }
}

async function run(): Promise<void> {
  const { cases, seed, days, storefrontKey, isImported, isForced } = readArguments();
  // The demo's data folder, unless it is to be the one that `npm run import` fills.
  const config = loadConfig(process.env, { isDemo: !isImported });
  keepPrivate(config.dataDir);
  const database = await openDatabase(config.database);
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
    const { reader } = database;
    const chosen = await chooseStorefront(reader, executor.execute, storefrontKey);
    const storefront = await reader.one(storefronts, { id: chosen.id });
    if (storefront === null) throw new Mistake("the storefront is gone");
    if (!isForced && (await isInUse(reader, storefront)))
      throw new Mistake("real shoppers have written here: --force puts generated history among their cases");
    console.info(`into "${storefront.name}"`);
    const until = Math.floor(systemClock.now() / day) * day;
    const onProgress = (done: number) => {
      if (done % 10_000 === 0) console.info(`${done} of ${cases} cases`);
    };
    const made = await makeHistory(reader, executor.execute, {
      storefront,
      cases,
      seed,
      days,
      until,
      onProgress,
    });
    console.info(
      `${made.cases} cases with ${made.decisions} decisions in ${made.rows} rows, all marked as generated`,
    );
  } finally {
    await executor.drain();
    await database.close();
  }
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
  error instanceof NoHistory ||
  error instanceof NoStorefront ||
  error instanceof BadConfig ||
  error instanceof AlreadyRunning;

try {
  await run();
} catch (error) {
  if (isMistake(error)) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
