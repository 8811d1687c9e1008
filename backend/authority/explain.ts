import type { Approver, Explanation } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { chainOf, judge } from "./decide.ts";
import { evidenceAsk } from "./evidence-ask.ts";
import { lacksEvidence } from "./evidence-limit.ts";
import type { DecisionFacts } from "./facts.ts";
import { limitsFrom } from "./limits.ts";
import { matchClauses } from "./match-clauses.ts";

/** What approvers are called; the rules know ids alone. */
export type NameOf = (approver: Approver) => string;

/** The answer with all its reasons: what stands in the way first, then by room. Pure. */
export function explain(
  policy: CompiledPolicy,
  facts: DecisionFacts,
  nameOf: NameOf = () => "",
): Explanation {
  const { answer } = judge(policy, facts);
  const matched = matchClauses(policy, facts);
  const limits = limitsFrom(matched, facts).map((limit) => ({
    ...limit,
    isInTheWay: limit.roomMinor < facts.amountMinor,
  }));
  return {
    policyVersion: policy.version,
    answer,
    currency: facts.currency,
    amountMinor: facts.amountMinor,
    limits,
    evidence: evidenceAsk(policy, facts, lacksEvidence(facts)),
    chain: answer === "approval" ? chainOf(matched).map((each) => ({ ...each, name: nameOf(each) })) : [],
  };
}
