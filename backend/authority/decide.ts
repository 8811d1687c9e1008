import type { CompiledPolicy } from "./compile-policy.ts";
import type { DecisionFacts } from "./facts.ts";
import { subjectOf } from "./subject.ts";
import { type Verdict, weigh } from "./weigh.ts";

export type { Verdict } from "./weigh.ts";

/** By the limits alone: what replays ask, a hundred thousand times. Pure. Throws on incomplete facts. */
export const judge = (policy: CompiledPolicy, facts: DecisionFacts): Verdict => weigh(policy, facts).verdict;

/**
 * The server's answer. The limits give it with its reasons, and nothing is granted to which CASL, which the console asks,
 * does not agree: two who count differently are a fault, and the money stays. Pure. Throws on incomplete facts.
 */
export function decideRemedy(policy: CompiledPolicy, facts: DecisionFacts): Verdict {
  const verdict = judge(policy, facts);
  if (verdict.answer === "grant" && !policy.isGranted(facts, subjectOf(policy, facts))) {
    throw new Error(`policy ${policy.version} grants by its limits what its rules do not`);
  }
  return verdict;
}
