import type { Clock } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { shopperSessions, storefronts } from "../shop/storefront-tables.ts";

const rememberedMs = 2000;

/** The pages that may use a storefront's key, as the admin listed them; null: there is no such storefront. */
export type OriginsOf = (storefrontId: string) => Promise<readonly string[] | null>;

/** Asked anew after two seconds: an admin's change works at once, and a crowd that comes back asks once. */
export function createOriginsOf(reader: Reader, clock: Clock): OriginsOf {
  const known = new Map<string, { readAt: number; origins: Promise<readonly string[] | null> }>();
  return (storefrontId) => {
    const found = known.get(storefrontId);
    if (found !== undefined && clock.now() - found.readAt <= rememberedMs) return found.origins;
    const origins = reader.one(storefronts, { id: storefrontId }).then((row) => row?.origins ?? null);
    known.set(storefrontId, { readAt: clock.now(), origins });
    // What could not be read is not remembered.
    origins.catch(() => known.delete(storefrontId));
    return origins;
  };
}

/** The storefront of a shopper's session; null for one that is not known. */
export async function readStorefrontIdOfSession(reader: Reader, sessionId: string): Promise<string | null> {
  return (await reader.one(shopperSessions, { id: sessionId }))?.storefrontId ?? null;
}
