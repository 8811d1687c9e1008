import { administrationCommands } from "../../contract/commands/administration.ts";
import { topic } from "../../contract/sockets.ts";
import { defineCommand } from "../../core/command.ts";
import { insert, remove } from "../../core/database/writes.ts";
import { toStaff } from "../../core/notices.ts";
import { refuse } from "../../core/refusal.ts";
import { storefrontSecrets, storefronts } from "../storefront-tables.ts";
import { readSecrets } from "./secrets.ts";

const { input, who } = administrationCommands["storefront.rotate-merchant-secret"];

/** One secret at a time: until the merchant's system has the new one, its calls are refused and ours are retried. */
export const rotateMerchantSecret = defineCommand({
  name: "storefront.rotate-merchant-secret",
  isAnswerSecret: true,
  who,
  input,
  async load(tx, { storefrontId }) {
    const storefront = await tx.lock(storefronts, storefrontId);
    return { storefront, earlier: await readSecrets(tx, storefrontId, "merchant") };
  },
  decide({ storefront, earlier }, { storefrontId }, _actor, { now, newId, newSecret }) {
    if (storefront === null) refuse("not_found", {});
    const secret = newSecret();
    const made = { id: newId(), storefrontId, purpose: "merchant" as const, secret, madeAt: now };
    return {
      answer: { secret },
      writes: [
        insert(storefrontSecrets, made),
        ...earlier.map(({ id }) => remove(storefrontSecrets, { id })),
      ],
      tell: [toStaff(topic.storefronts)],
    };
  },
});
