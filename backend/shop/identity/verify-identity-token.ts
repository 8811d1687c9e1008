import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from "jose";
import { z } from "zod";
import { email, shortText } from "../../contract/fields.ts";

/** Why a token was not taken; the widget says it in the browser's console, for the shop's developer. */
export const tokenFaults = [
  "malformed",
  "wrong_algorithm",
  "unknown_key",
  "bad_signature",
  "missing_claim",
  "not_yet_valid",
  "expired",
  "expires_too_late",
  "used_before",
] as const;
export type TokenFault = (typeof tokenFaults)[number];

const second = 1000;
const longestLife = 10 * 60 * second;
const longestToken = 4096;
const requiredClaims = ["sub", "email", "name", "exp", "jti"] as const;

export const verifiedClaims = z.object({
  /** The shop's own id of the person. MySQL does not tell "ann " from "ann", so neither do we let it in. */
  sub: z
    .string()
    .min(1)
    .max(120)
    .refine((text) => text.trim() === text, "has outer spaces"),
  email,
  name: shortText,
  /** Seconds since the epoch, as JWT has it. */
  exp: z.number().positive().max(8_640_000_000_000),
  jti: z.string().min(1).max(200),
});
export type VerifiedClaims = z.infer<typeof verifiedClaims>;

/** `subject` of a rejected token is whom it *says* it is for: good for nothing but comparing with a held session. */
export type Verified =
  | { ok: true; claims: VerifiedClaims }
  | { ok: false; why: TokenFault; subject: string | null };

type Faulty = { why: TokenFault };

function keysFor(
  token: string,
  secrets: readonly { kid: string; secret: string }[],
): { keys: Uint8Array[] } | Faulty {
  const { alg, kid } = decodeProtectedHeader(token);
  if (alg !== "HS256") return { why: "wrong_algorithm" };
  const fitting = kid === undefined ? secrets : secrets.filter((each) => each.kid === kid);
  if (fitting.length === 0) return { why: "unknown_key" };
  return { keys: fitting.map(({ secret }) => new TextEncoder().encode(secret)) };
}

async function isSignedBy(token: string, key: Uint8Array): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: ["HS256"] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
    throw error;
  }
}

function claimsOf(payload: Record<string, unknown>, now: number): { claims: VerifiedClaims } | Faulty {
  if (requiredClaims.some((claim) => payload[claim] === undefined)) return { why: "missing_claim" };
  const parsed = verifiedClaims.safeParse(payload);
  if (!parsed.success) return { why: "malformed" };
  const { exp } = parsed.data;
  if (exp * second <= now) return { why: "expired" };
  if (exp * second > now + longestLife) return { why: "expires_too_late" };
  const { nbf } = payload;
  if (nbf !== undefined && !(typeof nbf === "number" && nbf * second <= now)) return { why: "not_yet_valid" };
  return { claims: parsed.data };
}

async function judge(
  token: string,
  secrets: readonly { kid: string; secret: string }[],
  now: number,
): Promise<{ claims: VerifiedClaims } | Faulty> {
  if (token.length > longestToken) return { why: "malformed" };
  try {
    const found = keysFor(token, secrets);
    if ("why" in found) return found;
    const signed = await Promise.all(found.keys.map((key) => isSignedBy(token, key)));
    // The claims are looked at only once the signature stands.
    return signed.includes(true) ? claimsOf(decodeJwt(token), now) : { why: "bad_signature" };
  } catch {
    return { why: "malformed" };
  }
}

function statedSubject(token: string): string | null {
  try {
    const { sub }: { sub?: unknown } = decodeJwt(token.slice(0, longestToken));
    return typeof sub === "string" ? sub : null;
  } catch {
    return null;
  }
}

/**
 * A signed identity: HS256 with one of the storefront's `secrets` (the `kid` says which, without it each is tried),
 * `exp` at most ten minutes after `now` (ms). That its `jti` is new is for `startShopperSession` to check.
 */
export async function verifyIdentityToken(
  token: string,
  secrets: readonly { kid: string; secret: string }[],
  now: number,
): Promise<Verified> {
  const judged = await judge(token, secrets, now);
  return "claims" in judged
    ? { ok: true, claims: judged.claims }
    : { ok: false, why: judged.why, subject: statedSubject(token) };
}
