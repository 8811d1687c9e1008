import type { MongoAbility, RawRuleOf } from "@casl/ability";

export type GrantAbility = MongoAbility<["grant", string]>;
/** One rule as CASL is asked with it, and as it can be packed. */
export type GrantRule = RawRuleOf<GrantAbility>;
