import type { Redis } from "ioredis";
import { createAttemptLimiter } from "../core/attempt-limiter.ts";
import { Refusal } from "../core/refusal.ts";

const windowSeconds = 15 * 60;
const perEmailAndAddress = 10;
const perAddress = 50;

/** Failed sign-ins are few; the address is the caller's network address, as the door knows it. */
export interface SignInLimits {
  take(email: string, address: string): Promise<void>;
  giveBack(email: string, address: string): Promise<void>;
}

export function createSignInLimits(redis: Redis | null, prefix?: string): SignInLimits {
  const narrow = createAttemptLimiter(redis, {
    prefix,
    name: "sign-in",
    attempts: perEmailAndAddress,
    windowSeconds,
  });
  const wide = createAttemptLimiter(redis, {
    prefix,
    name: "sign-in-address",
    attempts: perAddress,
    windowSeconds,
  });
  const both = (email: string, address: string) => `${address}\n${email}`;
  return {
    // The narrow one first: somebody locked out who keeps trying does not lock out the whole office. But not for an
    // address that has nothing left: each new e-mail it names would be one more key to keep.
    async take(email, address) {
      await wide.check(address);
      await narrow.take(both(email, address));
      try {
        await wide.take(address);
      } catch (error) {
        if (error instanceof Refusal) await narrow.giveBack(both(email, address));
        throw error;
      }
    },
    async giveBack(email, address) {
      await narrow.giveBack(both(email, address));
      await wide.giveBack(address);
    },
  };
}
