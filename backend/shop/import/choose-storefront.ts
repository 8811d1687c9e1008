import type { Reader } from "../../core/database/reader.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import { type StorefrontRow, storefronts } from "../storefront-tables.ts";
import { makeStorefront } from "./make-storefront.ts";

/** Why no storefront could be chosen, in words for the person at the terminal. */
export class NoStorefront extends Error {}

/** The storefront with this key; without one the only there is, which is made where there is none. */
export async function chooseStorefront(
  reader: Reader,
  execute: Execute,
  key: string | null,
): Promise<Pick<StorefrontRow, "id" | "name">> {
  if (key !== null) {
    const named = await reader.one(storefronts, { key });
    if (named === null) throw new NoStorefront(`there is no storefront with the key ${key}`);
    return named;
  }
  const [only, another] = await reader.many(storefronts, { take: 2 });
  if (another !== undefined) {
    const some = await reader.many(storefronts, { order: { name: "ASC" }, take: 20 });
    const names = some.map((each) => `  ${each.key}  ${each.name}`).join("\n");
    throw new NoStorefront(`there are several storefronts; choose one with --storefront=KEY:\n${names}`);
  }
  if (only !== undefined) return only;
  const name = "Imported shop";
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const call = { caller: { kind: "system" as const }, commandId: newId() };
  const { storefrontId } = (await execute(makeStorefront, { name, timeZone }, call)) as {
    storefrontId: string;
  };
  return { id: storefrontId, name };
}
