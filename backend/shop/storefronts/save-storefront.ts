import { administrationCommands, type StorefrontSettings } from "../../contract/commands/administration.ts";
import { topic } from "../../contract/sockets.ts";
import { defineCommand } from "../../core/command.ts";
import { insert, update } from "../../core/database/writes.ts";
import { toStaff } from "../../core/notices.ts";
import { refuse } from "../../core/refusal.ts";
import { type StorefrontRow, storefrontSecrets, storefronts } from "../storefront-tables.ts";

const { input, who } = administrationCommands["storefront.save"];

type Settings = Omit<StorefrontRow, "id" | "key" | "createdAt">;

/**
 * Whoever goes over to payouts by hand leaves the address as it was: what is under way is still asked for there, and
 * would stay unconfirmed for ever without it.
 */
function toColumns(
  { merchant, origins, ...settings }: StorefrontSettings,
  before: StorefrontRow | null,
): Settings {
  if (merchant.adapter === "webhook" && merchant.url === null) {
    refuse("malformed", {
      issues: [{ path: "settings.merchant.url", message: "a webhook needs its address" }],
    });
  }
  return {
    ...settings,
    origins: [...new Set(origins)],
    merchantAdapter: merchant.adapter,
    merchantUrl: merchant.url ?? before?.merchantUrl ?? null,
  };
}

/** A new storefront gets a random key and its first secrets; the identity secret is shown when it is rotated. */
export const saveStorefront = defineCommand({
  name: "storefront.save",
  who,
  input,
  load: async (tx, { storefrontId }) => ({
    storefront: storefrontId === null ? null : await tx.lock(storefronts, storefrontId),
  }),
  decide({ storefront }, { storefrontId, settings }, _actor, { now, newId, newSecret }) {
    const columns = toColumns(settings, storefront);
    const tell = [toStaff(topic.storefronts)];
    if (storefrontId !== null) {
      if (storefront === null) refuse("not_found", {});
      return { answer: { storefrontId }, writes: [update(storefronts, { id: storefrontId }, columns)], tell };
    }
    const id = newId();
    const secretFor = (purpose: "identity" | "merchant" | "audit") =>
      insert(storefrontSecrets, { id: newId(), storefrontId: id, purpose, secret: newSecret(), madeAt: now });
    return {
      answer: { storefrontId: id },
      writes: [
        insert(storefronts, { id, key: newSecret(), ...columns, createdAt: now }),
        secretFor("identity"),
        secretFor("merchant"),
        secretFor("audit"),
      ],
      tell,
    };
  },
});
