import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day } from "../../backend/core/clock.ts";

/** What the words of the contract say, written down once more without an index, a compiler, clauses or CASL. */
export function answerByTheBook(
  rules: readonly PolicyRule[],
  asked: DecisionFacts,
): "grant" | "approval" | "refuse" {
  const about = rules.filter((rule) => isAbout(rule, asked));
  if (about.some(({ effect }) => effect.kind === "refuse")) return "refuse";
  const isGranted =
    about.every(({ effect }) => effect.kind === "grant") &&
    about.some(({ when }) => asked.products.every((product) => names(when, product))) &&
    about.every((rule) => isWithin(rule, asked));
  return isGranted ? "grant" : "approval";
}

type Range = { atLeast?: number | null; atMost?: number | null } | null;

const inRange = (range: Range, value: number) =>
  range === null ||
  (value >= (range.atLeast ?? Number.NEGATIVE_INFINITY) &&
    value <= (range.atMost ?? Number.POSITIVE_INFINITY));
const isAny = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value);
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const within = (limit: number | null | undefined, value: number) =>
  limit === null || limit === undefined || value <= limit;

function windowOf({ at, customer }: DecisionFacts, days: number) {
  const isInside = (then: number) => at - then < days * day;
  return {
    claims: customer.claimsAt.filter(isInside).length,
    grants: customer.grants.filter((grant) => isInside(grant.at)).map((grant) => grant.amountMinor),
  };
}

type Product = DecisionFacts["products"][number];
const names = ({ productTypes, skus }: PolicyRule["when"], { productType, sku }: Product) =>
  isAny(productTypes, productType) && isAny(skus, sku);

function isAbout(rule: PolicyRule, asked: DecisionFacts): boolean {
  const { when } = rule;
  const { currency, customer, products } = asked;
  const isNamed =
    rule.roles.includes(asked.role) ||
    rule.personIds.includes(asked.personId) ||
    rule.departmentIds.some((each) => asked.departmentIds.includes(each));
  const isOfAnything = when.productTypes.length === 0 && when.skus.length === 0;
  const given = (limit: NonNullable<typeof when.given>) => {
    const ends = { atLeast: limit.atLeast?.[currency], atMost: limit.atMost?.[currency] };
    const isCovered = ends.atLeast !== undefined || ends.atMost !== undefined;
    return isCovered && inRange(ends, sum(windowOf(asked, limit.days).grants));
  };
  return (
    isNamed &&
    rule.remedy === asked.remedy &&
    isAny(rule.reasons, asked.reason) &&
    (asked.assurance === "verified" || !rule.verifiedOrderOnly) &&
    (rule.effect.kind !== "grant" || currency in rule.perOrder) &&
    (when.tiers.length === 0 || customer.tiers.some((tier) => when.tiers.includes(tier))) &&
    inRange(when.customerAgeDays, customer.ageDays) &&
    (when.claims === null || inRange(when.claims, windowOf(asked, when.claims.days).claims)) &&
    (when.given === null || given(when.given)) &&
    inRange(when.orderAgeDays, asked.orderAgeDays) &&
    (when.isDelivered === null || when.isDelivered === asked.isDelivered) &&
    (isOfAnything || products.some((product) => names(when, product))) &&
    isAny(when.channels, asked.channel)
  );
}

function isWithin(rule: PolicyRule, asked: DecisionFacts): boolean {
  const { caps } = rule;
  const { currency, amountMinor } = asked;
  const active = rule.schedules.filter(({ from, until }) => asked.at >= from && asked.at < until);
  const percent = active.length === 0 ? 100 : Math.min(...active.map((each) => each.percent));
  const money = (limits: Record<string, number>, value: number) => {
    const limit = limits[currency];
    return limit === undefined || value <= Math.floor((limit * percent) / 100);
  };
  const orderTotal = asked.orderGrantedMinor + amountMinor;
  const perCustomer = caps.perCustomer;
  const customerTotal =
    perCustomer === null ? 0 : sum(windowOf(asked, perCustomer.days).grants) + amountMinor;
  const often = caps.counts.perCustomer;
  return (
    money(caps.perRequest, amountMinor) &&
    money(rule.perOrder, orderTotal) &&
    (caps.orderShare === null || orderTotal * 100 <= caps.orderShare * asked.orderPaidMinor) &&
    within(caps.quantity, asked.quantity) &&
    money(rule.perDay, asked.dayUsedMinor + amountMinor) &&
    money(caps.perWeek, asked.weekUsedMinor + amountMinor) &&
    money(caps.perTeamMonth, asked.teamUsedMinor + amountMinor) &&
    (perCustomer === null || money(perCustomer.amounts, customerTotal)) &&
    within(caps.counts.perOrder, asked.orderGrantedCount + 1) &&
    within(caps.counts.perDay, asked.dayUsedCount + 1) &&
    within(caps.counts.perWeek, asked.weekUsedCount + 1) &&
    within(caps.counts.perTeamMonth, asked.teamUsedCount + 1) &&
    (often === null || windowOf(asked, often.days).grants.length + 1 <= often.atMost) &&
    isShown(rule, asked, orderTotal)
  );
}

function isShown(rule: PolicyRule, asked: DecisionFacts, orderTotal: number): boolean {
  const ofItem = asked.photoCount - asked.packagingPhotoCount;
  const hasEnough = rule.packagingPhoto ? ofItem > 0 && asked.packagingPhotoCount > 0 : asked.photoCount > 0;
  const limits = asked.isTrusted ? rule.photoAboveTrusted : rule.photoAbove;
  const isAudited = asked.auditDraw < rule.auditShare / 100;
  return hasEnough || (!isAudited && within(limits[asked.currency], orderTotal));
}
