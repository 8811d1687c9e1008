import type { Redis } from "ioredis";
import type { Log } from "../../core/log.ts";
import { openRedis } from "../../core/redis.ts";

export interface RedisLines {
  redis: Redis;
  /** This connection and all that were made from it. */
  close(): void;
}

/** Knows the connections that are made from it: Socket.IO's adapter leaves its own open, trying for ever where Redis is gone. */
export function openRedisLines(url: string, log: Log): RedisLines {
  const redis = openRedis(url, log, { maxRetriesPerRequest: null });
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
