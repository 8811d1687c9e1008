import type { DecisionFacts } from "../authority/facts.ts";
import type { LimitRef } from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";

/** What a limit says in these rules, null where it says nothing. */
export function limitIn(rules: readonly PolicyRule[], { ruleId, cap, currency }: LimitRef): number | null {
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) return null;
  if (cap === "perCustomer") return rule.caps.perCustomer?.amounts[currency] ?? null;
  const amounts =
    cap === "perRequest" || cap === "perWeek" || cap === "perTeamMonth" ? rule.caps[cap] : rule[cap];
  return amounts[currency] ?? null;
}

/** The same rules with this limit at another height. */
export function moveLimit(
  rules: readonly PolicyRule[],
  { ruleId, cap, currency }: LimitRef,
  limitMinor: number,
): PolicyRule[] {
  return rules.map((rule) => {
    if (rule.id !== ruleId) return rule;
    const { caps } = rule;
    if (cap === "perCustomer") {
      const perCustomer = caps.perCustomer ?? { days: 90, amounts: {} };
      const amounts = { ...perCustomer.amounts, [currency]: limitMinor };
      return { ...rule, caps: { ...caps, perCustomer: { ...perCustomer, amounts } } };
    }
    if (cap === "perRequest" || cap === "perWeek" || cap === "perTeamMonth")
      return { ...rule, caps: { ...caps, [cap]: { ...caps[cap], [currency]: limitMinor } } };
    return { ...rule, [cap]: { ...rule[cap], [currency]: limitMinor } };
  });
}

/**
 * Whether a rule may be looked at in a case, whatever has been drawn by then: more cases than it matches, never fewer.
 * Conditions that look at what was given before are left out on purpose.
 */
export function mayBearOn(rule: PolicyRule, currency: string, facts: DecisionFacts): boolean {
  return (
    facts.remedy === rule.remedy &&
    facts.currency === currency &&
    (rule.reasons.length === 0 || rule.reasons.includes(facts.reason)) &&
    isNamed(rule, facts)
  );
}

/** Whether who decided is one of those whom the rule is about. */
export const isNamed = (
  { roles, personIds, departmentIds }: PolicyRule,
  { role, personId, departmentIds: own }: DecisionFacts,
): boolean =>
  roles.includes(role) || personIds.includes(personId) || departmentIds.some((id) => own.includes(id));
