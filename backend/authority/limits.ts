import type { Limit, LimitDimension } from "../contract/policy.ts";
import { type Clause, everything, percentAt, roomUnder, scaled } from "./clauses.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { evidenceLimit, lacksEvidence } from "./evidence-limit.ts";
import type { AmountlessFacts } from "./facts.ts";
import { type Matched, matchClauses } from "./match-clauses.ts";

/** What is nobody's to give, whatever the amount. */
const bar = (dimension: LimitDimension, ruleId: string | null, sentence: string | null = null): Limit => ({
  dimension,
  ruleId,
  limitMinor: null,
  used: 0,
  roomMinor: 0,
  sentence,
});

/** The tightest of each dimension; of equals the lower, then the first. */
function capLimits(clauses: readonly Clause[], facts: AmountlessFacts): Limit[] {
  const found: Limit[] = [];
  for (const clause of clauses) {
    const percent = clause.schedules.length === 0 ? 100 : percentAt(clause, facts.at);
    for (const cap of clause.caps) {
      const { dimension } = cap;
      const limit = cap.counts === "money" ? scaled(cap.limit, percent) : cap.limit;
      const used = cap.used(facts);
      const roomMinor = roomUnder(cap, limit, used, facts);
      let index = 0;
      while (index < found.length && found[index]?.dimension !== dimension) index += 1;
      const before = found[index];
      const isTighter =
        before === undefined ||
        roomMinor < before.roomMinor ||
        (roomMinor === before.roomMinor && limit < (before.limitMinor ?? everything));
      if (isTighter) {
        found[index] = {
          dimension,
          ruleId: clause.ruleId,
          limitMinor: limit,
          used,
          roomMinor,
          sentence: null,
        };
      }
    }
  }
  return found;
}

const firsts: readonly LimitDimension[] = ["refusal", "approval"];
const rank = ({ dimension }: Limit) => (firsts.indexOf(dimension) + firsts.length + 1) % (firsts.length + 1);

/**
 * Every limit that bears on a request, tightest first; never empty. What no rule covers is a limit with no room at all.
 * An amount may be granted when, and only when, it is within the room of each.
 */
export function limitsOf(policy: CompiledPolicy, facts: AmountlessFacts): Limit[] {
  return limitsFrom(matchClauses(policy, facts), facts);
}

export function limitsFrom(matched: Matched, facts: AmountlessFacts): Limit[] {
  const { grants, approvals, refusals, isUnvouched } = matched;
  const found: Limit[] = [];
  for (const { ruleId, effect } of refusals) {
    if (effect.kind === "refuse") found.push(bar("refusal", ruleId, effect.sentence));
  }
  for (const { ruleId } of approvals) found.push(bar("approval", ruleId));
  const [first] = grants;
  if (first === undefined) {
    // An approval that a rule asks for needs no other rule to be asked for.
    if (found.length === 0) found.push(bar("no_rule", null));
    return found;
  }
  if (isUnvouched) {
    found.push(bar("assurance", first.ruleId));
    return found;
  }
  found.push(...capLimits(grants, facts));
  const evidence = evidenceLimit(grants, facts, lacksEvidence(facts));
  if (evidence !== null) found.push(evidence.limit);
  return found.sort((a, b) => a.roomMinor - b.roomMinor || rank(a) - rank(b));
}
