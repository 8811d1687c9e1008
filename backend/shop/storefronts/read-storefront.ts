import type { Reader } from "../../core/database/reader.ts";
import { type StorefrontRow, storefronts } from "../storefront-tables.ts";

export async function readStorefrontByKey(reader: Reader, key: string): Promise<StorefrontRow | null> {
  const found = await reader.one(storefronts, { key });
  // MySQL compares without regard to case.
  return found?.key === key ? found : null;
}

/** `origin` as the browser sends it, "https://shop.example"; absent or "null" is never allowed. */
export function isOriginAllowed(
  storefront: Pick<StorefrontRow, "origins">,
  origin: string | undefined,
): boolean {
  return origin !== undefined && storefront.origins.includes(origin.toLowerCase());
}
