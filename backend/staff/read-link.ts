import type { Reader } from "../core/database/reader.ts";
import { sha256 } from "../core/ids.ts";
import { refuse } from "../core/refusal.ts";
import { people, personLinks } from "./tables.ts";

/** For whom a link is; refuses `link_expired` where it is used up, over, or never was. */
export async function readLink(
  reader: Reader,
  token: string,
  now: number,
): Promise<{ email: string; name: string; isFirstAdmin: boolean }> {
  const link = await reader.one(personLinks, { id: sha256(token) });
  if (link === null || link.expiresAt <= now) refuse("link_expired", {});
  if (link.personId === null) {
    if ((await reader.count(people, {})) > 0) refuse("link_expired", {});
    return { email: "", name: "", isFirstAdmin: true };
  }
  const person = await reader.one(people, { id: link.personId });
  if (person === null || !person.isActive) refuse("link_expired", {});
  return { email: person.email, name: person.name, isFirstAdmin: false };
}
