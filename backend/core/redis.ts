import { Redis, type RedisOptions } from "ioredis";
import { second } from "./clock.ts";
import type { Log } from "./log.ts";

/**
 * A line on which nothing comes for so long while something is asked for is dead, whatever TCP believes (a Redis that hangs,
 * a firewall that forgot it), and is made anew. Longer than what waits on purpose: Bull's BRPOPLPUSH and the adapter's XREAD
 * wait for 5 s.
 */
const silenceMs = 10 * second;

export function openRedis(url: string, log: Log, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, { socketTimeout: silenceMs, ...options });
  redis.on("error", (error) => log.warn({ err: error.message }, "redis"));
  return redis;
}
