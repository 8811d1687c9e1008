import type { Amounts, PolicyRule } from "./policy.ts";

/** Why a set of rules cannot be published. The console marks them while one edits; the server refuses them. */
export const policyProblemCodes = [
  "duplicate_rule",
  "department_role",
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

export function findPolicyProblems(rules: readonly PolicyRule[]): PolicyProblem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const problems = problemsOf(rule);
    if (seen.has(rule.id)) problems.unshift({ code: "duplicate_rule", currency: null });
    seen.add(rule.id);
    return problems.map((problem) => ({ ...problem, index, ruleId: rule.id }));
  });
}

type Found = Pick<PolicyProblem, "code" | "currency">;

function problemsOf(rule: PolicyRule): Found[] {
  const { perOrder, perDay, photoAbove, photoAboveTrusted } = rule;
  const named = [
    ...new Set([perOrder, perDay, photoAbove, photoAboveTrusted].flatMap((each) => Object.keys(each))),
  ];
  const found: Found[] = [];
  if (rule.roles.includes("department")) found.push({ code: "department_role", currency: null });
  if (Object.keys(perOrder).length === 0) found.push({ code: "no_currency", currency: null });
  for (const currency of named) {
    if (!isKnownCurrency(currency)) found.push({ code: "unknown_currency", currency });
    // A rule covers only the currencies it caps: any other limit of it would silently do nothing.
    if (perOrder[currency] === undefined) found.push({ code: "limit_without_cap", currency });
    if (asksTrustedMore(photoAbove, photoAboveTrusted, currency)) {
      found.push({ code: "trusted_below_untrusted", currency });
    }
  }
  return found;
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
