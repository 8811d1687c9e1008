import { packRules } from "@casl/ability/extra";
import { consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readPolicyFor } from "./queries.ts";

const { input, who } = consoleQueries["policy.packed"];

/** The rules that decide for this person, as their console asks them; the server decides by the same. */
export const readPackedPolicy = defineQuery({
  name: "policy.packed",
  who,
  input,
  async read(reader, { storefrontId }, actor: PersonActor) {
    if ((await reader.one(storefronts, { id: storefrontId })) === null) refuse("not_found", {});
    const { policy } = await readPolicyFor(reader, storefrontId, actor.personId);
    const granter = {
      role: actor.kind,
      personId: actor.personId,
      departmentIds: [...actor.departmentIds],
    };
    return { version: policy.version, rules: packRules([...policy.caslRulesFor(granter)]) };
  },
});
