import { SignJWT } from "jose";

/** As a shop's server signs it: HS256 over the secret's text. Claims are taken as they are, right or wrong. */
export function signToken(
  claims: Record<string, unknown>,
  secret: string,
  header: { kid?: string } = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", ...header })
    .sign(new TextEncoder().encode(secret));
}
