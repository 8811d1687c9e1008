import type { Reader } from "../core/database/reader.ts";
import { readSecrets } from "../shop/storefronts/secrets.ts";

/** Made with the storefront and never changed: with another key the same request would be drawn anew. */
export async function readAuditKey(reader: Reader, storefrontId: string): Promise<string> {
  const made = await readSecrets(reader, storefrontId, "audit");
  const oldest = made.at(-1);
  if (oldest === undefined) throw new Error(`storefront ${storefrontId} has no audit key`);
  return oldest.secret;
}
