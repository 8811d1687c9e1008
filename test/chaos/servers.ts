import { mkdir } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import mysql from "mysql2/promise";
import { freePort } from "../support/ports.ts";
import { type Started, startProcess, until } from "./processes.ts";

/** A server of the run's own, that may be ended and started again on the same port and files. */
export interface OwnServer {
  url: string;
  start(): Promise<void>;
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const startsWithinMs = 30_000;

async function succeeds(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}

function serverOf(
  what: string,
  url: string,
  launch: () => Started,
  answers: () => Promise<unknown>,
): OwnServer {
  let running: Started | null = null;
  return {
    url,
    async start() {
      running = launch();
      await until(() => succeeds(answers), { withinMs: startsWithinMs, what, started: running });
    },
    async end(signal) {
      await running?.end(signal);
      running = null;
    },
  };
}

/** MariaDB in this folder, flushing its log at every commit as the guarantee asks for. */
export async function createMariaDb(folder: string): Promise<OwnServer> {
  const data = join(folder, "mariadb");
  const user = userInfo().username;
  const install = startProcess("mariadb-install-db", [
    ...["--no-defaults", `--datadir=${data}`, `--user=${user}`],
    ...["--auth-root-authentication-method=normal", "--skip-test-db"],
  ]);
  await until(() => !install.isRunning(), { withinMs: startsWithinMs, what: "mariadb-install-db" });
  if (install.child.exitCode !== 0) throw new Error(`mariadb-install-db failed\n${install.output()}`);
  const port = await freePort();
  const settings = [
    ...["--no-defaults", `--datadir=${data}`, `--user=${user}`, `--port=${port}`, "--bind-address=127.0.0.1"],
    ...[`--socket=${join(folder, "mariadb.sock")}`, `--pid-file=${join(folder, "mariadb.pid")}`],
    ...["--innodb-flush-log-at-trx-commit=1", "--skip-name-resolve", "--max-connections=300"],
  ];
  const server = `mysql://root@127.0.0.1:${port}`;
  const ask = async () => {
    const connection = await mysql.createConnection({ uri: server, connectTimeout: 1000 });
    await connection.query("CREATE DATABASE IF NOT EXISTS `frontline` CHARACTER SET utf8mb4");
    await connection.end();
  };
  return serverOf("MariaDB", `${server}/frontline`, () => startProcess("mariadbd", settings), ask);
}

/** Redis in this folder; what it was told is there again after a restart. */
export async function createRedis(folder: string): Promise<OwnServer> {
  const data = join(folder, "redis");
  await mkdir(data);
  const port = await freePort();
  const settings = [
    ...["--port", String(port), "--bind", "127.0.0.1", "--dir", data],
    ...["--appendonly", "yes", "--save", "", "--loglevel", "warning"],
  ];
  const url = `redis://127.0.0.1:${port}`;
  const ask = async () => {
    const redis = new Redis(url, { lazyConnect: true, connectTimeout: 1000, retryStrategy: () => null });
    redis.on("error", () => undefined);
    try {
      await redis.connect();
      await redis.ping();
    } finally {
      redis.disconnect();
    }
  };
  return serverOf("Redis", url, () => startProcess("redis-server", settings), ask);
}

/** The programs that a run on services starts. */
export const serverPrograms = ["mariadbd", "mariadb-install-db", "redis-server"] as const;

/** Which of these are not installed here. */
export async function missingPrograms(programs: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const program of programs) {
    const asked = startProcess("which", [program]);
    await until(() => !asked.isRunning(), { withinMs: 5000, what: "which" });
    if (asked.child.exitCode !== 0) missing.push(program);
  }
  return missing;
}
