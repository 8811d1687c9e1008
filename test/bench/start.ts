import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePortPair } from "../support/ports.ts";
import type { Measurement } from "./figure.ts";

const runs = 3;
const patienceMs = 60_000;
/** After the start's own work: caches filled, garbage collected once or twice. */
const restMs = 5000;

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function awaitReady(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`npm run demo ended with ${child.exitCode}`);
    if (performance.now() > giveUpAt) throw new Error("npm run demo was not ready in time");
    await pause(20);
  }
}

async function residentMegabytes(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const bytes = /^process_resident_memory_bytes (\S+)/m.exec(text)?.[1];
  return Number(bytes) / 2 ** 20;
}

/** One `npm run demo` from the command to /readyz, a rest, and its end. */
async function startOnce(dataDir: string): Promise<{ readySeconds: number; restMegabytes: number }> {
  const port = await freePortPair();
  const metricsPort = await freePortPair();
  const began = performance.now();
  const child = spawn("npm", ["run", "--silent", "demo"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
    },
    detached: true,
  });
  const ended = once(child, "exit");
  try {
    await awaitReady(`http://127.0.0.1:${port}/readyz`, child);
    const readySeconds = (performance.now() - began) / 1000;
    await pause(restMs);
    return { readySeconds, restMegabytes: await residentMegabytes(metricsPort) };
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    await ended;
  }
}

export async function run(): Promise<Measurement[]> {
  const first: number[] = [];
  const again: number[] = [];
  const resting: number[] = [];
  for (let count = 0; count < runs; count++) {
    const folder = await mkdtemp(join(tmpdir(), "frontline-bench-"));
    try {
      const fresh = await startOnce(folder);
      const kept = await startOnce(folder);
      first.push(fresh.readySeconds);
      again.push(kept.readySeconds);
      resting.push(fresh.restMegabytes);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [
    {
      name: "first start to ready",
      unit: "s",
      values: first,
      reference: { name: "start on kept data", values: again },
    },
    { name: "first start within 15 s", unit: "s", values: first, goal: { atMost: 15 } },
    { name: "memory at rest", unit: "MiB", values: resting },
  ];
}
