import { hash, type Options, verify } from "@node-rs/argon2";
import { password } from "../contract/fields.ts";
import { refuse } from "../core/refusal.ts";

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. Argon2id is the library's default kind. */
export const argonOptions = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** Of a password nobody knows, made with the same options: an unknown e-mail costs what a wrong password costs. */
export const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$ViOj+edKNR0ceyPB83qcdA$4DIBdNvxZsPbzea1tCBq8CT1y+XBjIRUT82dkrsPGZg";

/** At least ten characters; refuses `weak_password`. Takes some 20 ms of another thread: never inside a transaction. */
export async function hashPassword(text: string): Promise<string> {
  if (!password.safeParse(text).success) refuse("weak_password", { least: password.minLength ?? 10 });
  return hash(text, argonOptions);
}

/** `passwordHash` null (nobody, or no password yet) is false, after the same time. */
export async function isPassword(text: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await verify(passwordHash ?? nobodysHash, text);
  return isRight && passwordHash !== null;
}
