import { type Clause, isGiving, isMatching } from "./clauses.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { AmountlessFacts } from "./facts.ts";

/** The rules that are about this very request, by what they say of it. */
export interface Matched {
  /** Those that give it, with those that limit a part of it; none where nothing gives it. */
  grants: readonly Clause[];
  approvals: readonly Clause[];
  refusals: readonly Clause[];
  /** The grants are only for orders that the shop vouches for, while this one is merely stated. */
  isUnvouched: boolean;
}

const none: readonly Clause[] = [];

export function matchClauses(policy: CompiledPolicy, facts: AmountlessFacts): Matched {
  const grants: Clause[] = [];
  const stops: Clause[] = [];
  const said = policy.clausesFor(facts, facts);
  for (const clause of said) {
    if (!isMatching(clause, facts)) continue;
    if (clause.effect.kind === "grant") grants.push(clause);
    else stops.push(clause);
  }
  const of = (kind: Clause["effect"]["kind"]) =>
    stops.length === 0 ? none : stops.filter((clause) => clause.effect.kind === kind);
  const isGiven = grants.some((clause) => isGiving(clause, facts));
  const matched = {
    grants: isGiven ? grants : none,
    approvals: of("approval"),
    refusals: of("refuse"),
    isUnvouched: false,
  };
  if (isGiven || facts.assurance === "verified") return matched;
  const vouched = { ...facts, assurance: "verified" as const };
  const ifVerified = said.filter((clause) => clause.effect.kind === "grant" && isMatching(clause, vouched));
  return !ifVerified.some((clause) => isGiving(clause, vouched))
    ? matched
    : { ...matched, grants: ifVerified, isUnvouched: true };
}

/** Whether a rule says no, which it does of any amount: what is refused is refused before an amount is known. */
export const isRefused = (policy: CompiledPolicy, facts: AmountlessFacts): boolean =>
  matchClauses(policy, facts).refusals.length > 0;
