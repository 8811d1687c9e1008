import type { Obstacle } from "../contract/entries.ts";
import type { Approver, Limit } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { ensureComplete } from "./complete-facts.ts";
import type { DecisionFacts } from "./facts.ts";
import { limitsFrom } from "./limits.ts";
import { type Matched, matchClauses } from "./match-clauses.ts";

/**
 * Granted at once; or to be approved by the chain, one after the other, because of these limits, tightest first, never
 * empty; or refused by a rule, which nobody lifts.
 */
export type Verdict =
  | { answer: "grant" }
  | { answer: "approval"; obstacles: Obstacle[]; chain: Approver[] }
  | { answer: "refuse"; ruleId: string; sentence: string; obstacles: Obstacle[] };

export interface Weighed {
  verdict: Verdict;
  matched: Matched;
  /** Every limit that bears on it. */
  limits: Limit[];
}

const granted: Verdict = { answer: "grant" };

/** Of what no rule names approvers for. */
const anySupervisor: Approver = { kind: "role", role: "supervisor" };

/** Of every rule that asks for an approval, in the policy's order; who is asked twice answers once. */
export function chainOf({ approvals }: Matched): Approver[] {
  const named = approvals.flatMap(({ effect }) => (effect.kind === "approval" ? effect.chain : []));
  const seen = new Map(named.map((approver) => [JSON.stringify(approver), approver]));
  return seen.size === 0 ? [anySupervisor] : [...seen.values()];
}

function verdictOf(matched: Matched, limits: readonly Limit[], amountMinor: number): Verdict {
  const obstacles = limits.filter((limit) => limit.roomMinor < amountMinor);
  if (obstacles.length === 0) return granted;
  const [refusal] = matched.refusals;
  if (refusal !== undefined && refusal.effect.kind === "refuse") {
    return { answer: "refuse", ruleId: refusal.ruleId, sentence: refusal.effect.sentence, obstacles };
  }
  return { answer: "approval", obstacles, chain: chainOf(matched) };
}

/** Pure. Throws on incomplete facts. */
export function weigh(policy: CompiledPolicy, facts: DecisionFacts): Weighed {
  ensureComplete(facts);
  const matched = matchClauses(policy, facts);
  const limits = limitsFrom(matched, facts);
  return { verdict: verdictOf(matched, limits, facts.amountMinor), matched, limits };
}
