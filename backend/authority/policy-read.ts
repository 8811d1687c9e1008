import { officeQueries, type PolicyVersion } from "../contract/queries/office.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readPolicy } from "./queries.ts";
import { nothingLive, toVersion } from "./workbench.ts";

const declaration = officeQueries["policy.read"];

/** The limits in force. A storefront that never published any has version 0 without rules. */
export const policyRead = defineQuery({
  name: "policy.read",
  who: declaration.who,
  input: declaration.input,
  async read(reader, { storefrontId }): Promise<PolicyVersion> {
    if ((await reader.one(storefronts, { id: storefrontId })) === null) refuse("not_found", {});
    const policy = await readPolicy(reader, storefrontId);
    return policy === null ? nothingLive(storefrontId) : toVersion(policy);
  },
});
