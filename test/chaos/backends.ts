import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../support/ports.ts";
import { type Started, startProcess, until } from "./processes.ts";

/** One Frontline process of the run, started as an operator would: `backend/main.ts` and settings. */
export interface Backend {
  name: string;
  port: number;
  skewMs: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM: it tells its clients to go and leaves by itself. */
  drain(): Promise<void>;
  isRunning(): boolean;
  /** Starts that ended before anybody ended them. */
  crashes(): string[];
  output(): string;
}

interface Order {
  name: string;
  /** Where the sources lie that it runs. */
  root: string;
  folder: string;
  publicUrl: string;
  databaseUrl: string;
  redisUrl: string | null;
  skewMs: number;
}

const startsWithinMs = 60_000;

export async function createBackend(order: Order): Promise<Backend> {
  const port = await freePort();
  const dataDir = join(order.folder, "files");
  mkdirSync(dataDir, { recursive: true });
  let running: Started | null = null;
  let isEndedByUs = true;
  let output = "";
  const crashes: string[] = [];

  const isReady = async () => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
    } catch {
      return false;
    }
  };

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    isEndedByUs = true;
    await running?.end(signal);
  }

  return {
    name: order.name,
    port,
    skewMs: order.skewMs,
    async start() {
      isEndedByUs = false;
      const started = startProcess(
        process.execPath,
        [
          "--import=tsx",
          `--import=${resolve("test/chaos/skewed-clock.ts")}`,
          "backend/main.ts",
          "--no-build",
        ],
        {
          cwd: order.root,
          env: {
            ...process.env,
            PORT: String(port),
            HOST: "127.0.0.1",
            PUBLIC_URL: order.publicUrl,
            METRICS_PORT: "0",
            TRUSTED_PROXIES: "1",
            DATA_DIR: dataDir,
            DATABASE_URL: order.databaseUrl,
            REDIS_URL: order.redisUrl ?? "",
            LOG_LEVEL: "error",
            CHAOS_CLOCK_SKEW_MS: String(order.skewMs),
          },
        },
      );
      running = started;
      started.child.once("exit", (code, signal) => {
        output += started.output();
        if (!isEndedByUs)
          crashes.push(`${order.name} ended with ${code ?? signal}: ${started.output().slice(-2000)}`);
      });
      await until(isReady, { withinMs: startsWithinMs, what: order.name, started });
    },
    kill: () => end("SIGKILL"),
    drain: () => end("SIGTERM"),
    isRunning: () => running?.isRunning() ?? false,
    crashes: () => crashes,
    output: () => output + (running?.isRunning() ? running.output() : ""),
  };
}
