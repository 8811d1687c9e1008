import type { MerchantAdapter } from "../../contract/vocabulary.ts";
import type { Clock } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Log } from "../../core/log.ts";
import { type StorefrontRow, storefronts } from "../storefront-tables.ts";
import { merchantSecret } from "../storefronts/secrets.ts";
import { manualAdapter } from "./manual-adapter.ts";
import type { MerchantPort } from "./port.ts";
import { webhookAdapter } from "./webhook-adapter.ts";

/** What calls are signed with, and checked against: one, or none where none was made. */
export async function readMerchantSecrets(reader: Reader, storefrontId: string): Promise<string[]> {
  const secret = await merchantSecret(reader, storefrontId);
  return secret === null ? [] : [secret];
}

type Configured = Pick<StorefrontRow, "merchantAdapter" | "merchantUrl">;

/** A webhook that was never set up to the end pays nobody, so its remedies go to finance's list. */
export function adapterInUse(storefront: Configured, secrets: readonly string[]): MerchantAdapter {
  const isReady = storefront.merchantUrl !== null && secrets.length > 0;
  return storefront.merchantAdapter === "webhook" && isReady ? "webhook" : "manual";
}

interface Parts {
  reader: Reader;
  clock: Clock;
  log: Log;
  timeoutMs?: number;
}

/**
 * The port that an attempt was begun with: switching a storefront's adapter does not move attempts that are under
 * way. Null where the webhook of such an attempt is no longer configured.
 */
export async function openPort(
  parts: Parts,
  storefrontId: string,
  adapter: MerchantAdapter,
): Promise<MerchantPort | null> {
  if (adapter === "manual") return manualAdapter;
  const storefront = await parts.reader.one(storefronts, { id: storefrontId });
  const secrets = await readMerchantSecrets(parts.reader, storefrontId);
  if (storefront === null || storefront.merchantUrl === null || secrets.length === 0) return null;
  const url = storefront.merchantUrl.replace(/\/+$/, "");
  return webhookAdapter({ url, secrets, clock: parts.clock, log: parts.log, timeoutMs: parts.timeoutMs });
}
