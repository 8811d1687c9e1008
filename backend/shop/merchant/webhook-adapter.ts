import type { RemedyKind } from "../../contract/vocabulary.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Expected, MerchantOutcome, MerchantPort, NotKnown } from "./port.ts";
import { readBody } from "./read-body.ts";
import { sign, signatureHeader } from "./signature.ts";
import { hear, statementLimitBytes } from "./statement.ts";

interface Options {
  /** Where the merchant's system listens, without a slash at its end. */
  url: string;
  /** Newest first. */
  secrets: readonly string[];
  clock: Clock;
  log: Log;
  timeoutMs?: number;
}

/** Where each kind of remedy is asked for; README.md has their bodies. */
const paths: Record<RemedyKind, string> = {
  refund: "/refunds",
  reship: "/reshipments",
  exchange: "/exchanges",
  return_refund: "/returns",
  cancellation: "/cancellations",
  order_change: "/order-changes",
  store_credit: "/store-credits",
  points: "/points",
  gift: "/gifts",
  address_correction: "/address-corrections",
};

const defaultTimeoutMs = 10_000;
/** Statuses whose body may carry a statement: a refusal by the business is one as well. */
const spoken = new Set([200, 201, 202, 402, 409, 422]);

/**
 * Calls the merchant's own system: POST to one of `paths`, GET /remedies/KEY, signed, each attempt under its
 * one idempotency key. A time-out, a broken connection, a 5xx, a redirect or an answer that cannot be believed is
 * `unknown`, never a failure: it may have happened.
 */
export function webhookAdapter({
  url,
  secrets,
  clock,
  log,
  timeoutMs = defaultTimeoutMs,
}: Options): MerchantPort {
  async function ask(
    path: string,
    call: { method: "GET" | "POST"; body: string | null },
    expected: Expected,
  ): Promise<MerchantOutcome | NotKnown> {
    const { method, body } = call;
    try {
      const response = await fetch(url + path, {
        method,
        body,
        headers: {
          accept: "application/json",
          ...(body === null ? {} : { "content-type": "application/json" }),
          "idempotency-key": expected.key,
          [signatureHeader]: sign(body ?? expected.key, secrets, clock.now()),
        },
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await readBody(response, statementLimitBytes);
      if (method === "GET" && response.status === 404) return { state: "not_known" };
      if (!spoken.has(response.status)) return unknown(expected, `answered ${response.status}`);
      if (text === null) return unknown(expected, "answered with too long a body");
      const heard = hear(text, expected);
      return "outcome" in heard ? heard.outcome : unknown(expected, heard.unbelievable);
    } catch (error) {
      return unknown(expected, error instanceof Error ? `${error.name}: ${error.message}` : "no answer");
    }
  }

  function unknown(expected: Expected, why: string): MerchantOutcome {
    log.warn({ key: expected.key, why }, "the merchant's system gave no usable answer");
    return { state: "unknown", why };
  }

  async function post(path: string, body: object, expected: Expected): Promise<MerchantOutcome> {
    const said = await ask(path, { method: "POST", body: JSON.stringify(body) }, expected);
    return said.state === "not_known" ? { state: "unknown", why: "answered 404" } : said;
  }

  return {
    adapter: "webhook",
    carryOut({ about, substance: { remedy, ...asked }, expected }) {
      return post(paths[remedy], { ...about, ...asked }, expected);
    },
    stateOf: (expected) =>
      ask(`/remedies/${encodeURIComponent(expected.key)}`, { method: "GET", body: null }, expected),
  };
}
