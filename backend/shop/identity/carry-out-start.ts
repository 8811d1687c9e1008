import { day } from "../../core/clock.ts";
import type { Decision } from "../../core/command.ts";
import { insert, remove, update, type Write } from "../../core/database/writes.ts";
import { sha256 } from "../../core/ids.ts";
import type { Notice } from "../../core/notices.ts";
import {
  type ShopperRow,
  type ShopperSessionRow,
  shopperSessions,
  shoppers,
  type UsedTokenRow,
  usedTokens,
} from "../storefront-tables.ts";
import type { Start } from "./judge-start.ts";
import type { TokenFault, VerifiedClaims } from "./verify-identity-token.ts";

const sessionLength = 90 * day;
/** A session in use is prolonged when this much of it has passed, not at every page. */
const prolongAfter = 7 * day;

export interface Started {
  shopperId: string;
  name: string | null;
  isVerified: boolean;
  /** The browser gets the new bearer; otherwise the one it holds stays good. */
  isNewBearer: boolean;
  /** The anonymous shopper of this browser, if it became somebody: their tickets are to be moved. */
  mergedFrom: string | null;
  rejected: TokenFault | null;
}

/** All that starting a session looks at, locked where it may change. */
export interface Scene {
  storefrontId: string;
  newBearerHash: string;
  held: { session: ShopperSessionRow; shopper: ShopperRow } | null;
  /** What is known of the claims' subject. */
  named: {
    shopper: ShopperRow | null;
    customerId: string | null;
    used: UsedTokenRow | null;
    /** Tokens that have expired long since, a few at a time. */
    outdated: UsedTokenRow[];
  } | null;
  now: number;
  newId: () => string;
}

export const usedTokenId = (storefrontId: string, jti: string): string => sha256(`${storefrontId}\n${jti}`);

function openSession({ newBearerHash, storefrontId, now }: Scene, shopperId: string): Write {
  const times = { createdAt: now, expiresAt: now + sessionLength };
  return insert(shopperSessions, { id: newBearerHash, storefrontId, shopperId, ...times });
}

function prolong({ id, expiresAt }: ShopperSessionRow, now: number): Write[] {
  const isFresh = expiresAt > now + sessionLength - prolongAfter;
  return isFresh ? [] : [update(shopperSessions, { id }, { expiresAt: now + sessionLength })];
}

/** The person of the claims as the shop knows them today, and their token, which is used now. */
function saveNamed({ named, storefrontId, now, newId }: Scene, claims: VerifiedClaims) {
  const { sub, email, name, jti, exp } = claims;
  const known = named?.shopper ?? null;
  const customerId = named?.customerId ?? known?.customerId ?? null;
  const shopperId = known?.id ?? newId();
  const told = { name, email, customerId };
  const writes: Write[] = [
    known === null
      ? insert(shoppers, { id: shopperId, storefrontId, subject: sub, ...told, createdAt: now })
      : update(shoppers, { id: shopperId }, told),
    ...(named?.outdated ?? []).map(({ id }) => remove(usedTokens, { id })),
  ];
  if ((named?.used ?? null) === null) {
    writes.push(insert(usedTokens, { id: usedTokenId(storefrontId, jti), expiresAt: exp * 1000 }));
  }
  return { shopperId, writes };
}

function begin(scene: Scene, rejected: TokenFault | null): Decision<Started> {
  const { storefrontId, now, newId } = scene;
  const id = newId();
  const nobody = { subject: null, name: null, email: null, customerId: null };
  return {
    answer: {
      shopperId: id,
      name: null,
      isVerified: false,
      isNewBearer: true,
      mergedFrom: null,
      rejected,
    },
    writes: [insert(shoppers, { id, storefrontId, ...nobody, createdAt: now }), openSession(scene, id)],
  };
}

function keep(
  scene: Scene,
  { session, shopper }: NonNullable<Scene["held"]>,
  { claims, rejected }: Extract<Start, { kind: "keep" }>,
): Decision<Started> {
  return {
    answer: {
      shopperId: shopper.id,
      name: claims?.name ?? shopper.name,
      isVerified: shopper.subject !== null,
      isNewBearer: false,
      mergedFrom: null,
      rejected,
    },
    writes: [...prolong(session, scene.now), ...(claims === null ? [] : saveNamed(scene, claims).writes)],
  };
}

/** The browser's session stays, so that its open sockets and its stored bearer go on; its shopper is now the named one. */
function adopt(scene: Scene, held: NonNullable<Scene["held"]>, claims: VerifiedClaims): Decision<Started> {
  const { shopperId, writes } = saveNamed(scene, claims);
  const change = { shopperId, expiresAt: scene.now + sessionLength };
  return {
    answer: {
      shopperId,
      name: claims.name,
      isVerified: true,
      isNewBearer: false,
      mergedFrom: held.shopper.id,
      rejected: null,
    },
    writes: [...writes, update(shopperSessions, { id: held.session.id }, change)],
    // The tickets belong to a room on the right, which is asked in the same commit and does it at least once.
    jobs: [
      {
        kind: "shopper.adopt-tickets",
        payload: { fromShopperId: held.shopper.id, toShopperId: shopperId },
      },
    ],
  };
}

/** Another person sits at this browser now: the one before is signed out of it. */
function replace(scene: Scene, claims: VerifiedClaims): Decision<Started> {
  const { shopperId, writes } = saveNamed(scene, claims);
  const left = scene.held === null ? [] : [scene.held.session.id];
  const tell: Notice[] = left.length === 0 ? [] : [{ kind: "session-ended", sessionIds: left }];
  return {
    answer: {
      shopperId,
      name: claims.name,
      isVerified: true,
      isNewBearer: true,
      mergedFrom: null,
      rejected: null,
    },
    writes: [...writes, ...left.map((id) => remove(shopperSessions, { id })), openSession(scene, shopperId)],
    tell,
  };
}

export function carryOutStart(start: Start, scene: Scene): Decision<Started> {
  const { held } = scene;
  if (start.kind === "begin") return begin(scene, start.rejected);
  if (start.kind === "replace" || held === null) {
    return start.kind === "keep" ? begin(scene, start.rejected) : replace(scene, start.claims);
  }
  return start.kind === "keep" ? keep(scene, held, start) : adopt(scene, held, start.claims);
}
