import { Redis } from "ioredis";
import mysql from "mysql2/promise";
import { mysqlServer, redisServer } from "./database.ts";

const patienceMs = 3000;

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}

async function askMysql(): Promise<void> {
  const connection = await mysql.createConnection({ uri: mysqlServer, connectTimeout: patienceMs });
  await connection.query("SELECT 1");
  await connection.end();
}

async function askRedis(): Promise<void> {
  const redis = new Redis(redisServer, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    retryStrategy: () => null,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

/** The servers of the services way that do not answer; none is an empty list. */
export async function missingServers(): Promise<string[]> {
  const asked = {
    [`MariaDB at ${hostOf(mysqlServer)}`]: askMysql,
    [`Redis at ${hostOf(redisServer)}`]: askRedis,
  };
  const missing: string[] = [];
  for (const [name, ask] of Object.entries(asked)) if (!(await answers(ask))) missing.push(name);
  return missing;
}

const hostOf = (url: string) => new URL(url).host;
