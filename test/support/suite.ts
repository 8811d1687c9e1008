import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export interface SuiteResult {
  title: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** What went wrong outside of any test; each counts as one failure. */
  faults: string[];
  /** Which tests failed, and how: what is above the summary may be too long to be kept. */
  failures: string[];
}

interface Order {
  title: string;
  files: string[];
  jobs: number;
  limitSeconds: number;
  /** Where mocha's JSON report goes. */
  report: string;
  environment: Record<string, string>;
  /** Its words are shown when it has ended, in one piece, because another suite runs beside it. */
  isGathered: boolean;
}

/** A busy machine may once bring a page or a line too late; what fails twice is broken. The reporter names second tries. */
const retries = 1;

/**
 * A process that is still there so long after its report holds something open: a leak. Longer than the 30 s for which a client's WebSocket
 * waits to be closed by the other side (`closeTimeout` of ws), by a timer that can outlive its server.
 */
const graceMs = 40_000;

/** Runs one mocha process and counts its report; whatever hangs is ended with all its children. */
export async function runSuite(order: Order): Promise<SuiteResult> {
  const started = Date.now();
  const child = start(order);
  const words = gather(child);
  const faults: string[] = [];
  const end = (fault: string) => {
    faults.push(fault);
    endGroup(child);
  };
  const limit = setTimeout(
    () => end(`took longer than ${order.limitSeconds} s and was ended`),
    order.limitSeconds * 1000,
  );
  let grace: NodeJS.Timeout | undefined;
  const watch = setInterval(() => {
    if (!existsSync(order.report)) return;
    clearInterval(watch);
    grace = setTimeout(() => end("did not exit after its tests: something was left open"), graceMs);
  }, 500);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  for (const timer of [limit, watch, grace]) clearTimeout(timer);
  if (order.isGathered) process.stdout.write(`\n== ${order.title}\n${words()}`);

  const counts = readReport(order.report);
  if (counts === null) faults.push(`ended with code ${code} before it had a report`);
  else if (code !== 0 && counts.failed === 0 && faults.length === 0) faults.push(`ended with code ${code}`);
  const { passed = 0, failed = 0, skipped = 0, failures = [] } = counts ?? {};
  return {
    title: order.title,
    passed,
    failed: failed + faults.length,
    skipped,
    seconds: (Date.now() - started) / 1000,
    faults,
    failures,
  };
}

function start(order: Order): ChildProcess {
  const mocha = "node_modules/mocha/bin/mocha.js";
  const parallel = order.jobs > 1 ? ["--parallel", "--jobs", String(order.jobs)] : [];
  const patience = ["--retries", String(retries)];
  const reporter = [
    "--reporter",
    "./test/support/reporter.ts",
    "--reporter-option",
    `output=${order.report}`,
  ];
  return spawn(process.execPath, [mocha, ...parallel, ...patience, ...reporter, ...order.files], {
    stdio: order.isGathered ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...order.environment },
    // A group of its own: workers and browsers end with it.
    detached: true,
  });
}

/** Answers what it has said so far; nothing of one that speaks for itself. */
function gather({ stdout, stderr }: ChildProcess): () => string {
  let words = "";
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      words += chunk;
    });
  }
  return () => words;
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended by itself in this moment.
  }
}

const firstLines = (message: string) => message.split("\n").slice(0, 6).join(" | ").slice(0, 600);

function readReport(path: string) {
  if (!existsSync(path)) return null;
  const { stats, failures } = JSON.parse(readFileSync(path, "utf8")) as {
    stats: { passes: number; failures: number; pending: number };
    failures: { fullTitle: string; err: { message?: string } }[];
  };
  return {
    passed: stats.passes,
    failed: stats.failures,
    skipped: stats.pending,
    failures: failures.map(({ fullTitle, err }) => `${fullTitle}: ${firstLines(err.message ?? "")}`),
  };
}
