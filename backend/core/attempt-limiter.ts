import type { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { sha256 } from "./ids.ts";
import { refuse } from "./refusal.ts";

/**
 * Counts attempts per key. An attempt is taken *before* it is tried, so that a hundred at the same moment do not all
 * slip through, and given back when it turns out well.
 */
export interface AttemptLimiter {
  /** Refuses as `take` would, and counts nothing: what is asked first, so that keys of a spent address are not even noted. */
  check(key: string): Promise<void>;
  /** Refuses `rate_limited` when the key has none left. */
  take(key: string): Promise<void>;
  giveBack(key: string): Promise<void>;
}

export interface AttemptLimit {
  /** Sets limiters apart that share one Redis. */
  name: string;
  /** Sets installations apart that do. */
  prefix?: string;
  attempts: number;
  /** Counted from the first attempt of a key. */
  windowSeconds: number;
}

/** In Redis where there is one, so that all nodes count together; a Redis that is down is stood in for by memory. */
export function createAttemptLimiter(redis: Redis | null, limit: AttemptLimit): AttemptLimiter {
  const options = {
    keyPrefix: `${limit.prefix ?? "frontline"}:attempts:${limit.name}`,
    points: limit.attempts,
    duration: limit.windowSeconds,
  };
  const memory = new RateLimiterMemory(options);
  const limiter: RateLimiterAbstract =
    redis === null
      ? memory
      : new RateLimiterRedis({
          ...options,
          storeClient: redis,
          insuranceLimiter: memory,
          rejectIfRedisNotReady: true,
        });
  const refuseUntil = (msBeforeNext: number) =>
    refuse("rate_limited", { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
  return {
    async check(key) {
      const known = await limiter.get(sha256(key));
      if (known !== null && known.remainingPoints <= 0) refuseUntil(known.msBeforeNext);
    },
    async take(key) {
      try {
        // Hashed: keys hold e-mail addresses, and are as long as a stranger makes them.
        await limiter.consume(sha256(key));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        refuseUntil(error.msBeforeNext);
      }
    },
    async giveBack(key) {
      await limiter.reward(sha256(key));
    },
  };
}
