import { z } from "zod";
import { email } from "../contract/fields.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId, newSecret, sha256 } from "../core/ids.ts";
import { refuse } from "../core/refusal.ts";
import { isPassword } from "./passwords.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import { startSession } from "./start-session.ts";
import { people } from "./tables.ts";

/** A password that no rule would allow today may still be somebody's; only its length is bounded. */
export const signInInput = z.object({ email, password: z.string().min(1).max(200) });
export type SignInInput = z.infer<typeof signInInput>;

interface Parts {
  reader: Reader;
  execute: Execute;
  limits: SignInLimits;
}

/**
 * Answers with the new session's token, for the cookie. `address` is the caller's network address. Refuses
 * `sign_in_failed`, equally and equally slowly, for an unknown e-mail, a wrong password and a person shut out.
 */
export async function signIn(
  { reader, execute, limits }: Parts,
  given: SignInInput,
  address: string,
): Promise<{ token: string; personId: string }> {
  await limits.take(given.email, address);
  const person = await reader.one(people, { email: given.email });
  // Argon2 takes long: it runs before the transaction, which then checks that the hash is still the same.
  const isRight = await isPassword(given.password, person?.passwordHash ?? null);
  if (person === null || person.passwordHash === null || !isRight) refuse("sign_in_failed", {});
  const token = newSecret();
  const input = { personId: person.id, passwordHash: person.passwordHash, sessionId: sha256(token) };
  await execute(startSession, input, { caller: { kind: "system" }, commandId: newId() });
  await limits.giveBack(given.email, address);
  return { token, personId: person.id };
}
