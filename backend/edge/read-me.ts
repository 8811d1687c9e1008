import { consoleQueries, type Me } from "../contract/queries/console.ts";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { readStorefrontNames } from "../shop/storefronts/queries.ts";
import { readMePerson } from "../staff/queries.ts";

export async function readMe(reader: Reader, actor: Actor, now: number): Promise<Me> {
  if (!isPerson(actor)) refuse("signed_out", {});
  return { ...(await readMePerson(reader, actor, now)), storefronts: await readStorefrontNames(reader) };
}

const { who, input } = consoleQueries["desk.me"];

export const me = defineQuery({
  name: "desk.me",
  who,
  input,
  read: (reader, _input, actor, now) => readMe(reader, actor, now),
});
