import { windowField } from "../contract/grant-subject.ts";
import type { LimitDimension, PolicyRule, Schedule } from "../contract/policy.ts";
import type { AmountlessFacts } from "./facts.ts";
import { fitsProducts, type Guard, guardsOf, namesProducts } from "./guards.ts";
import { givenWithin } from "./rolling-window.ts";

/** Nothing that can be counted in money stands in the way. */
export const everything = Number.MAX_SAFE_INTEGER;

/** One limit of one rule in one currency. */
export interface Cap {
  dimension: LimitDimension;
  limit: number;
  /** In use before the request, in the limit's unit. */
  used(facts: AmountlessFacts): number;
  /** Caps in money follow the rule's schedules. */
  counts: "money" | "share" | "remedies" | "pieces";
  /** The subject's field that holds the total with this request. */
  field: string;
}

/** What one rule says in one currency. */
export interface Clause {
  ruleId: string;
  effect: PolicyRule["effect"];
  guards: readonly Guard[];
  caps: readonly Cap[];
  schedules: readonly Schedule[];
  photoAboveMinor: number | null;
  photoAboveTrustedMinor: number | null;
  packagingPhoto: boolean;
  auditShare: number;
  /** Null where it names no products. */
  products: PolicyRule | null;
  /** Days of the rolling windows that it looks at. */
  windows: { claims: readonly number[]; given: readonly number[] };
}

export function isMatching({ guards }: Clause, facts: AmountlessFacts): boolean {
  for (const guard of guards) if (!guard.holds(facts)) return false;
  return true;
}

/** Whether a clause that matches gives what is asked for, and does not only limit some of it. */
export const isGiving = ({ products }: Clause, facts: AmountlessFacts): boolean =>
  products === null || fitsProducts(products, facts.products);

/** What a rule's money caps are multiplied by at this time. Of several schedules at once the tightest counts. */
export function percentAt({ schedules }: Pick<Clause, "schedules">, at: number): number {
  let percent: number | null = null;
  for (const each of schedules) {
    if (at < each.from || at >= each.until) continue;
    percent = percent === null ? each.percent : Math.min(percent, each.percent);
  }
  return percent ?? 100;
}

export const scaled = (limitMinor: number, percent: number): number =>
  percent === 100 ? limitMinor : Math.floor((limitMinor * percent) / 100);

/** Null where the rule says nothing in this currency. */
export function clauseOf(rule: PolicyRule, currency: string): Clause | null {
  const guards = guardsOf(rule, currency);
  if (guards === null) return null;
  return {
    ruleId: rule.id,
    effect: rule.effect,
    guards,
    caps: rule.effect.kind === "grant" ? capsOf(rule, currency) : [],
    schedules: rule.schedules,
    photoAboveMinor: rule.photoAbove[currency] ?? null,
    photoAboveTrustedMinor: rule.photoAboveTrusted[currency] ?? null,
    packagingPhoto: rule.packagingPhoto,
    auditShare: rule.auditShare,
    products: namesProducts(rule) ? rule : null,
    windows: windowsOf(rule),
  };
}

function windowsOf({ when, caps }: PolicyRule): Clause["windows"] {
  const given = [when.given, caps.perCustomer, caps.counts.perCustomer];
  return {
    claims: when.claims === null ? [] : [when.claims.days],
    given: [...new Set(given.flatMap((each) => (each === null ? [] : [each.days])))],
  };
}

function capsOf({ perOrder, perDay, caps }: PolicyRule, currency: string): Cap[] {
  const { perCustomer, counts } = caps;
  const found: Cap[] = [];
  const add = (
    counting: Cap["counts"],
    dimension: LimitDimension,
    limit: number | null | undefined,
    field: string,
    used: Cap["used"],
  ) => {
    if (limit !== null && limit !== undefined)
      found.push({ dimension, limit, used, counts: counting, field });
  };
  add("money", "request_cap", caps.perRequest[currency], "amountMinor", () => 0);
  add("money", "order_cap", perOrder[currency], "orderTotalMinor", (facts) => facts.orderGrantedMinor);
  add("share", "order_share", caps.orderShare, "orderShare", shareUsed);
  add("pieces", "quantity", caps.quantity, "quantity", (facts) => facts.quantity);
  add("money", "day_budget", perDay[currency], "dayTotalMinor", (facts) => facts.dayUsedMinor);
  add("money", "week_budget", caps.perWeek[currency], "weekTotalMinor", (facts) => facts.weekUsedMinor);
  add("money", "team_budget", caps.perTeamMonth[currency], "teamTotalMinor", (facts) => facts.teamUsedMinor);
  if (perCustomer !== null) {
    const { days, amounts } = perCustomer;
    const used: Cap["used"] = (facts) => givenWithin(facts, days).minor;
    add("money", "customer_budget", amounts[currency], windowField.total(days), used);
  }
  add("remedies", "order_count", counts.perOrder, "orderCount", (facts) => facts.orderGrantedCount);
  add("remedies", "day_count", counts.perDay, "dayCount", (facts) => facts.dayUsedCount);
  add("remedies", "week_count", counts.perWeek, "weekCount", (facts) => facts.weekUsedCount);
  add("remedies", "team_count", counts.perTeamMonth, "teamCount", (facts) => facts.teamUsedCount);
  if (counts.perCustomer !== null) {
    const { days, atMost } = counts.perCustomer;
    const used: Cap["used"] = (facts) => givenWithin(facts, days).count;
    add("remedies", "customer_count", atMost, windowField.count(days), used);
  }
  return found;
}

/** Whole percent of what was paid, rounded down. */
const shareUsed: Cap["used"] = ({ orderGrantedMinor, orderPaidMinor }) =>
  orderPaidMinor > 0 ? Math.floor((orderGrantedMinor * 100) / orderPaidMinor) : 0;

/** What could still be granted as far as this cap is concerned, in minor units. `limit` is the cap as it is scheduled. */
export function roomUnder(cap: Cap, limit: number, used: number, facts: AmountlessFacts): number {
  switch (cap.counts) {
    case "money":
      return Math.max(0, limit - used);
    case "share":
      return Math.max(0, Math.floor((facts.orderPaidMinor * limit) / 100) - facts.orderGrantedMinor);
    case "remedies":
      return used < limit ? everything : 0;
    case "pieces":
      return used <= limit ? everything : 0;
  }
}
