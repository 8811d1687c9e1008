import type { Amounts, Conditions, Effect, PolicyRule, Schedule } from "./policy.ts";
import {
  canonical,
  conditionShifts,
  mayMeet,
  type ScopeShift,
  shiftOfCurrencies,
  shiftOfList,
  shiftOfScope,
  shiftOfVerified,
  shiftOfWho,
} from "./policy-scope.ts";

/** Every number of a rule that limits something. `count…` are remedies of any amount, `…Share` percent. */
export type LimitName =
  | "perRequest"
  | "perOrder"
  | "perDay"
  | "perWeek"
  | "perCustomer"
  | "perTeamMonth"
  | "orderShare"
  | "quantity"
  | "countPerOrder"
  | "countPerDay"
  | "countPerWeek"
  | "countPerTeamMonth"
  | "countPerCustomer"
  | "photoAbove"
  | "photoAboveTrusted"
  | "auditShare";

/** One limit: in minor units of `currency` where that is not null. `days` is its rolling window. Null: none is set. */
export interface LimitChange {
  kind: "limit";
  limit: LimitName;
  currency: string | null;
  from: number | null;
  to: number | null;
  days: { from: number | null; to: number | null };
}

type ConditionChange = {
  [K in keyof Conditions]: { kind: "condition"; condition: K; from: Conditions[K]; to: Conditions[K] };
}[keyof Conditions];

export type ChangeDetail =
  | { kind: "rule_added" }
  | { kind: "rule_removed" }
  | LimitChange
  | {
      kind: "who";
      field: "roles" | "departmentIds" | "personIds";
      added: string[];
      removed: string[];
    }
  | { kind: "reasons"; from: PolicyRule["reasons"]; to: PolicyRule["reasons"] }
  | { kind: "verified_only"; to: boolean }
  | ConditionChange
  | { kind: "effect"; from: Effect; to: Effect }
  | { kind: "schedule"; from: Schedule | null; to: Schedule | null }
  | { kind: "packaging_photo"; to: boolean };

export type PolicyChange = ChangeDetail & {
  ruleId: string;
  /** As it becomes; as it was where it is removed. */
  rule: PolicyRule;
  /**
   * It may let somebody give more than before, or with less evidence. Judged on the safe side: what is not marked never
   * grants more, what is marked need not.
   */
  isWidening: boolean;
};

export const isWidening = (changes: readonly PolicyChange[]): boolean =>
  changes.some((change) => change.isWidening);

/** Pure. From one set of rules to another, in the order of the rules as they become, what was removed last. */
export function findPolicyChanges(
  before: readonly PolicyRule[],
  after: readonly PolicyRule[],
): PolicyChange[] {
  const same = (rule: PolicyRule) => (each: PolicyRule) => each.id === rule.id && each.remedy === rule.remedy;
  const changed = after.flatMap((rule) => {
    const was = before.find(same(rule));
    return was === undefined ? [addedRule(rule, before)] : changesOf(was, rule, after);
  });
  const gone = before.filter((rule) => !after.some(same(rule)));
  return [...changed, ...gone.map((rule) => removedRule(rule, after))];
}

const isGrant = (rule: PolicyRule): boolean => rule.effect.kind === "grant";

/** A further granting rule only tightens where another covered all that it covers; one that forbids never grants. */
function addedRule(rule: PolicyRule, before: readonly PolicyRule[]): PolicyChange {
  const isCovered = before.some(
    (was) =>
      isGrant(was) && was.remedy === rule.remedy && ["same", "narrower"].includes(shiftOfScope(was, rule)),
  );
  return { kind: "rule_added", ruleId: rule.id, rule, isWidening: isGrant(rule) && !isCovered };
}

/** Of several rules that match the tightest wins: without one, a wider may answer in its place. */
const mayGiveWay = (rule: PolicyRule, after: readonly PolicyRule[]): boolean =>
  after.some((other) => other.id !== rule.id && isGrant(other) && mayMeet(rule, other));

function removedRule(rule: PolicyRule, after: readonly PolicyRule[]): PolicyChange {
  const widens = isGrant(rule) ? mayGiveWay(rule, after) : true;
  return { kind: "rule_removed", ruleId: rule.id, rule, isWidening: widens };
}

function changesOf(was: PolicyRule, rule: PolicyRule, after: readonly PolicyRule[]): PolicyChange[] {
  const change = (detail: ChangeDetail, widens: boolean): PolicyChange => ({
    ...detail,
    ruleId: rule.id,
    rule,
    isWidening: widens,
  });
  /** What a rule matches: a granting rule that matches more gives more, a forbidding one that matches less does. */
  const widensBy = (shift: ScopeShift): boolean => {
    if (shift === "same") return false;
    if (shift === "other") return true;
    if (!isGrant(was) || !isGrant(rule)) return shift === "narrower" || isGrant(rule);
    return shift === "wider" || mayGiveWay(was, after);
  };

  const found: PolicyChange[] = [];
  if (canonical(was.effect) !== canonical(rule.effect)) {
    const detail = { kind: "effect", from: was.effect, to: rule.effect } as const;
    found.push(
      change(detail, widensEffect(was.effect, rule.effect) || (isGrant(was) && mayGiveWay(was, after))),
    );
  }
  const whoWidens = widensBy(shiftOfWho(was, rule));
  for (const field of ["roles", "departmentIds", "personIds"] as const) {
    const [old, now]: [readonly string[], readonly string[]] = [was[field], rule[field]];
    const added = now.filter((each) => !old.includes(each));
    const removed = old.filter((each) => !now.includes(each));
    if (added.length + removed.length > 0)
      found.push(change({ kind: "who", field, added, removed }, whoWidens));
  }
  if (canonical([...was.reasons].sort()) !== canonical([...rule.reasons].sort())) {
    const detail = { kind: "reasons", from: was.reasons, to: rule.reasons } as const;
    found.push(change(detail, widensBy(shiftOfList(was.reasons, rule.reasons))));
  }
  if (was.verifiedOrderOnly !== rule.verifiedOrderOnly) {
    const detail = { kind: "verified_only", to: rule.verifiedOrderOnly } as const;
    found.push(change(detail, widensBy(shiftOfVerified(was, rule))));
  }
  for (const condition of Object.keys(conditionShifts) as (keyof Conditions)[]) {
    const [from, to] = [was.when[condition], rule.when[condition]];
    if (canonical(from) === canonical(to)) continue;
    const detail = { kind: "condition", condition, from, to } as ConditionChange;
    found.push(change(detail, widensBy(conditionShifts[condition](was.when, rule.when))));
  }
  const coverage = widensBy(shiftOfCurrencies(was, rule));
  for (const limit of limitChanges(was, rule)) {
    const isCoverage = limit.limit === "perOrder" && (limit.from === null || limit.to === null);
    found.push(change(limit, isCoverage ? coverage : !isGrant(rule) || widensLimit(limit)));
  }
  for (const detail of scheduleChanges(was.schedules, rule.schedules))
    found.push(change(detail, widensSchedules(was.schedules, rule.schedules)));
  if (was.packagingPhoto !== rule.packagingPhoto)
    found.push(change({ kind: "packaging_photo", to: rule.packagingPhoto }, !rule.packagingPhoto));
  return found;
}

/** A refusal that becomes an approval can be lifted; a chain only grows tighter by more who must agree after the others. */
function widensEffect(from: Effect, to: Effect): boolean {
  if (to.kind === "grant") return true;
  if (to.kind === "refuse") return false;
  if (from.kind === "refuse") return true;
  if (from.kind === "grant") return false;
  return canonical(to.chain.slice(0, from.chain.length)) !== canonical(from.chain);
}

/** A limit that is lifted or left out, or that looks back over fewer days. */
function widensLimit({ from, to, days, limit }: LimitChange): boolean {
  if (limit === "auditShare") return (to ?? 0) < (from ?? 0);
  const isShorter = days.from !== null && days.to !== null && days.to < days.from;
  const isHigher = from !== null && (to === null || to > from);
  return isHigher || isShorter;
}

function limitChanges(was: PolicyRule, rule: PolicyRule): LimitChange[] {
  const none = { from: null, to: null };
  const [a, b] = [was.caps, rule.caps];
  const money = (limit: LimitName, from: Amounts, to: Amounts, days: LimitChange["days"] = none) =>
    [...new Set([...Object.keys(from), ...Object.keys(to)])].map((currency) => ({
      limit,
      currency,
      from: from[currency] ?? null,
      to: to[currency] ?? null,
      days,
    }));
  const plain = (
    limit: LimitName,
    from: number | null,
    to: number | null,
    days: LimitChange["days"] = none,
  ) => [{ limit, currency: null, from, to, days }];
  const windowOf = (from: { days: number } | null, to: { days: number } | null) => ({
    from: from?.days ?? null,
    to: to?.days ?? null,
  });
  return [
    ...money("perRequest", a.perRequest, b.perRequest),
    ...money("perOrder", was.perOrder, rule.perOrder),
    ...plain("orderShare", a.orderShare, b.orderShare),
    ...plain("quantity", a.quantity, b.quantity),
    ...money("perDay", was.perDay, rule.perDay),
    ...money("perWeek", a.perWeek, b.perWeek),
    ...money(
      "perCustomer",
      a.perCustomer?.amounts ?? {},
      b.perCustomer?.amounts ?? {},
      windowOf(a.perCustomer, b.perCustomer),
    ),
    ...money("perTeamMonth", a.perTeamMonth, b.perTeamMonth),
    ...plain("countPerOrder", a.counts.perOrder, b.counts.perOrder),
    ...plain("countPerDay", a.counts.perDay, b.counts.perDay),
    ...plain("countPerWeek", a.counts.perWeek, b.counts.perWeek),
    ...plain("countPerTeamMonth", a.counts.perTeamMonth, b.counts.perTeamMonth),
    ...plain(
      "countPerCustomer",
      a.counts.perCustomer?.atMost ?? null,
      b.counts.perCustomer?.atMost ?? null,
      windowOf(a.counts.perCustomer, b.counts.perCustomer),
    ),
    ...money("photoAbove", was.photoAbove, rule.photoAbove),
    ...money("photoAboveTrusted", was.photoAboveTrusted, rule.photoAboveTrusted),
    ...plain("auditShare", was.auditShare, rule.auditShare),
  ]
    .filter(({ from, to, days }) => from !== to || (from !== null && days.from !== days.to))
    .map((limit) => ({ kind: "limit", ...limit }));
}

function scheduleChanges(was: readonly Schedule[], now: readonly Schedule[]): ChangeDetail[] {
  const changed = now.flatMap((to) => {
    const from = was.find((each) => each.id === to.id) ?? null;
    return canonical(from) === canonical(to) ? [] : [{ kind: "schedule" as const, from, to }];
  });
  const gone = was.filter((from) => !now.some((to) => to.id === from.id));
  return [...changed, ...gone.map((from) => ({ kind: "schedule" as const, from, to: null }))];
}

/** Schedules that overlap bear on each other, so all of a rule's are judged at once. */
function widensSchedules(was: readonly Schedule[], now: readonly Schedule[]): boolean {
  const onlyTightens = was.length === 0 && now.every(({ percent }) => percent <= 100);
  const onlyLoosened = now.length === 0 && was.every(({ percent }) => percent >= 100);
  return !onlyTightens && !onlyLoosened;
}
