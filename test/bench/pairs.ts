import { quantile } from "./figure.ts";

/** Two ends of one conversation. `say` resolves when the other end has the line *and* the sender has its acknowledgement. */
export interface Pair {
  say(text: string): Promise<{ deliveredMs: number }>;
  close(): void;
}

export interface Load {
  perSecond: number;
  /** From the shopper's send to the agent's receipt, in milliseconds. */
  p50: number;
  p99: number;
}

/**
 * All pairs at once, one message in flight each, for so long; `warmUpMs` before is not counted. Messages a second are those that came to
 * their end within the time: to wait for the last of them would charge the slower side for a longer run-out.
 */
export async function loadWith(pairs: readonly Pair[], ms: number, warmUpMs: number): Promise<Load> {
  const began = performance.now() + warmUpMs;
  const delays: number[] = [];
  let ended = 0;
  await Promise.all(
    pairs.map(async (pair, index) => {
      for (let count = 0; performance.now() < began + ms; count++) {
        const sentAt = performance.now();
        const { deliveredMs } = await pair.say(`line ${count} of pair ${index}`);
        if (sentAt >= began) delays.push(deliveredMs);
        const endedAt = performance.now();
        if (endedAt >= began && endedAt < began + ms) ended += 1;
      }
    }),
  );
  return {
    perSecond: ended / (ms / 1000),
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
  };
}
