import { SignJWT } from "jose";
import { newId } from "../../core/ids.ts";

interface Person {
  id: string;
  email: string;
  name: string;
}

/** What a shop's server does for whoever is signed in: vouches for five minutes, once. `secret` is the storefront's. */
export function signIdentity(
  { id, email, name }: Person,
  { kid, secret }: { kid: string; secret: string },
): Promise<string> {
  return new SignJWT({ email, name })
    .setProtectedHeader({ alg: "HS256", kid })
    .setSubject(id)
    .setJti(newId())
    .setIssuedAt()
    .setExpirationTime("5 minutes")
    .sign(new TextEncoder().encode(secret));
}
