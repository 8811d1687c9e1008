import type { HeadroomLimit } from "../contract/policy.ts";
import type { Clause, CompiledPolicy } from "./compile-policy.ts";
import type { AmountlessFacts } from "./facts.ts";

/** The lowest of what the clauses say in one dimension; of equals the first. Null where none sets a limit. */
function tightest(
  dimension: HeadroomLimit["dimension"],
  clauses: readonly Clause[],
  limitOf: (clause: Clause) => number | null,
  usedMinor: number,
): HeadroomLimit | null {
  let found: HeadroomLimit | null = null;
  for (const clause of clauses) {
    const limitMinor = limitOf(clause);
    if (limitMinor === null || (found?.limitMinor != null && found.limitMinor <= limitMinor)) continue;
    const roomMinor = Math.max(0, limitMinor - usedMinor);
    found = { dimension, ruleId: clause.ruleId, limitMinor, used: usedMinor, roomMinor, sentence: null };
  }
  return found;
}

/** What may be given without a photo, whether or not there is one; null where no rule ever asks. */
export function evidenceLimit(clauses: readonly Clause[], facts: AmountlessFacts): HeadroomLimit | null {
  return tightest(
    "evidence",
    clauses,
    (clause) => (facts.isTrusted ? clause.photoAboveTrustedMinor : clause.photoAboveMinor),
    facts.orderGrantedMinor,
  );
}

/** What the rules say here, and whether only of orders that the shop vouches for while this one is merely stated. */
export function clausesOf(policy: CompiledPolicy, facts: AmountlessFacts) {
  const matching = policy.clausesFor(facts.role, facts);
  if (matching.length > 0 || facts.assurance === "verified") return { clauses: matching, isUnvouched: false };
  const clauses = policy.clausesFor(facts.role, { ...facts, assurance: "verified" });
  return { clauses, isUnvouched: clauses.length > 0 };
}

/**
 * Every limit that bears on a request, tightest first; never empty. What no rule covers is a limit with no room at all.
 * An amount may be granted when, and only when, it is within the room of each.
 */
export function limitsOf(policy: CompiledPolicy, facts: AmountlessFacts): HeadroomLimit[] {
  const { clauses, isUnvouched } = clausesOf(policy, facts);
  const [first] = clauses;
  if (first === undefined)
    return [{ dimension: "no_rule", ruleId: null, limitMinor: null, used: 0, roomMinor: 0, sentence: null }];
  if (isUnvouched)
    return [
      {
        dimension: "assurance",
        ruleId: first.ruleId,
        limitMinor: null,
        used: 0,
        roomMinor: 0,
        sentence: null,
      },
    ];
  const found = [
    tightest("order_cap", clauses, (clause) => clause.perOrderMinor, facts.orderGrantedMinor),
    tightest("day_budget", clauses, (clause) => clause.perDayMinor, facts.dayUsedMinor),
    facts.photoCount === 0 ? evidenceLimit(clauses, facts) : null,
  ];
  return found.filter((limit) => limit !== null).sort((a, b) => a.roomMinor - b.roomMinor);
}
