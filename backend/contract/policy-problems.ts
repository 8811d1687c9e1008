import type { Amounts, PolicyRule } from "./policy.ts";
import { locksApproversOut, type StaffMember } from "./policy-approvers.ts";
import { shiftOfScope } from "./policy-scope.ts";

/** Why a set of rules cannot be published. The console marks them while one edits; the server refuses them. */
export const policyProblemCodes = [
  "duplicate_rule",
  "nobody",
  "department_role",
  "never_counts",
  "empty_range",
  "empty_schedule",
  "overlapping_schedules",
  "caps_without_grant",
  "no_approver",
  "no_currency",
  "unknown_currency",
  "limit_without_cap",
  "trusted_below_untrusted",
] as const;
export type PolicyProblemCode = (typeof policyProblemCodes)[number];

export interface PolicyProblem {
  code: PolicyProblemCode;
  /** Position among the rules, from 0: two rules may share an id, which is a problem too. */
  index: number;
  ruleId: string;
  currency: string | null;
}

let known: ReadonlySet<string> | null = null;
const isKnownCurrency = (currency: string): boolean => {
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(currency);
};

/** `staff`: everybody who can sign in; null where it is not known, so that nobody is missed. */
export function findPolicyProblems(
  rules: readonly PolicyRule[],
  staff: readonly StaffMember[] | null = null,
): PolicyProblem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const problems = problemsOf(rule, rules);
    if (staff !== null && locksApproversOut(rule, staff))
      problems.push({ code: "no_approver", currency: null });
    if (seen.has(rule.id)) problems.unshift({ code: "duplicate_rule", currency: null });
    seen.add(rule.id);
    return problems.map((problem) => ({ ...problem, index, ruleId: rule.id }));
  });
}

type Found = Pick<PolicyProblem, "code" | "currency">;

function problemsOf(rule: PolicyRule, rules: readonly PolicyRule[]): Found[] {
  const { perOrder, photoAbove, photoAboveTrusted } = rule;
  const isGrant = rule.effect.kind === "grant";
  const found: Found[] = [];
  const add = (code: PolicyProblemCode) => found.push({ code, currency: null });
  if (rule.roles.length + rule.departmentIds.length + rule.personIds.length === 0) add("nobody");
  if (rule.roles.includes("department")) add("department_role");
  if (rules.some((other) => coversAll(other, rule))) add("never_counts");
  if (hasEmptyRange(rule)) add("empty_range");
  if (rule.schedules.some(({ from, until }) => until <= from)) add("empty_schedule");
  if (doOverlap(rule.schedules)) add("overlapping_schedules");
  if (!isGrant && hasCaps(rule)) add("caps_without_grant");
  // What refuses or asks caps nothing, so that it needs no currency.
  if (isGrant && Object.keys(perOrder).length === 0) add("no_currency");
  for (const currency of currenciesOf(rule)) {
    if (!isKnownCurrency(currency)) found.push({ code: "unknown_currency", currency });
    // A rule covers only the currencies it caps: any other limit of it would silently do nothing.
    if (isGrant && perOrder[currency] === undefined) found.push({ code: "limit_without_cap", currency });
    if (asksTrustedMore(photoAbove, photoAboveTrusted, currency)) {
      found.push({ code: "trusted_below_untrusted", currency });
    }
  }
  return found;
}

/** Two percents at once would leave in doubt what is meant. */
const doOverlap = (schedules: PolicyRule["schedules"]) =>
  schedules.some((a, index) =>
    schedules.slice(index + 1).some((b) => a.from < b.until && b.from < a.until && a.from < a.until),
  );

/** Of a rule that refuses or asks: limits that nothing is measured by. */
function hasCaps({
  perOrder,
  perDay,
  caps,
  schedules,
  photoAbove,
  photoAboveTrusted,
  auditShare,
}: PolicyRule) {
  const { perRequest, perWeek, perTeamMonth, orderShare, quantity, perCustomer, counts } = caps;
  const amounts = [perOrder, perDay, perRequest, perWeek, perTeamMonth, photoAbove, photoAboveTrusted];
  return (
    amounts.some((each) => Object.keys(each).length > 0) ||
    [orderShare, quantity, perCustomer, ...Object.values(counts)].some((each) => each !== null) ||
    schedules.length > 0 ||
    auditShare > 0
  );
}

const currenciesOf = ({
  perOrder,
  perDay,
  caps,
  when,
  photoAbove,
  photoAboveTrusted,
}: PolicyRule): string[] => [
  ...new Set(
    [
      perOrder,
      perDay,
      caps.perRequest,
      caps.perWeek,
      caps.perTeamMonth,
      caps.perCustomer?.amounts ?? {},
      when.given?.atLeast ?? {},
      when.given?.atMost ?? {},
      photoAbove,
      photoAboveTrusted,
    ].flatMap((each) => Object.keys(each)),
  ),
];

/** A refusal that meets whatever the rule meets: the rule never counts. A refusal speaks of every currency. */
function coversAll(other: PolicyRule, rule: PolicyRule): boolean {
  if (other.id === rule.id || other.remedy !== rule.remedy || other.effect.kind !== "refuse") return false;
  if (rule.effect.kind === "refuse") return false;
  return ["same", "narrower"].includes(shiftOfScope({ ...other, perOrder: rule.perOrder }, rule));
}

interface Range {
  atLeast?: number | null;
  atMost?: number | null;
}

const isUpsideDown = (range: Range | null) =>
  (range?.atLeast ?? 0) > (range?.atMost ?? Number.MAX_SAFE_INTEGER);

function hasEmptyRange({ when }: PolicyRule): boolean {
  const { customerAgeDays, orderAgeDays, claims, given } = when;
  const ofGiven = Object.keys(given?.atLeast ?? {}).map((currency) => ({
    atLeast: given?.atLeast?.[currency],
    atMost: given?.atMost?.[currency],
  }));
  return [customerAgeDays, orderAgeDays, claims, ...ofGiven].some(isUpsideDown);
}

/** Left out means never asked, so naming only the trusted limit asks trusted customers alone. */
function asksTrustedMore(photoAbove: Amounts, photoAboveTrusted: Amounts, currency: string): boolean {
  const trusted = photoAboveTrusted[currency] ?? Number.POSITIVE_INFINITY;
  return trusted < (photoAbove[currency] ?? Number.POSITIVE_INFINITY);
}

export type NamedProblem = Pick<PolicyProblem, "code" | "index" | "currency">;

/** As `policy_problem` carries it: "rule 3: unknown_currency XYZ". Rules are counted from 1. */
export function spellPolicyProblem({ code, index, currency }: NamedProblem): string {
  return `rule ${index + 1}: ${code}${currency === null ? "" : ` ${currency}`}`;
}

/** Null for what is no problem's spelling. */
export function readPolicyProblem(spelled: string): NamedProblem | null {
  const [, number, word, currency = null] = /^rule (\d+): (\w+)(?: (.+))?$/s.exec(spelled) ?? [];
  const code = policyProblemCodes.find((each) => each === word);
  return code === undefined ? null : { code, index: Number(number) - 1, currency };
}
