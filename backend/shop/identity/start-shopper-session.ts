import { LessThan } from "typeorm";
import { z } from "zod";
import { id } from "../../contract/fields.ts";
import { day } from "../../core/clock.ts";
import { defineCommand } from "../../core/command.ts";
import type { Transaction } from "../../core/database/transaction.ts";
import { shopperSessions, shoppers, usedTokens } from "../storefront-tables.ts";
import { carryOutStart, type Scene, usedTokenId } from "./carry-out-start.ts";
import { findCustomerId } from "./find-customer.ts";
import { judgeStart } from "./judge-start.ts";
import { tokenFaults, type VerifiedClaims, verifiedClaims } from "./verify-identity-token.ts";

/** More than the one that is added each time, so that expired ones do not heap up. */
const clearedAtOnce = 10;

const bearerHash = z.string().regex(/^[0-9a-f]{64}$/);

const input = z.object({
  storefrontId: id,
  /** Of the bearer that the browser sent, if any. */
  heldBearerHash: bearerHash.nullable(),
  /** Of a new bearer, for the case that it gets one. */
  newBearerHash: bearerHash,
  identity: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("nothing") }),
    z.object({ kind: z.literal("rejected"), why: z.enum(tokenFaults), subject: z.string().nullable() }),
    z.object({ kind: z.literal("claims"), claims: verifiedClaims }),
  ]),
});
type Asked = z.infer<typeof input>;

async function loadHeld(tx: Transaction, { storefrontId, heldBearerHash }: Asked, now: number) {
  if (heldBearerHash === null) return null;
  const session = await tx.lock(shopperSessions, heldBearerHash);
  if (session === null || session.storefrontId !== storefrontId || session.expiresAt <= now) return null;
  const shopper = await tx.one(shoppers, { id: session.shopperId });
  return shopper === null ? null : { session, shopper };
}

async function loadNamed(
  tx: Transaction,
  storefrontId: string,
  claims: VerifiedClaims,
  now: number,
): Promise<Scene["named"]> {
  const found = await tx.one(shoppers, { storefrontId, subject: claims.sub });
  return {
    shopper: found === null ? null : await tx.lock(shoppers, found.id),
    customerId: await findCustomerId(tx, storefrontId, claims),
    used: await tx.one(usedTokens, { id: usedTokenId(storefrontId, claims.jti) }),
    outdated: await tx.many(usedTokens, {
      where: { expiresAt: LessThan(now - day) },
      order: { expiresAt: "ASC", id: "ASC" },
      take: clearedAtOnce,
    }),
  };
}

/**
 * What a browser gets when its chat opens: its session as it was, a new anonymous one, or that of the person for whom
 * the shop vouches. An anonymous browser that identifies keeps its session; `mergedFrom` is then the anonymous
 * shopper, whose tickets `shopper.adopt-tickets` moves. Two persons never share a session.
 */
export const startShopperSession = defineCommand({
  name: "shopper.start-session",
  who: ["system"],
  input,
  async load(tx, asked, _actor, { now }) {
    const { identity, storefrontId } = asked;
    return {
      held: await loadHeld(tx, asked, now),
      named: identity.kind === "claims" ? await loadNamed(tx, storefrontId, identity.claims, now) : null,
    };
  },
  decide({ held, named }, { storefrontId, newBearerHash, identity }, _actor, { now, newId }) {
    const isUsed = (named?.used ?? null) !== null;
    const presented = identity.kind === "claims" ? { ...identity, isUsed } : identity;
    const start = judgeStart(held?.shopper ?? null, presented);
    return carryOutStart(start, { storefrontId, newBearerHash, held, named, now, newId });
  },
});
