import type { Conditions, PolicyRule } from "./policy.ts";

/**
 * How what a rule matches has changed: `other` where it lost some and won some, or where nobody can tell from the rule
 * alone.
 */
export type ScopeShift = "same" | "wider" | "narrower" | "other";

function together(shifts: readonly ScopeShift[]): ScopeShift {
  const moved = new Set(shifts.filter((shift) => shift !== "same"));
  if (moved.size > 1) return "other";
  return [...moved][0] ?? "same";
}

const within = <T>(inner: readonly T[], outer: readonly T[]) => inner.every((each) => outer.includes(each));

/** Of two sets where an empty one names nothing. */
function shiftOfSet<T>(before: readonly T[], after: readonly T[]): ScopeShift {
  const lost = !within(before, after);
  const won = !within(after, before);
  if (lost && won) return "other";
  return lost ? "narrower" : won ? "wider" : "same";
}

/** Of two lists where an empty one asks nothing. */
export function shiftOfList<T>(before: readonly T[], after: readonly T[]): ScopeShift {
  if (before.length === 0) return after.length === 0 ? "same" : "narrower";
  return after.length === 0 ? "wider" : shiftOfSet(before, after);
}

/** Of two conditions where null asks nothing. */
function shiftOf<T>(
  before: T | null,
  after: T | null,
  compare: (before: T, after: T) => ScopeShift,
): ScopeShift {
  if (before === null) return after === null ? "same" : "narrower";
  return after === null ? "wider" : compare(before, after);
}

/** By how much more passes: positive is wider. */
const bySign = (more: number): ScopeShift => (more === 0 ? "same" : more > 0 ? "wider" : "narrower");

interface Range {
  atLeast?: number | null;
  atMost?: number | null;
}
const shiftOfRange = (before: Range, after: Range): ScopeShift =>
  together([
    bySign((before.atLeast ?? 0) - (after.atLeast ?? 0)),
    bySign(Math.sign(top(after) - top(before)) || 0),
  ]);
const top = ({ atMost }: Range): number => atMost ?? Number.MAX_SAFE_INTEGER;

type Claims = NonNullable<Conditions["claims"]>;

/** A longer window counts more claims: fewer customers have so few, more of them have so many. */
function shiftOfWindow(before: Claims, after: Claims): ScopeShift {
  const longer = after.days - before.days;
  if (longer === 0) return "same";
  const isOpen = (end: "atLeast" | "atMost") => before[end] === undefined && after[end] === undefined;
  if (isOpen("atLeast")) return bySign(-longer);
  return isOpen("atMost") ? bySign(longer) : "other";
}

const alike = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

const orSame = (before: unknown, after: unknown): ScopeShift => (alike(before, after) ? "same" : "other");

type Shifts = { [K in keyof Conditions]: (before: Conditions, after: Conditions) => ScopeShift };

export const conditionShifts: Shifts = {
  tiers: (before, after) => shiftOfList(before.tiers, after.tiers),
  customerAgeDays: (before, after) => shiftOf(before.customerAgeDays, after.customerAgeDays, shiftOfRange),
  claims: (before, after) =>
    shiftOf(before.claims, after.claims, (a, b) => together([shiftOfRange(a, b), shiftOfWindow(a, b)])),
  given: (before, after) => shiftOf(before.given, after.given, orSame),
  orderAgeDays: (before, after) => shiftOf(before.orderAgeDays, after.orderAgeDays, shiftOfRange),
  isDelivered: (before, after) => shiftOf(before.isDelivered, after.isDelivered, orSame),
  productTypes: (before, after) => shiftOfList(before.productTypes, after.productTypes),
  skus: (before, after) => shiftOfList(before.skus, after.skus),
  channels: (before, after) => shiftOfList(before.channels, after.channels),
};

const someoneIn = (rule: PolicyRule) =>
  rule.roles.length + rule.departmentIds.length + rule.personIds.length > 0;

/** Who a rule is about is whoever is named in any of the three ways. */
export function shiftOfWho(before: PolicyRule, after: PolicyRule): ScopeShift {
  const shift = together([
    shiftOfSet(before.roles, after.roles),
    shiftOfSet(before.departmentIds, after.departmentIds),
    shiftOfSet(before.personIds, after.personIds),
  ]);
  return shift === "same" || (someoneIn(before) && someoneIn(after)) ? shift : "other";
}

const currenciesOf = (rule: PolicyRule) => Object.keys(rule.perOrder);

export const shiftOfCurrencies = (before: PolicyRule, after: PolicyRule): ScopeShift =>
  shiftOfSet(currenciesOf(before), currenciesOf(after));

export const shiftOfVerified = (before: PolicyRule, after: PolicyRule): ScopeShift =>
  bySign(Number(before.verifiedOrderOnly) - Number(after.verifiedOrderOnly));

/** Everything that decides whether a rule matches, for two rules about the same remedy. */
export function shiftOfScope(before: PolicyRule, after: PolicyRule): ScopeShift {
  const conditions = Object.values(conditionShifts).map((shift) => shift(before.when, after.when));
  return together([
    shiftOfWho(before, after),
    shiftOfCurrencies(before, after),
    shiftOfList(before.reasons, after.reasons),
    shiftOfVerified(before, after),
    ...conditions,
  ]);
}

const meet = <T>(a: readonly T[], b: readonly T[]): boolean => a.some((each) => b.includes(each));
const meetWhereNamed = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === 0 || b.length === 0 || meet(a, b);
const isOfRolesOnly = (rule: PolicyRule) => rule.departmentIds.length + rule.personIds.length === 0;

/** Whether some request may meet both. When in doubt, yes. */
export function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  const isApart = isOfRolesOnly(a) && isOfRolesOnly(b) && !meet(a.roles, b.roles);
  return (
    a.remedy === b.remedy &&
    !isApart &&
    meet(currenciesOf(a), currenciesOf(b)) &&
    meetWhereNamed(a.reasons, b.reasons) &&
    meetWhereNamed(a.when.channels, b.when.channels)
  );
}
