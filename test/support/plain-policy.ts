import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { Approver, LimitDimension, PolicyRule } from "../../backend/contract/policy.ts";

/**
 * What a policy says to a request, read off its sentences one by one and slowly, without the compiled rules or anything
 * of `backend/authority`: what the quick ways are held against.
 */
export interface PlainAnswer {
  answer: "grant" | "approval" | "refuse";
  /** Who is asked, in order. */
  chain: Approver[];
  /** The least room of each dimension that a matching rule limits, in minor units; absent where none does. */
  rooms: Map<LimitDimension, bigint>;
}

const dayMs = 86_400_000;

export function answerPlainly(rules: readonly PolicyRule[], facts: DecisionFacts): PlainAnswer {
  const about = rules.filter((rule) => isNamed(rule, facts) && isAbout(rule, facts));
  const matching = about.filter((rule) => !rule.verifiedOrderOnly || facts.assurance === "verified");
  const ofKind = (kind: PolicyRule["effect"]["kind"]) =>
    matching.filter(({ effect }) => effect.kind === kind);
  const rooms = new Map<LimitDimension, bigint>();
  const limitTo = (dimension: LimitDimension, room: bigint) => {
    const before = rooms.get(dimension);
    rooms.set(dimension, before === undefined || room < before ? room : before);
  };
  for (const _ of ofKind("refuse")) limitTo("refusal", 0n);
  for (const _ of ofKind("approval")) limitTo("approval", 0n);
  const grants = ofKind("grant");
  const isGiving = (rule: PolicyRule) => rule.effect.kind === "grant" && isOfAll(rule, facts);
  if (grants.some(isGiving)) {
    for (const rule of grants) for (const [dimension, room] of roomsOf(rule, facts)) limitTo(dimension, room);
  } else {
    const isForVerified = about.some(isGiving);
    if (isForVerified) limitTo("assurance", 0n);
    else if (rooms.size === 0) limitTo("no_rule", 0n);
  }
  const isGranted = [...rooms.values()].every((room) => BigInt(facts.amountMinor) <= room);
  if (isGranted) return { answer: "grant", chain: [], rooms };
  if (ofKind("refuse").length > 0) return { answer: "refuse", chain: [], rooms };
  const asked = ofKind("approval").flatMap(({ effect }) => (effect.kind === "approval" ? effect.chain : []));
  const nameOf = (each: Approver) => Object.values(each).join("/");
  const once = asked.filter(
    (each, index) => asked.findIndex((other) => nameOf(other) === nameOf(each)) === index,
  );
  return {
    answer: "approval",
    chain: once.length > 0 ? once : [{ kind: "role", role: "supervisor" }],
    rooms,
  };
}

function isNamed(rule: PolicyRule, { role, personId, departmentIds }: DecisionFacts): boolean {
  return (
    rule.roles.some((each) => each === role) ||
    rule.personIds.some((each) => each === personId) ||
    rule.departmentIds.some((each) => departmentIds.some((own) => own === each))
  );
}

/** All conditions but that of the order's assurance; of products, that one of them is named. */
function isAbout(rule: PolicyRule, facts: DecisionFacts): boolean {
  const { when, effect } = rule;
  const { currency, customer, products } = facts;
  if (rule.remedy !== facts.remedy) return false;
  if (rule.reasons.length > 0 && !rule.reasons.includes(facts.reason)) return false;
  if (effect.kind === "grant" && !(currency in rule.perOrder)) return false;
  if (when.tiers.length > 0 && !when.tiers.some((tier) => customer.tiers.includes(tier))) return false;
  if (isOutside(when.customerAgeDays, customer.ageDays)) return false;
  if (isOutside(when.orderAgeDays, facts.orderAgeDays)) return false;
  if (when.isDelivered !== null && when.isDelivered !== facts.isDelivered) return false;
  if (when.channels.length > 0 && !when.channels.includes(facts.channel)) return false;
  if (when.claims !== null) {
    const earlier = customer.claimsAt.filter((at) => facts.at - at < (when.claims?.days ?? 0) * dayMs);
    if (isOutside(when.claims, earlier.length)) return false;
  }
  if (when.given !== null) {
    const [least, most] = [when.given.atLeast?.[currency], when.given.atMost?.[currency]];
    if (least === undefined && most === undefined) return false;
    const { minor } = givenTo(facts, when.given.days);
    if (least !== undefined && minor < BigInt(least)) return false;
    if (most !== undefined && minor > BigInt(most)) return false;
  }
  if (when.productTypes.length + when.skus.length === 0) return true;
  for (const product of products) if (isNamedIn(when, product)) return true;
  return false;
}

function isNamedIn(
  { productTypes, skus }: PolicyRule["when"],
  { sku, productType }: DecisionFacts["products"][number],
): boolean {
  if (skus.length > 0 && !skus.includes(sku)) return false;
  return productTypes.length === 0 || productTypes.includes(productType);
}

/** What a rule gives, it gives only of what it names. */
function isOfAll({ when }: PolicyRule, { products }: DecisionFacts): boolean {
  for (const product of products) if (!isNamedIn(when, product)) return false;
  return true;
}

interface Range {
  atLeast?: number | null;
  atMost?: number | null;
}

const isOutside = (range: Range | null, value: number) =>
  value < (range?.atLeast ?? value) || value > (range?.atMost ?? value);

function givenTo({ at, customer }: DecisionFacts, days: number): { minor: bigint; count: number } {
  const recent = customer.grants.filter((grant) => at - grant.at < days * dayMs);
  return {
    minor: recent.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n),
    count: recent.length,
  };
}

/** More than any request can be of. */
const all = BigInt(Number.MAX_SAFE_INTEGER);
const notBelowZero = (room: bigint): bigint => (room < 0n ? 0n : room);

function roomsOf(rule: PolicyRule, facts: DecisionFacts): [LimitDimension, bigint][] {
  const { caps } = rule;
  const { counts } = caps;
  const found: [LimitDimension, bigint][] = [];
  const season = rule.schedules.filter(({ from, until }) => from <= facts.at && facts.at < until);
  const percent = season.length === 0 ? 100 : Math.min(...season.map((each) => each.percent));
  const money = (dimension: LimitDimension, cap: number | undefined, used: number | bigint) => {
    if (cap === undefined) return;
    found.push([dimension, notBelowZero((BigInt(cap) * BigInt(percent)) / 100n - BigInt(used))]);
  };
  const number = (dimension: LimitDimension, cap: number | null | undefined, used: number) => {
    if (cap !== null && cap !== undefined) found.push([dimension, used + 1 <= cap ? all : 0n]);
  };
  const { currency, orderGrantedMinor, orderPaidMinor } = facts;
  money("request_cap", caps.perRequest[currency], 0);
  money("order_cap", rule.perOrder[currency], orderGrantedMinor);
  money("day_budget", rule.perDay[currency], facts.dayUsedMinor);
  money("week_budget", caps.perWeek[currency], facts.weekUsedMinor);
  money("team_budget", caps.perTeamMonth[currency], facts.teamUsedMinor);
  if (caps.perCustomer !== null) {
    const { days, amounts } = caps.perCustomer;
    money("customer_budget", amounts[currency], givenTo(facts, days).minor);
  }
  if (caps.orderShare !== null) {
    const most = (BigInt(orderPaidMinor) * BigInt(caps.orderShare)) / 100n;
    found.push(["order_share", notBelowZero(most - BigInt(orderGrantedMinor))]);
  }
  number("quantity", caps.quantity, facts.quantity - 1);
  number("order_count", counts.perOrder, facts.orderGrantedCount);
  number("day_count", counts.perDay, facts.dayUsedCount);
  number("week_count", counts.perWeek, facts.weekUsedCount);
  number("team_count", counts.perTeamMonth, facts.teamUsedCount);
  if (counts.perCustomer !== null) {
    const { days, atMost } = counts.perCustomer;
    number("customer_count", atMost, givenTo(facts, days).count);
  }
  const unseen = unseenAbove(rule, facts);
  if (unseen !== null) found.push(["evidence", unseen]);
  return found;
}

/** Up to which amount nothing need be shown that is not shown; null where nothing is lacking. */
function unseenAbove(rule: PolicyRule, facts: DecisionFacts): bigint | null {
  const ofItem = facts.photoCount - facts.packagingPhotoCount;
  const isShown = rule.packagingPhoto ? ofItem > 0 && facts.packagingPhotoCount > 0 : facts.photoCount > 0;
  if (isShown) return null;
  if (facts.auditDraw * 100 < rule.auditShare) return 0n;
  const above = (facts.isTrusted ? rule.photoAboveTrusted : rule.photoAbove)[facts.currency];
  return above === undefined ? null : notBelowZero(BigInt(above) - BigInt(facts.orderGrantedMinor));
}
