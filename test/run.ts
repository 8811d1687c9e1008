import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBrowserPrograms } from "../backend/cli/build.ts";
import { dropKeptPlaces } from "./support/migrated-place.ts";
import { missingServers } from "./support/servers.ts";
import { runSuite, type SuiteResult } from "./support/suite.ts";
import { architectureTest, type Suite, suites } from "./support/suites.ts";

/**
 * `npm test [-- NAME…]`: every suite on the embedded way, then on MariaDB and Redis where they answer (`pages`, which are
 * about the browser's programs, only where they are named). NAME picks suites (rules, commands, money, protocol, pages,
 * browser, chaos) or engines (embedded, services). REQUIRE_SERVICES=1 makes missing servers a
 * failure. What runs beside something else is shown when it has ended. The last line is the sum of what mocha reported.
 */
const engines = ["embedded", "services"] as const;
type Engine = (typeof engines)[number];

const picked = process.argv.slice(2);
const isPicked = (names: readonly string[], name: string) =>
  !names.some((each) => picked.includes(each)) || picked.includes(name);
const chosen = suites.filter((suite) =>
  isPicked(
    suites.map(({ name }) => name),
    suite.name,
  ),
);
const reports = mkdtempSync(join(tmpdir(), "frontline-reports-"));

const nothing = { passed: 0, failed: 0, skipped: 0, seconds: 0, faults: [], failures: [] };

/** By the start's own means, so that processes that tests start find it done. */
async function build(): Promise<SuiteResult> {
  const from = Date.now();
  const faults: string[] = [];
  await buildBrowserPrograms().catch((error: unknown) => faults.push(String(error)));
  const seconds = (Date.now() - from) / 1000;
  return { ...nothing, title: "build", failed: faults.length, seconds, faults };
}

function filesOf({ folders, isPure }: Suite): string[] {
  const found = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))))
    .filter((path) => path.endsWith(".test.ts"));
  return isPure === true ? [...found, architectureTest] : found;
}

interface Order {
  engine: Engine;
  suite: Suite;
}

function isRunOn(engine: Engine, { name, isPure, isOfBrowser }: Suite): boolean {
  if (engine === "embedded") return true;
  return isPure !== true && (isOfBrowser !== true || picked.includes(name));
}

/** In the order in which they are told of. */
function ordersOn(engine: Engine): Order[] {
  return chosen
    .filter((suite) => isRunOn(engine, suite) && filesOf(suite).length > 0)
    .map((suite) => ({ engine, suite }));
}

async function runAll(): Promise<{ results: SuiteResult[]; notes: string[] }> {
  const results: SuiteResult[] = [];
  const notes: string[] = [];
  const orders: Order[] = [];
  if (chosen.some((suite) => suite.isPure !== true)) results.push(await build());
  for (const engine of engines.filter((each) => isPicked(engines, each))) {
    const missing = engine === "services" ? await missingServers() : [];
    if (missing.length === 0) orders.push(...ordersOn(engine));
    else {
      const note = `services: ${missing.join(" and ")} did not answer, so nothing was run on them`;
      if (process.env.REQUIRE_SERVICES === "1")
        results.push({ ...nothing, title: "services", failed: 1, faults: [note] });
      else notes.push(note);
    }
  }
  const ran = await runLanes(orders);
  return { results: [...results, ...orders.flatMap((order) => ran.get(order) ?? [])], notes };
}

async function runLanes(orders: readonly Order[]): Promise<Map<Order, SuiteResult>> {
  const ran = new Map<Order, SuiteResult>();
  const lanes = [...new Set(orders.map(({ suite }) => suite.lane))];
  const runLane = async (lane: Suite["lane"]) => {
    for (const order of orders) {
      if (order.suite.lane === lane) ran.set(order, await run(order, lanes.length > 1));
    }
  };
  await Promise.all(lanes.map(runLane));
  return ran;
}

function run({ engine, suite }: Order, isGathered: boolean): Promise<SuiteResult> {
  const title = suite.isPure === true ? suite.name : `${suite.name} on ${engine}`;
  console.info(isGathered ? `begun: ${title}` : `\n== ${title}`);
  const report = join(reports, `${suite.name}-${engine}.json`);
  const environment = { TEST_ENGINE: engine, TEST_CALM: suite.isCalm === true ? "1" : "" };
  return runSuite({ ...suite, files: filesOf(suite), title, report, environment, isGathered });
}

const { results, notes } = await runAll();
rmSync(reports, { recursive: true, force: true });
if ((await missingServers()).length === 0) await dropKeptPlaces();
const sum = (of: "passed" | "failed" | "skipped") => results.reduce((total, each) => total + each[of], 0);

console.info("\n== summary");
for (const { title, passed, failed, skipped, seconds, faults, failures } of results) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.info(`${title.padEnd(22)} ${counts.padEnd(36)} ${seconds.toFixed(0)} s`);
  for (const fault of [...faults, ...failures]) console.info(`  ${fault}`);
}
for (const note of notes) console.info(note);
console.info(
  `${sum("passed")} passed, ${sum("failed")} failed${sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : ""}`,
);
process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
