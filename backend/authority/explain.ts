import type { Approver, Explanation } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { askFor } from "./evidence-ask.ts";
import { lacksEvidence } from "./evidence-limit.ts";
import type { DecisionFacts } from "./facts.ts";
import { weigh } from "./weigh.ts";

/** What approvers are called; the rules know ids alone. */
export type NameOf = (approver: Approver) => string;

/** The answer with all its reasons: what stands in the way first, then by room. Pure. */
export function explain(
  policy: CompiledPolicy,
  facts: DecisionFacts,
  nameOf: NameOf = () => "",
): Explanation {
  const { verdict, matched, limits } = weigh(policy, facts);
  const chain = verdict.answer === "approval" ? verdict.chain : [];
  return {
    policyVersion: policy.version,
    answer: verdict.answer,
    currency: facts.currency,
    amountMinor: facts.amountMinor,
    limits: limits.map((limit) => ({ ...limit, isInTheWay: limit.roomMinor < facts.amountMinor })),
    evidence: askFor(matched, facts, lacksEvidence(facts)),
    chain: chain.map((each) => ({ ...each, name: nameOf(each) })),
  };
}
