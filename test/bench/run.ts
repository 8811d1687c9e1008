import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { missingServers } from "../support/servers.ts";
import { type Figure, figureOf, lineOf, type Measurement } from "./figure.ts";

/**
 * `npm run bench -- NAME [--json FILE]`; `all` runs every one. Ends with one line of JSON, which `--json` also writes
 * (an array for `all`). Exits with 1 where a goal was missed.
 */
type Bench = () => Promise<Measurement[]>;

const benches: Record<string, () => Promise<{ run: Bench }>> = {
  chat: () => import("./chat.ts"),
  fanout: () => import("./fanout.ts"),
  idle: () => import("./idle.ts"),
  nodes: () => import("./nodes.ts"),
  policy: () => import("./policy.ts"),
  replay: () => import("./replay.ts"),
  start: () => import("./start.ts"),
};

interface Report {
  bench: string;
  figures: Figure[];
}

async function runBench(name: string): Promise<Report> {
  const { run } = await (benches[name] as () => Promise<{ run: Bench }>)();
  const measured = await run();
  for (const each of measured) console.info(lineOf(each));
  const report = { bench: name, figures: measured.map(figureOf) };
  console.info(JSON.stringify(report));
  return report;
}

async function describeMachine(): Promise<void> {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.info(`${cpus().length} x ${cpu?.model ?? "unknown processor"}, ${memory}, ${process.platform}`);
  const missing = await missingServers();
  const servers = missing.length === 0 ? "MariaDB and Redis answer" : `${missing.join(" and ")} not there`;
  console.info(`Node ${process.versions.node}; ${servers}`);
}

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { json: { type: "string" } },
  allowPositionals: true,
});
const [wanted = ""] = positionals;
const names = wanted === "all" ? Object.keys(benches) : [wanted];
if (names.some((name) => !(name in benches))) {
  console.error(`npm run bench -- ${[...Object.keys(benches), "all"].join("|")} [--json FILE]`);
  process.exit(2);
}
await describeMachine();
const reports: Report[] = [];
for (const name of names) reports.push(await runBench(name));
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(wanted === "all" ? reports : reports[0], null, 2)}\n`);
}
process.exitCode = reports.some(({ figures }) => figures.some(({ met }) => met === false)) ? 1 : 0;
