import { type PolicyRule, policyRule } from "../../../backend/contract/policy.ts";
import { type RemedyKind, remedyKinds } from "../../../backend/contract/vocabulary.ts";

/** What agents may give of this remedy; it covers nothing until it names an amount. */
export const newRule = (id: string, remedy: RemedyKind): PolicyRule =>
  policyRule.parse({
    id,
    roles: ["agent"],
    remedy,
    reasons: [],
    verifiedOrderOnly: true,
    perOrder: {},
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
  });

export interface RuleGroup {
  remedy: RemedyKind;
  /** With their places among all rules: problems are told by place. */
  rules: { rule: PolicyRule; index: number }[];
}

/** Rules by remedy, in the remedies' own order; remedies without a rule are left out. */
export function groupsOf(rules: readonly PolicyRule[]): RuleGroup[] {
  return remedyKinds.flatMap((remedy) => {
    const own = rules.flatMap((rule, index) => (rule.remedy === remedy ? [{ rule, index }] : []));
    return own.length === 0 ? [] : [{ remedy, rules: own }];
  });
}
