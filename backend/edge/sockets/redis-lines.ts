import { Redis } from "ioredis";
import type { Log } from "../../core/log.ts";

export interface RedisLines {
  redis: Redis;
  /** This connection and all that were made from it. */
  close(): void;
}

/** Knows the connections that are made from it: Socket.IO's adapter leaves its own open, trying for ever where Redis is gone. */
export function openRedisLines(url: string, log: Log): RedisLines {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on("error", (error) => log.warn({ err: error.message }, "redis"));
  const made: Redis[] = [redis];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const line = duplicate(override);
    made.push(line);
    return line;
  };
  return {
    redis,
    close() {
      for (const line of made) line.disconnect();
    },
  };
}
