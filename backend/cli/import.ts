import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { migrations } from "../../migrations/all.ts";
import { BadConfig, loadConfig } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { openDatabase } from "../core/database/open-database.ts";
import { AlreadyRunning } from "../core/database/open-sqlite.ts";
import { createExecutor } from "../core/execute.ts";
import { createLog } from "../core/log.ts";
import { createMetrics } from "../core/metrics.ts";
import { Refusal } from "../core/refusal.ts";
import { keepPrivate } from "../core/storage/private-folder.ts";
import { allTables } from "../edge/all-tables.ts";
import { loadActors } from "../edge/load-actors.ts";
import { chooseStorefront, NoStorefront } from "../shop/import/choose-storefront.ts";
import { importedFiles, importFolder } from "../shop/import/import-folder.ts";
import { createProgress, printTallies } from "./import-progress.ts";

const usage = "npm run import -- FOLDER [--storefront=KEY]";

/** Something that the person at the terminal can put right: said in one line, without a stack. */
class Mistake extends Error {}

function readArguments(): { folder: string; storefrontKey: string | null } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { storefront: { type: "string" } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new Mistake(usage);
    return { folder: resolve(folder), storefrontKey: values.storefront ?? null };
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(`${(error as Error).message}\n${usage}`);
  }
}

async function run(): Promise<void> {
  const { folder, storefrontKey } = readArguments();
  if (!importedFiles.some((file) => existsSync(join(folder, file)))) {
    throw new Mistake(`${folder} holds none of ${importedFiles.join(", ")}`);
  }
  const config = loadConfig(process.env, { isDemo: false });
  keepPrivate(config.dataDir);
  const database = await openDatabase(config.database, allTables, migrations);
  const progress = createProgress(process.stderr.isTTY ?? false);
  const executor = createExecutor({
    database,
    clock: systemClock,
    log: createLog("silent"),
    metrics: createMetrics(),
    loadActors,
    // Nobody listens to this process, and an import asks for no jobs.
    publish: () => undefined,
    wake: () => undefined,
  });
  try {
    const { execute } = executor;
    const storefront = await chooseStorefront(database.reader, execute, storefrontKey);
    console.info(`into "${storefront.name}"`);
    const { report } = progress;
    const tallies = await importFolder(folder, { execute, storefrontId: storefront.id, report });
    progress.stop();
    printTallies(folder, tallies);
  } finally {
    progress.stop();
    await executor.drain();
    await database.close();
  }
}

const isMistake = (error: unknown): error is Error =>
  error instanceof Mistake ||
  error instanceof NoStorefront ||
  error instanceof BadConfig ||
  error instanceof AlreadyRunning ||
  error instanceof Refusal;

try {
  await run();
} catch (error) {
  if (isMistake(error)) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
