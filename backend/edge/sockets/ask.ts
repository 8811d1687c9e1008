import type { Ack } from "../../contract/sockets.ts";
import type { Locale } from "../../contract/vocabulary.ts";
import type { Log } from "../../core/log.ts";
import { refusedAck } from "../answer.ts";

/** A client may leave out the acknowledgement or send nonsense in its place; neither may hurt the server. */
export async function answerAck(
  ack: Ack<never> | unknown,
  locale: Locale,
  log: Log,
  work: () => Promise<unknown>,
): Promise<void> {
  const reply = typeof ack === "function" ? (ack as Ack<unknown>) : () => undefined;
  try {
    reply({ ok: true, answer: await work() });
  } catch (error) {
    reply(refusedAck(error, locale, log));
  }
}

/** The fields of whatever a client sent; not an object reads as empty. */
export function fieldsOf(call: unknown): Record<string, unknown> {
  return typeof call === "object" && call !== null ? (call as Record<string, unknown>) : {};
}

/** A ticket id, or null for anything that cannot be one. */
export function ticketIdOf(call: unknown): string | null {
  const { ticketId } = fieldsOf(call);
  return typeof ticketId === "string" && /^[0-9a-f-]{36}$/.test(ticketId) ? ticketId : null;
}
