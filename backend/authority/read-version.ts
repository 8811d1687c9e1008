import { policyQueries } from "../contract/queries/policies.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { readVersion } from "./workbench.ts";

const { input, who } = policyQueries["policy.version"];

export const readPolicyVersion = defineQuery({
  name: "policy.version",
  who,
  input,
  read: async (reader, { storefrontId, version }) =>
    (await readVersion(reader, storefrontId, version)) ?? refuse("not_found", {}),
});
