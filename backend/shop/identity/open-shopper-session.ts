import type { Reader } from "../../core/database/reader.ts";
import type { Execute } from "../../core/execute.ts";
import { newId, newSecret, sha256 } from "../../core/ids.ts";
import type { StorefrontRow } from "../storefront-tables.ts";
import { identitySecrets } from "../storefronts/secrets.ts";
import { startShopperSession } from "./start-shopper-session.ts";
import { type TokenFault, type Verified, verifyIdentityToken } from "./verify-identity-token.ts";

interface Parts {
  reader: Reader;
  execute: Execute;
}

export interface OpenedSession {
  /** What the browser proves itself with from now on: the one it held, or a new one. */
  bearer: string;
  shopper: { name: string | null; isVerified: boolean };
  /** Why the token was not taken, if one was given and was not. */
  rejected: TokenFault | null;
  /** The anonymous shopper whose tickets are now this one's. */
  mergedFrom: string | null;
  shopperId: string;
}

interface Given {
  storefront: Pick<StorefrontRow, "id">;
  /** The shop's signed token, as it stands; null where the page says nothing of who this is. */
  token: string | null;
  /** What the browser holds. */
  bearer: string | null;
  /** Milliseconds. */
  now: number;
}

const asIdentity = (verified: Verified) =>
  verified.ok
    ? { kind: "claims" as const, claims: verified.claims }
    : { kind: "rejected" as const, why: verified.why, subject: verified.subject };

/** The door's way to a widget session. Never refuses for a bad token: the chat goes on without a name. */
export async function openShopperSession(
  { reader, execute }: Parts,
  { storefront, token, bearer, now }: Given,
): Promise<OpenedSession> {
  const identity =
    token === null
      ? { kind: "nothing" as const }
      : asIdentity(await verifyIdentityToken(token, await identitySecrets(reader, storefront.id), now));
  const newBearer = newSecret();
  const started = await execute(
    startShopperSession,
    {
      storefrontId: storefront.id,
      heldBearerHash: bearer === null ? null : sha256(bearer),
      newBearerHash: sha256(newBearer),
      identity,
    },
    { caller: { kind: "system" }, commandId: newId() },
  );
  const { shopperId, name, isVerified, isNewBearer, mergedFrom, rejected } = started;
  return {
    bearer: isNewBearer || bearer === null ? newBearer : bearer,
    shopper: { name, isVerified },
    rejected,
    mergedFrom,
    shopperId,
  };
}
