import type { Amounts, PolicyRule } from "../../backend/contract/policy.ts";

export interface Widening {
  what: string;
  wider: PolicyRule;
}

/**
 * Every way to raise or drop one cap of a rule in one currency. Naming a currency anew in `perOrder` is none: it makes the
 * rule, with all its limits, cover that currency. Nor is raising a condition: it makes the rule match more.
 */
export function widenings(rule: PolicyRule, currency: string, by: number): Widening[] {
  const { caps } = rule;
  const { counts } = caps;
  const found: Widening[] = [];
  const add = (what: string, over: Partial<PolicyRule>) => found.push({ what, wider: { ...rule, ...over } });

  const ofAmounts = (what: string, amounts: Amounts, set: (amounts: Amounts) => Partial<PolicyRule>) => {
    const { [currency]: limit, ...others } = amounts;
    if (limit === undefined) return;
    add(`${what} raised`, set({ ...others, [currency]: limit + by }));
    if (what !== "perOrder") add(`${what} dropped`, set(others));
  };
  ofAmounts("perOrder", rule.perOrder, (perOrder) => ({ perOrder }));
  ofAmounts("perDay", rule.perDay, (perDay) => ({ perDay }));
  ofAmounts("photoAbove", rule.photoAbove, (photoAbove) => ({ photoAbove }));
  ofAmounts("photoAboveTrusted", rule.photoAboveTrusted, (photoAboveTrusted) => ({ photoAboveTrusted }));
  ofAmounts("perRequest", caps.perRequest, (perRequest) => ({ caps: { ...caps, perRequest } }));
  ofAmounts("perWeek", caps.perWeek, (perWeek) => ({ caps: { ...caps, perWeek } }));
  ofAmounts("perTeamMonth", caps.perTeamMonth, (perTeamMonth) => ({ caps: { ...caps, perTeamMonth } }));
  const { perCustomer } = caps;
  if (perCustomer !== null) {
    ofAmounts("perCustomer", perCustomer.amounts, (amounts) => ({
      caps: { ...caps, perCustomer: { ...perCustomer, amounts } },
    }));
  }

  for (const name of ["orderShare", "quantity"] as const) {
    const limit = caps[name];
    if (limit === null) continue;
    add(`${name} raised`, { caps: { ...caps, [name]: limit + by } });
    add(`${name} dropped`, { caps: { ...caps, [name]: null } });
  }
  for (const name of ["perOrder", "perDay", "perWeek", "perTeamMonth"] as const) {
    const limit = counts[name];
    if (limit === null) continue;
    add(`count ${name} raised`, { caps: { ...caps, counts: { ...counts, [name]: limit + by } } });
    add(`count ${name} dropped`, { caps: { ...caps, counts: { ...counts, [name]: null } } });
  }
  const often = counts.perCustomer;
  if (often !== null) {
    const wider = { ...often, atMost: often.atMost + by };
    add("count perCustomer raised", { caps: { ...caps, counts: { ...counts, perCustomer: wider } } });
    add("count perCustomer dropped", { caps: { ...caps, counts: { ...counts, perCustomer: null } } });
  }
  for (const [index, each] of rule.schedules.entries()) {
    const schedules = rule.schedules.with(index, { ...each, percent: each.percent + by * 10 });
    add("schedule raised", { schedules });
  }
  if (rule.auditShare > 0) add("auditShare dropped", { auditShare: 0 });
  if (rule.packagingPhoto) add("packagingPhoto dropped", { packagingPhoto: false });
  return found;
}
