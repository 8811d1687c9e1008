import { z } from "zod";
import { email, shortText } from "../contract/fields.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId, newSecret, sha256 } from "../core/ids.ts";
import { refuse } from "../core/refusal.ts";
import { hashPassword } from "./passwords.ts";
import { readLink } from "./read-link.ts";
import { spendLink } from "./spend-link.ts";

/** `email` and `name` are asked of the first admin alone. The password's strength is judged by `hashPassword`. */
export const useLinkInput = z.object({
  password: z.string().max(1000),
  email: email.optional(),
  name: shortText.optional(),
});
export type UseLinkInput = z.infer<typeof useLinkInput>;

interface Parts {
  reader: Reader;
  execute: Execute;
  now: number;
}

function adminOf({ email, name }: UseLinkInput): { email: string; name: string } {
  const missing = Object.entries({ email, name }).filter(([, value]) => value === undefined);
  if (email === undefined || name === undefined) {
    refuse("malformed", { issues: missing.map(([path]) => ({ path, message: "required" })) });
  }
  return { email, name };
}

/**
 * Sets the password by a one-time link and answers with a new session's token. Refuses `link_expired`,
 * `weak_password`, and `malformed` where the first admin says no e-mail or name.
 */
export async function useLink(
  { reader, execute, now }: Parts,
  linkToken: string,
  given: UseLinkInput,
): Promise<{ token: string; personId: string }> {
  // Asked first: hashing is dear, and only holders of a link may ask for it.
  const { isFirstAdmin } = await readLink(reader, linkToken, now);
  const admin = isFirstAdmin ? adminOf(given) : null;
  const passwordHash = await hashPassword(given.password);
  const token = newSecret();
  const { personId } = await execute(
    spendLink,
    { linkId: sha256(linkToken), passwordHash, sessionId: sha256(token), admin },
    { caller: { kind: "system" }, commandId: newId() },
  );
  return { token, personId };
}
