import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { insert } from "../../core/database/writes.ts";
import { storefrontSecrets, storefronts } from "../storefront-tables.ts";

/** A storefront for orders that are imported before anybody made one; an admin sets its origins and the rest later. */
export const makeStorefront = defineCommand({
  name: "shop.make-storefront",
  who: ["system"],
  input: z.object({ name: z.string().min(1).max(200), timeZone: z.string().max(64) }),
  load: async () => null,
  decide(_loaded, { name, timeZone }, _actor, { now, newId, newSecret }) {
    const id = newId();
    const secretFor = (purpose: "identity" | "merchant" | "audit") =>
      insert(storefrontSecrets, { id: newId(), storefrontId: id, purpose, secret: newSecret(), madeAt: now });
    const row = {
      id,
      key: newSecret(),
      name,
      origins: [],
      accent: "#1c7ed6",
      position: "right" as const,
      locale: "en" as const,
      timeZone,
      merchantAdapter: "manual" as const,
      merchantUrl: null,
      createdAt: now,
    };
    return {
      answer: { storefrontId: id },
      writes: [insert(storefronts, row), secretFor("identity"), secretFor("merchant"), secretFor("audit")],
    };
  },
});
