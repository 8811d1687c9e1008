import type { Obstacle } from "../contract/entries.ts";
import type { Approver } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { type DecisionFacts, subjectOf } from "./facts.ts";
import { limitsOf } from "./limits.ts";

/**
 * Granted at once; or to be approved by the chain because of these limits, tightest first, never empty; or refused by a
 * rule, which nobody lifts.
 */
export type Verdict =
  | { answer: "grant" }
  | { answer: "approval"; obstacles: Obstacle[]; chain: Approver[] }
  | { answer: "refuse"; ruleId: string; sentence: string; obstacles: Obstacle[] };

const granted: Verdict = { answer: "grant" };

/** CASL answers; the limits say why not. Pure. Throws on incomplete facts. */
export function decideRemedy(policy: CompiledPolicy, facts: DecisionFacts): Verdict {
  if (policy.isGranted(subjectOf(facts))) return granted;
  const obstacles = limitsOf(policy, facts).filter((limit) => limit.roomMinor < facts.amountMinor);
  if (obstacles.length === 0) throw new Error("a remedy was refused for which no limit stands in the way");
  return { answer: "approval", obstacles, chain: [{ kind: "role", role: "supervisor" }] };
}
