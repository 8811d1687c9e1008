import type { Redis } from "ioredis";
import { type Caller, callerKey } from "../core/actor.ts";
import { createAttemptLimiter } from "../core/attempt-limiter.ts";
import { createSignInLimits, type SignInLimits } from "../staff/sign-in-limits.ts";

export interface GuessLimit {
  /** Counts a try before it is made, and takes the count back if it succeeded. */
  guard<T>(asking: { caller: Caller; address: string }, attempt: () => Promise<T>): Promise<T>;
}

export interface Limits {
  signIn: SignInLimits;
  /** Order numbers and e-mails must not be found out by trying. */
  orderGuesses: GuessLimit;
  /** Sessions that one address may begin: each is a row. */
  newSessions: { take(address: string): Promise<void> };
  /** Photos are work for the processor; a session costs nothing, so its address is counted too. */
  uploads: { take(caller: string, address: string): Promise<void> };
}

const hourSeconds = 3600;

/** With Redis, counted over all nodes; `prefix` sets installations apart that share one. */
export function createLimits(redis: Redis | null, prefix?: string): Limits {
  const hourly = (name: string, attempts: number) =>
    createAttemptLimiter(redis, { prefix, name, attempts, windowSeconds: hourSeconds });
  const perSession = hourly("order-guess", 8);
  const perAddress = hourly("order-guess-address", 40);
  const uploadsPerCaller = hourly("upload", 120);
  const uploadsPerAddress = hourly("upload-address", 1200);
  return {
    signIn: createSignInLimits(redis, prefix),
    orderGuesses: {
      async guard({ caller, address }, attempt) {
        // Whose session it is has not been asked yet: a spent address must not fill us with bearers it made up.
        await perAddress.check(address);
        await perSession.take(callerKey(caller));
        await perAddress.take(address);
        const result = await attempt();
        await perSession.giveBack(callerKey(caller));
        await perAddress.giveBack(address);
        return result;
      },
    },
    newSessions: hourly("new-session", 600),
    uploads: {
      async take(caller, address) {
        await uploadsPerCaller.take(caller);
        await uploadsPerAddress.take(address);
      },
    },
  };
}
