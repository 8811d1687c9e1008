import { resolve } from "node:path";
import { z } from "zod";
import type { DatabasePlace } from "./core/database/open-database.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const empty = (value: unknown) => (value === "" ? undefined : value);

const environment = z.object({
  PORT: z.preprocess(empty, port.default(3000)),
  HOST: z.preprocess(empty, z.string().default("0.0.0.0")),
  /** As shoppers and staff reach it. */
  PUBLIC_URL: z.preprocess(empty, z.url({ protocol: /^https?$/ }).optional()),
  /** How many reverse proxies stand in front: their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.preprocess(empty, z.coerce.number().int().min(0).max(10).default(0)),
  DATA_DIR: z.preprocess(empty, z.string().optional()),
  DATABASE_URL: z.preprocess(
    empty,
    z
      .string()
      .regex(/^(mysql:\/\/|sqlite:)/, "mysql://… or sqlite:FILE")
      .optional(),
  ),
  REDIS_URL: z.preprocess(
    empty,
    z
      .string()
      .regex(/^rediss?:\/\//, "redis://…")
      .optional(),
  ),
  FILES_URL: z.preprocess(
    empty,
    z
      .string()
      .regex(/^file:/, "file:FOLDER")
      .optional(),
  ),
  METRICS_PORT: z.preprocess(empty, port.optional()),
  METRICS_HOST: z.preprocess(empty, z.string().default("127.0.0.1")),
  LOG_LEVEL: z.preprocess(
    empty,
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  ),
});

export interface Config {
  isDemo: boolean;
  port: number;
  host: string;
  publicUrl: string;
  trustedProxies: number;
  dataDir: string;
  database: DatabasePlace;
  redisUrl: string | null;
  filesDir: string;
  metrics: { host: string; port: number };
  logLevel: string;
}

export class BadConfig extends Error {}

/** Environment -> one frozen config; a bad value is a BadConfig that names it. */
export function loadConfig(env: NodeJS.ProcessEnv, { isDemo }: { isDemo: boolean }): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new BadConfig(`bad configuration: ${problems.join("; ")}`);
  }
  const given = parsed.data;
  const dataDir = resolve(given.DATA_DIR ?? (isDemo ? "data/demo" : "data"));
  const isMysql = given.DATABASE_URL?.startsWith("mysql:") ?? false;
  if (given.REDIS_URL !== undefined && !isMysql) {
    throw new BadConfig(
      "bad configuration: REDIS_URL needs a DATABASE_URL of mysql://…, since many nodes cannot share one SQLite file",
    );
  }
  if (isMysql && given.REDIS_URL === undefined) {
    throw new BadConfig("bad configuration: DATABASE_URL of mysql://… needs a REDIS_URL");
  }
  const file = given.DATABASE_URL?.startsWith("sqlite:")
    ? given.DATABASE_URL.slice("sqlite:".length)
    : undefined;
  const config: Config = {
    isDemo,
    port: given.PORT,
    host: given.HOST,
    publicUrl: (given.PUBLIC_URL ?? `http://localhost:${given.PORT}`).replace(/\/$/, ""),
    trustedProxies: given.TRUSTED_PROXIES,
    dataDir,
    database: isMysql
      ? { engine: "mysql", url: given.DATABASE_URL as string }
      : { engine: "sqlite", file: resolve(file ?? `${dataDir}/frontline.sqlite`) },
    redisUrl: given.REDIS_URL ?? null,
    filesDir: resolve(given.FILES_URL?.slice("file:".length) ?? `${dataDir}/files`),
    metrics: {
      host: given.METRICS_HOST,
      port: given.METRICS_PORT ?? (given.PORT === 0 ? 0 : given.PORT + 10),
    },
    logLevel: given.LOG_LEVEL,
  };
  return Object.freeze(config);
}
