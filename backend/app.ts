import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { migrations } from "../migrations/all.ts";
import type { Config } from "./config.ts";
import type { Actor, Caller } from "./core/actor.ts";
import { type Clock, second, systemClock } from "./core/clock.ts";
import type { Database } from "./core/database/database.ts";
import { type DatabasePlace, openDatabase } from "./core/database/open-database.ts";
import { createExecutor, type Execute } from "./core/execute.ts";
import { gatherLoads } from "./core/gather-loads.ts";
import { createBullQueue } from "./core/jobs/bull-queue.ts";
import { createEmbeddedQueue } from "./core/jobs/embedded-queue.ts";
import { createJobRunner } from "./core/jobs/run-jobs.ts";
import { createLog, type Log } from "./core/log.ts";
import { createMetrics } from "./core/metrics.ts";
import type { Notice } from "./core/notices.ts";
import { openRedis } from "./core/redis.ts";
import type { FileStore } from "./core/storage/file-store.ts";
import { openFolderStore } from "./core/storage/folder-store.ts";
import { allTables } from "./edge/all-tables.ts";
import type { Doors } from "./edge/doors.ts";
import { createHttp } from "./edge/http/create-http.ts";
import { httpTimeouts } from "./edge/http/http-timeouts.ts";
import { createMetricsServer } from "./edge/http/metrics-server.ts";
import { createJobHandlers } from "./edge/jobs/handlers.ts";
import { planHousekeeping } from "./edge/jobs/keep-house.ts";
import { createLimits } from "./edge/limits.ts";
import { loadActors } from "./edge/load-actors.ts";
import { openSockets } from "./edge/sockets/open-sockets.ts";

export interface App {
  /** Where it listens; differs from the configuration for port 0. */
  port: number;
  metricsPort: number;
  database: Database;
  execute: Execute;
  log: Log;
  /** No new work; running commands finish; clients are told to come back; everything is closed. */
  drain(): Promise<void>;
}

export interface Replaced {
  clock?: Clock;
  store?: FileStore;
  /** How often the heads of open tickets are compared with the database. */
  headsEveryMs?: number;
}

/** Of those who knock in the same moment, as many as one query names. */
const actorsAtOnce = 200;
/** Whoever signs in waits for it: a Redis that does not answer is soon stood in for by memory. */
const forLimits = { maxRetriesPerRequest: 1, commandTimeout: second };
const sweepEveryMs = { embedded: second, services: 5 * second };

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen({ host, port, backlog: 4096 }, done);
  });
  return (server.address() as AddressInfo).port;
}

/** What hangs in a drain is left behind: whoever stops us waits ten seconds and then kills. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = pause(ms, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([work, late]).finally(() => over.abort());
}

/** The composition root: the only file that knows every room. `replaced` is for tests. */
export async function startApp(config: Config, replaced: Replaced = {}): Promise<App> {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const clock = replaced.clock ?? systemClock;
  const database = await openDatabase(config.database, allTables, migrations);
  const store = replaced.store ?? (await openFolderStore(config.filesDir));
  const redis = config.redisUrl === null ? null : openRedis(config.redisUrl, log, forLimits);
  const redisPlace =
    config.redisUrl === null ? null : { url: config.redisUrl, prefix: redisPrefix(config.database) };
  const queue =
    redisPlace === null
      ? createEmbeddedQueue(clock)
      : createBullQueue({ redisUrl: redisPlace.url, prefix: redisPlace.prefix, clock, log });

  let isDraining = false;
  let publish: (notices: Notice[]) => void = () => undefined;
  const executor = createExecutor({
    database,
    clock,
    log,
    metrics,
    loadActors,
    publish: (notices) => publish(notices),
    wake: (jobs) => queue.wake(jobs),
  });
  const throughDoors = executor.openWay();
  const doors: Doors = {
    database,
    execute: throughDoors.execute,
    clock,
    log,
    metrics,
    limits: createLimits(redis, redisPlace?.prefix),
    store,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    isDraining: () => isDraining,
    loadActor: gatherLoads<Caller, Actor>(actorsAtOnce, (callers) =>
      loadActors(database.reader, callers, clock.now()),
    ),
  };
  const behindDoors: Doors = { ...doors, execute: executor.execute };
  const jobs = createJobRunner({
    ...behindDoors,
    queue,
    handlers: createJobHandlers(behindDoors),
    sweepEveryMs: redis === null ? sweepEveryMs.embedded : sweepEveryMs.services,
  });
  const http = createHttp({
    doors,
    queue,
    buildDir: resolve("build"),
    incomingDir: join(config.dataDir, "incoming"),
  });
  const server = createServer(httpTimeouts, http);
  const sockets = openSockets(doors, server, redisPlace, {
    headsEveryMs: replaced.headsEveryMs,
    onTold: executor.heard,
  });
  publish = sockets.publish;
  const metricsServer = createMetricsServer(metrics);
  const port = await listen(server, config.host, config.port);
  const metricsPort = await listen(metricsServer, config.metrics.host, config.metrics.port);
  jobs.start();
  await planHousekeeping(executor.execute, clock.now());

  return {
    port,
    metricsPort,
    database,
    execute: executor.execute,
    log,
    async drain() {
      isDraining = true;
      // A job that takes longer runs again elsewhere: it is not booked. Clients need not wait for it to be told.
      const jobsEnded = within(6 * second, jobs.drain());
      await within(4 * second, throughDoors.drain());
      await within(3 * second, sockets.drain());
      server.closeAllConnections();
      server.close();
      await jobsEnded;
      await within(second, executor.drain());
      metricsServer.close();
      redis?.disconnect();
      await database.close();
    },
  };
}

/** Installations that share one Redis are told apart by their database. */
function redisPrefix(database: DatabasePlace): string {
  return database.engine === "mysql" ? `frontline:${new URL(database.url).pathname.slice(1)}` : "frontline";
}
