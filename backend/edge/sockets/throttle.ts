import type { Socket } from "socket.io";
import type { Locale } from "../../contract/vocabulary.ts";
import type { Log } from "../../core/log.ts";
import { Refusal } from "../../core/refusal.ts";
import { refusedAck } from "../answer.ts";
import { ticketIdOf } from "./ask.ts";

/** A client that waits for each answer never gets here, however quick we are; one that floods does within a second. */
const burst = 2000;
const perSecond = 500;
/**
 * In tokens, where it is not one: a view is several reads and up to a megabyte of answer, and a client asks for it when it
 * opens a ticket or comes back, never hundreds of times a second.
 */
const costs: ReadonlyMap<unknown, number> = new Map([
  ["watch", 10],
  ["query", 4],
]);
/** Whoever goes on after so many refusals does not listen to them. */
const refusedAtMost = 10_000;
/** Of one ticket. Clients tell of typing every few seconds; each telling goes out to everybody who has the ticket open. */
const typingEveryMs = 1000;
/** Nobody types into more at once. */
const typedAtOnce = 8;
const refusal = new Refusal("rate_limited", { retryAfterSeconds: 1 });

/** One bucket of tokens a socket: what is beyond it is refused as `rate_limited` and costs us no more than its reading. */
export function throttle(socket: Pick<Socket, "use" | "disconnect">, locale: Locale, log: Log): void {
  let tokens = burst;
  let filledAt = performance.now();
  let typed: { ticketId: string; at: number }[] = [];
  let refused = 0;
  socket.use((event, next) => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    const cost = costs.get(event[0]) ?? 1;
    if (tokens < cost) {
      refused += 1;
      const ack: unknown = event.at(-1);
      if (refused > refusedAtMost) socket.disconnect(true);
      else if (typeof ack === "function") ack(refusedAck(refusal, locale, log));
      return;
    }
    tokens -= cost;
    if (event[0] === "typing") {
      const ticketId = ticketIdOf(event[1]);
      typed = typed.filter(({ at }) => now - at < typingEveryMs);
      if (ticketId === null || typed.length >= typedAtOnce) return;
      if (typed.some((each) => each.ticketId === ticketId)) return;
      typed.push({ ticketId, at: now });
    }
    next();
  });
}
