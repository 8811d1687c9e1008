import { createMongoAbility } from "@casl/ability";
import { detectSubjectType, type GrantSubject } from "../contract/grant-subject.ts";
import type { Approver, PolicyRule } from "../contract/policy.ts";
import { claimReasons } from "../contract/vocabulary.ts";
import { type Clause, clauseOf } from "./clauses.ts";
import { type Granter, type Scope, scopeName } from "./facts.ts";
import type { GrantAbility, GrantRule } from "./grant-rule.ts";
import { toCasl } from "./to-casl.ts";

/** A version's rules, ready to be asked. Made once per version and kept. */
export interface CompiledPolicy {
  version: number;
  /** Whom its rules name to approve. */
  approvers: readonly Approver[];
  /** What the rules say to this person of this scope, in the policy's order; their conditions are not looked at yet. */
  clausesFor(granter: Granter, scope: Scope): readonly Clause[];
  /** CASL's answer. Takes nothing but a complete subject: to a bare type CASL answers yes in spite of every limit. */
  isGranted(granter: Granter, subject: GrantSubject): boolean;
  /** What CASL is asked with for this person, as it can be packed and sent to a console. */
  caslRulesFor(granter: Granter): readonly GrantRule[];
}

/** All that the policy says to those whom the same rules name. */
interface Profile {
  clauses: ReadonlyMap<string, readonly Clause[]>;
  ability: () => GrantAbility;
}

const none: readonly Clause[] = [];
/** Stands for a currency that no rule names. */
const any = "*";

/** Indexed by who and scope, so that a decision walks the few rules that may match it and not all 200. */
export function compilePolicy(version: number, rules: readonly PolicyRule[]): CompiledPolicy {
  const namedDepartments = new Set(rules.flatMap((rule) => rule.departmentIds));
  const namedPeople = new Set(rules.flatMap((rule) => rule.personIds));
  const currencies = [...new Set(rules.flatMap(currenciesOf))];
  const profiles = new Map<string, Profile>();

  function profileOf(granter: Granter): Profile {
    const { role, departmentIds, personId } = granter;
    let key: string = role;
    if (namedDepartments.size > 0) {
      key += `|${departmentIds.filter((each) => namedDepartments.has(each)).sort()}`;
    }
    if (namedPeople.has(personId)) key += `|${personId}`;
    const known = profiles.get(key);
    if (known !== undefined) return known;
    const profile = makeProfile(
      rules.filter((rule) => isNamed(rule, granter)),
      currencies,
    );
    profiles.set(key, profile);
    return profile;
  }

  return {
    version,
    approvers: rules.flatMap(({ effect }) => (effect.kind === "approval" ? effect.chain : [])),
    clausesFor(granter, scope) {
      const { clauses } = profileOf(granter);
      return clauses.get(scopeName(scope)) ?? clauses.get(scopeName({ ...scope, currency: any })) ?? none;
    },
    // CASL's types know of bare types and of classes; a subject that names its type is neither.
    isGranted: (granter, subject) =>
      profileOf(granter)
        .ability()
        .can("grant", subject as unknown as string),
    caslRulesFor: (granter) => profileOf(granter).ability().rules,
  };
}

/** A refusal may look at a currency that no rule covers. */
const currenciesOf = ({ perOrder, when: { given } }: PolicyRule): string[] =>
  [perOrder, given?.atLeast ?? {}, given?.atMost ?? {}].flatMap((amounts) => Object.keys(amounts));

function isNamed(rule: PolicyRule, { role, departmentIds, personId }: Granter): boolean {
  return (
    rule.roles.includes(role) ||
    rule.personIds.includes(personId) ||
    rule.departmentIds.some((each) => departmentIds.includes(each))
  );
}

function makeProfile(rules: readonly PolicyRule[], currencies: readonly string[]): Profile {
  const said = rules.flatMap((rule) => {
    const reasons = rule.reasons.length === 0 ? claimReasons : [...new Set(rule.reasons)];
    // A rule that grants nothing caps nothing either, so that it speaks of every currency.
    const covered = rule.effect.kind === "grant" ? Object.keys(rule.perOrder) : [...currencies, any];
    return covered.flatMap((currency) => {
      const clause = clauseOf(rule, currency);
      const { remedy } = rule;
      const scopes = reasons.map((reason) => scopeName({ remedy, currency, reason }));
      return clause === null ? [] : [{ clause, scopes }];
    });
  });
  const clauses = new Map<string, Clause[]>();
  for (const { clause, scopes } of said) {
    for (const scope of scopes) {
      const found = clauses.get(scope);
      if (found === undefined) clauses.set(scope, [clause]);
      else found.push(clause);
    }
  }
  let ability: GrantAbility | null = null;
  return {
    clauses,
    ability: () => {
      ability ??= createMongoAbility<GrantAbility>(toCasl(said), { detectSubjectType });
      return ability;
    },
  };
}
