import type { Reader } from "../../core/database/reader.ts";
import { customers } from "../tables.ts";
import type { VerifiedClaims } from "./verify-identity-token.ts";

const mostOfOneEmail = 20;

/** The shop's record of a person it has vouched for: by its own id, else by the e-mail, which is signed too. */
export async function findCustomerId(
  reader: Reader,
  storefrontId: string,
  { sub, email }: VerifiedClaims,
): Promise<string | null> {
  const known = await reader.one(customers, { storefrontId, externalId: sub });
  if (known !== null) return known.id;
  const found = await reader.many(customers, {
    where: { storefrontId, email },
    order: { since: "DESC", id: "DESC" },
    take: mostOfOneEmail,
  });
  // MySQL finds "jose" for "josé" too.
  return found.find((customer) => customer.email === email)?.id ?? null;
}
