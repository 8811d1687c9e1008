import type { Answered, WireRefusal } from "../contract/refusals.ts";
import { refusalStatus } from "../contract/refusals.ts";
import { toWire } from "../contract/sentences/refusal-sentence.ts";
import type { Locale } from "../contract/vocabulary.ts";
import type { Log } from "../core/log.ts";
import { Refusal } from "../core/refusal.ts";

/** What a caller gets for whatever went wrong: a refusal in their language, or a plain 500 that tells nothing. */
export type Failure = {
  status: number;
  body: { ok: false; refusal: WireRefusal } | { ok: false; error: string };
};

export function failureOf(error: unknown, locale: Locale, log: Log): Failure {
  if (error instanceof Refusal) {
    const refusal: Refusal = error;
    return { status: refusalStatus[refusal.code], body: { ok: false, refusal: toWire(refusal, locale) } };
  }
  log.error({ err: error }, "unexpected failure at a door");
  return { status: 500, body: { ok: false, error: "internal" } };
}

/** The same for an acknowledgement over a socket, where a bug reads as `busy`: the client tries again. */
export function refusedAck(error: unknown, locale: Locale, log: Log): Answered<never> {
  if (error instanceof Refusal) return { ok: false, refusal: toWire(error, locale) };
  log.error({ err: error }, "unexpected failure at a socket");
  return { ok: false, refusal: toWire(new Refusal("busy", {}), locale) };
}
