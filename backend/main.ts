import { rm } from "node:fs/promises";
import { type App, startApp } from "./app.ts";
import { buildBrowserPrograms } from "./cli/build.ts";
import { BadConfig, type Config, loadConfig } from "./config.ts";
import { second } from "./core/clock.ts";
import { AlreadyRunning } from "./core/database/open-sqlite.ts";
import { newId } from "./core/ids.ts";
import { keepPrivate } from "./core/storage/private-folder.ts";
import { startDemo } from "./demo/start-demo.ts";
import { makeFirstAdminLink } from "./staff/make-first-admin-link.ts";

const drainWithin = 9 * second;

/** What a person at the terminal reads; the structured log goes on beside it. */
const say = (text: string) => process.stdout.write(`${text}\n`);

async function start(): Promise<void> {
  const isDemo = process.argv.includes("--demo");
  const config = loadConfig(process.env, { isDemo });
  if (isDemo && process.argv.includes("--fresh")) await rm(config.dataDir, { recursive: true, force: true });
  if (!process.argv.includes("--no-build")) await buildBrowserPrograms();
  keepPrivate(config.dataDir);
  const app = await startApp(config);
  const stops = [() => app.drain()];
  const signals = stopOnSignal(app, stops);
  logForgotten(app);
  try {
    if (isDemo) stops.unshift(await startDemo(app, config, say));
    else await greet(app, config);
  } catch (error) {
    // What a stop has kept from being done is done by the next start.
    if (!signals.areStopping()) throw error;
  }
}

/** The first run prints the link by which the first admin is made, of nodes that start at once one alone. */
async function greet(app: App, config: Config): Promise<void> {
  const call = { caller: { kind: "system" as const }, commandId: newId() };
  const { link, isSaidElsewhere } = await app.execute(makeFirstAdminLink, {}, call);
  say(`Frontline serves ${config.publicUrl}/console/`);
  if (link !== null)
    say(`Nobody can sign in yet. Make the first admin here, once: ${config.publicUrl}${link}`);
  if (isSaidElsewhere)
    say(
      "Nobody can sign in yet. The link for the first admin was printed less than a minute ago, by another start.",
    );
}

/** A promise that a library forgot (Redis gone in mid-word) must not end the conversations of a whole shop. */
function logForgotten(app: App): void {
  process.on("unhandledRejection", (reason) =>
    app.log.error({ err: reason }, "a rejection nobody waited for"),
  );
}

/** SIGTERM and Ctrl-C drain; a drain that hangs is cut short, since a supervisor would kill it anyway. */
function stopOnSignal(app: App, stops: (() => Promise<void>)[]): { areStopping(): boolean } {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), drainWithin).unref();
    // As it stands now: a demo that is still starting puts its own stop in front, and the others would be run again.
    for (const each of [...stops]) await each();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        app.log.error({ err: error }, "could not stop cleanly");
        process.exit(1);
      });
    });
  }
  return { areStopping: () => isStopping };
}

try {
  await start();
} catch (error) {
  // What the operator can mend is said in one line; a bug keeps its stack.
  const isOperators = error instanceof BadConfig || error instanceof AlreadyRunning;
  const inUse = (error as { code?: string }).code === "EADDRINUSE";
  if (isOperators || inUse) process.stderr.write(`${(error as Error).message}\n`);
  else console.error(error);
  process.exit(1);
}
