import { createMongoAbility, type MongoAbility, type RawRuleOf } from "@casl/ability";
import { type PackRule, unpackRules } from "@casl/ability/extra";
import { useMemo } from "react";
import { detectSubjectType, subjectAt } from "../../backend/contract/grant-subject.ts";
import type { HeadroomAnswer } from "../../backend/contract/queries/console.ts";
import { useAsk } from "../wire/use-ask.ts";

type Grants = MongoAbility<["grant", string]>;
type GrantRule = RawRuleOf<Grants>;

/**
 * What the server would answer to an amount, by the very rules it asks: null while they are not there, or are of another
 * version than the headroom that they would be asked with.
 */
export function useMayGrant(
  storefrontId: string,
  headroom: HeadroomAnswer | null,
): ((amountMinor: number) => boolean) | null {
  const packed = useAsk("policy.packed", { storefrontId }).data;
  const ability = useMemo(
    () =>
      packed === undefined
        ? null
        : createMongoAbility<Grants>(unpackRules(packed.rules as PackRule<GrantRule>[]), {
            detectSubjectType,
          }),
    [packed],
  );
  if (ability === null || headroom === null || packed?.version !== headroom.policyVersion) return null;
  const { subject } = headroom;
  return (amountMinor) =>
    // A subject that names its type is no string, which is all that CASL's types know.
    ability.can("grant", subjectAt(subject, amountMinor) as unknown as string);
}
