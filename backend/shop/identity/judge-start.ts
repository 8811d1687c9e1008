import type { TokenFault, VerifiedClaims } from "./verify-identity-token.ts";

/** What the shop's page says about who this is. */
export type Presented =
  | { kind: "nothing" }
  | { kind: "rejected"; why: TokenFault; subject: string | null }
  | { kind: "claims"; claims: VerifiedClaims; isUsed: boolean };

/**
 * `keep`: the held session goes on. `begin`: a new session of a new anonymous shopper. `adopt`: the held session, so
 * far anonymous, becomes that of the claims' subject. `replace`: the subject gets a session of its own.
 */
export type Start =
  | { kind: "keep"; claims: VerifiedClaims | null; rejected: TokenFault | null }
  | { kind: "begin"; rejected: TokenFault | null }
  | { kind: "adopt" | "replace"; claims: VerifiedClaims };

/**
 * A page that names somebody by a bad token does not show the conversations of whoever sat here before. Its stated
 * subject is not proven, but whoever holds that subject's session gains nothing by it.
 */
function withRejected(held: Held | null, why: TokenFault, subject: string | null): Start {
  const mayKeep = held !== null && (held.subject === null || held.subject === subject);
  return mayKeep ? { kind: "keep", claims: null, rejected: why } : { kind: "begin", rejected: why };
}

/** The shopper of a good session that the browser holds; `subject` null while anonymous. */
export type Held = { subject: string | null };

export function judgeStart(held: Held | null, presented: Presented): Start {
  if (presented.kind === "nothing") {
    return held === null ? { kind: "begin", rejected: null } : { kind: "keep", claims: null, rejected: null };
  }
  if (presented.kind === "rejected") return withRejected(held, presented.why, presented.subject);
  const { claims, isUsed } = presented;
  // A page that is loaded again shows the same token to the browser that has used it.
  if (held !== null && held.subject === claims.sub) return { kind: "keep", claims, rejected: null };
  if (isUsed) return withRejected(held, "used_before", claims.sub);
  return { kind: held !== null && held.subject === null ? "adopt" : "replace", claims };
}
