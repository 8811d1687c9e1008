import { administrationCommands } from "../../contract/commands/administration.ts";
import { topic } from "../../contract/sockets.ts";
import { defineCommand } from "../../core/command.ts";
import { insert, remove } from "../../core/database/writes.ts";
import { toStaff } from "../../core/notices.ts";
import { refuse } from "../../core/refusal.ts";
import { storefrontSecrets, storefronts } from "../storefront-tables.ts";
import { readSecrets, validIdentitySecrets } from "./secrets.ts";

const { input, who } = administrationCommands["storefront.rotate-secret"];

export const rotateSecret = defineCommand({
  name: "storefront.rotate-secret",
  isAnswerSecret: true,
  who,
  input,
  async load(tx, { storefrontId }) {
    const storefront = await tx.lock(storefronts, storefrontId);
    return { storefront, earlier: await readSecrets(tx, storefrontId, "identity") };
  },
  decide({ storefront, earlier }, { storefrontId }, _actor, { now, newId, newSecret }) {
    if (storefront === null) refuse("not_found", {});
    const made = {
      id: newId(),
      storefrontId,
      purpose: "identity" as const,
      secret: newSecret(),
      madeAt: now,
    };
    const outdated = earlier.slice(validIdentitySecrets - 1);
    return {
      answer: { kid: made.id, secret: made.secret },
      writes: [
        insert(storefrontSecrets, made),
        ...outdated.map(({ id }) => remove(storefrontSecrets, { id })),
      ],
      tell: [toStaff(topic.storefronts)],
    };
  },
});
