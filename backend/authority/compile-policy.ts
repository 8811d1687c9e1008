import { createMongoAbility, type MongoAbility, type RawRuleOf } from "@casl/ability";
import type { PolicyRule } from "../contract/policy.ts";
import { assurances, claimReasons, type Role } from "../contract/vocabulary.ts";
import { type GrantSubject, type Scope, scopeName } from "./facts.ts";

/** What one rule says in one currency; null for the limits that it does not set. */
export interface Clause {
  ruleId: string;
  perOrderMinor: number;
  perDayMinor: number | null;
  photoAboveMinor: number | null;
  photoAboveTrustedMinor: number | null;
}

type GrantAbility = MongoAbility<["grant", string]>;
export type GrantRule = RawRuleOf<GrantAbility>;

/** A version's rules, ready to be asked. Made once per version and kept. */
export interface CompiledPolicy {
  version: number;
  /** Of all rules that match this scope, in the policy's order. */
  clausesFor(role: Role, scope: Scope): readonly Clause[];
  /** CASL's answer. Takes nothing but a complete subject: to a bare type CASL answers yes in spite of every limit. */
  isGranted(subject: GrantSubject): boolean;
  /** What CASL is asked with for this role, as it can be packed and sent to a console. */
  caslRulesFor(role: Role): readonly GrantRule[];
}

type Clauses = ReadonlyMap<string, readonly Clause[]>;
const none: readonly Clause[] = [];

/** CASL finds a subject's rules by the name of its scope. */
export const detectSubjectType = (subject: unknown): string => (subject as GrantSubject).scope;

/** Indexed by role and scope, so that a decision walks the few rules that match it and not all 200. */
export function compilePolicy(version: number, rules: readonly PolicyRule[]): CompiledPolicy {
  const byRole = new Map<Role, Map<string, Clause[]>>();
  for (const rule of rules) {
    for (const role of new Set(rule.roles)) {
      const clauses = byRole.get(role) ?? new Map<string, Clause[]>();
      byRole.set(role, clauses);
      addRule(clauses, rule);
    }
  }
  const clausesOf = (role: Role): Clauses => byRole.get(role) ?? new Map();
  const abilities = new Map<Role, GrantAbility>();
  const abilityFor = (role: Role): GrantAbility => {
    const known = abilities.get(role);
    if (known !== undefined) return known;
    const ability = createMongoAbility<GrantAbility>(toCasl(clausesOf(role)), { detectSubjectType });
    abilities.set(role, ability);
    return ability;
  };
  return {
    version,
    clausesFor: (role, scope) => clausesOf(role).get(scopeName(scope)) ?? none,
    // CASL's types know of bare types and of classes; a subject that names its type is neither.
    isGranted: (subject) => abilityFor(subject.role).can("grant", subject as unknown as string),
    caslRulesFor: (role) => abilityFor(role).rules,
  };
}

function addRule(clauses: Map<string, Clause[]>, rule: PolicyRule): void {
  const { remedy, perOrder, perDay, photoAbove, photoAboveTrusted } = rule;
  for (const [currency, perOrderMinor] of Object.entries(perOrder)) {
    const clause: Clause = {
      ruleId: rule.id,
      perOrderMinor,
      perDayMinor: perDay[currency] ?? null,
      photoAboveMinor: photoAbove[currency] ?? null,
      photoAboveTrustedMinor: photoAboveTrusted[currency] ?? null,
    };
    for (const reason of rule.reasons.length === 0 ? claimReasons : new Set(rule.reasons)) {
      for (const assurance of rule.verifiedOrderOnly ? (["verified"] as const) : assurances) {
        const name = scopeName({ remedy, currency, reason, assurance });
        const found = clauses.get(name);
        if (found === undefined) clauses.set(name, [clause]);
        else found.push(clause);
      }
    }
  }
}

/**
 * CASL unites its rules, so that of two caps the wider would win, and lets a later rule override an earlier one. So the
 * scopes come first as `can`, and every limit after all of them as a `cannot` above it. Of limits that differ in nothing
 * but their height only the lowest can ever answer; the others are left out.
 */
function toCasl(clauses: Clauses): GrantRule[] {
  const scopes = [...clauses.keys()].map((scope): GrantRule => ({ action: "grant", subject: scope }));
  const limits = [...clauses].flatMap(([scope, ofScope]) =>
    excessesOf(ofScope).map(
      (conditions): GrantRule => ({ action: "grant", subject: scope, inverted: true, conditions }),
    ),
  );
  return [...scopes, ...limits];
}

type Conditions = Partial<Record<keyof GrantSubject, unknown>>;

function excessesOf(clauses: readonly Clause[]): Conditions[] {
  const above = (limitOf: (clause: Clause) => number | null, conditionsOf: (over: object) => Conditions) => {
    const limits = clauses.map(limitOf).filter((limit) => limit !== null);
    return limits.length === 0 ? [] : [conditionsOf({ $gt: Math.min(...limits) })];
  };
  const unseen = (isTrusted: boolean) => (over: object) => ({
    photoCount: 0,
    isTrusted,
    orderTotalMinor: over,
  });
  return [
    ...above(
      (clause) => clause.perOrderMinor,
      (over) => ({ orderTotalMinor: over }),
    ),
    ...above(
      (clause) => clause.perDayMinor,
      (over) => ({ dayTotalMinor: over }),
    ),
    ...above((clause) => clause.photoAboveMinor, unseen(false)),
    ...above((clause) => clause.photoAboveTrustedMinor, unseen(true)),
  ];
}
