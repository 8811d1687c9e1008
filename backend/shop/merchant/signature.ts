import { createHmac, timingSafeEqual } from "node:crypto";
import { minute, second } from "../../core/clock.ts";

/**
 * The scheme of Stripe's webhook signatures (docs.stripe.com/webhooks, "Verify webhook signatures manually"):
 * `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, one `v1` per valid secret, so that a secret can be rotated
 * while calls are under way. A call without a body signs its idempotency key in the body's place.
 */
export const signatureHeader = "frontline-signature";

/** How far the two clocks may differ; an older signature is a replay. */
export const toleranceMs = 5 * minute;

const digest = (secret: string, timestamp: string, body: string) =>
  createHmac("sha256", secret).update(`${timestamp}.${body}`).digest();

/** `secrets`: newest first, at least one. `now` in milliseconds. */
export function sign(body: string, secrets: readonly string[], now: number): string {
  const timestamp = String(Math.floor(now / second));
  const parts = secrets.map((secret) => `v1=${digest(secret, timestamp, body).toString("hex")}`);
  return [`t=${timestamp}`, ...parts].join(",");
}

/** True where one of the header's signatures is of one of the secrets, and fresh. Compares in constant time. */
export function isSigned(header: string, body: string, secrets: readonly string[], now: number): boolean {
  const parts = header.split(",", 10).map((part) => part.trim());
  const timestamp = parts.find((part) => part.startsWith("t="))?.slice(2) ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * second) > toleranceMs) return false;
  const given = parts
    .filter((part) => /^v1=[0-9a-f]{64}$/.test(part))
    .map((part) => Buffer.from(part.slice(3), "hex"));
  const expected = secrets.map((secret) => digest(secret, timestamp, body));
  return expected.some((each) => given.some((one) => timingSafeEqual(one, each)));
}
