import type { Reader } from "../../core/database/reader.ts";
import { type StorefrontSecretRow, storefrontSecrets } from "../storefront-tables.ts";

/** As many identity secrets are valid at a time, so that one can be rotated while the shop still signs with the other. */
export const validIdentitySecrets = 2;
const mostSecrets = 20;

/** Newest first; ids sort by time of making, which settles two of one millisecond. */
export function readSecrets(
  reader: Reader,
  storefrontId: string,
  purpose: StorefrontSecretRow["purpose"],
): Promise<StorefrontSecretRow[]> {
  return reader.many(storefrontSecrets, {
    where: { storefrontId, purpose },
    order: { madeAt: "DESC", id: "DESC" },
    take: mostSecrets,
  });
}

/** Those that tokens may be signed with now, newest first. */
export async function identitySecrets(
  reader: Reader,
  storefrontId: string,
): Promise<{ kid: string; secret: string }[]> {
  const rows = await readSecrets(reader, storefrontId, "identity");
  return rows.slice(0, validIdentitySecrets).map(({ id, secret }) => ({ kid: id, secret }));
}

/** What calls to and from the merchant's system are signed with; null until one was made. */
export async function merchantSecret(reader: Reader, storefrontId: string): Promise<string | null> {
  const [newest] = await readSecrets(reader, storefrontId, "merchant");
  return newest?.secret ?? null;
}
