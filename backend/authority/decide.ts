import type { Obstacle } from "../contract/entries.ts";
import type { Approver } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { ensureComplete } from "./complete-facts.ts";
import type { DecisionFacts } from "./facts.ts";
import { limitsFrom } from "./limits.ts";
import { type Matched, matchClauses } from "./match-clauses.ts";
import { subjectOf } from "./subject.ts";

/**
 * Granted at once; or to be approved by the chain, one after the other, because of these limits, tightest first, never
 * empty; or refused by a rule, which nobody lifts.
 */
export type Verdict =
  | { answer: "grant" }
  | { answer: "approval"; obstacles: Obstacle[]; chain: Approver[] }
  | { answer: "refuse"; ruleId: string; sentence: string; obstacles: Obstacle[] };

const granted: Verdict = { answer: "grant" };

/** Of what no rule names approvers for. */
const anySupervisor: Approver = { kind: "role", role: "supervisor" };

/** Of every rule that asks for an approval, in the policy's order; who is asked twice answers once. */
export function chainOf({ approvals }: Matched): Approver[] {
  const named = approvals.flatMap(({ effect }) => (effect.kind === "approval" ? effect.chain : []));
  const seen = new Map(named.map((approver) => [JSON.stringify(approver), approver]));
  return seen.size === 0 ? [anySupervisor] : [...seen.values()];
}

/**
 * By the limits alone: what replays ask, a hundred thousand times. Pure. Throws on incomplete facts.
 */
export function judge(policy: CompiledPolicy, facts: DecisionFacts): Verdict {
  ensureComplete(facts);
  const matched = matchClauses(policy, facts);
  const obstacles = limitsFrom(matched, facts).filter((limit) => limit.roomMinor < facts.amountMinor);
  if (obstacles.length === 0) return granted;
  const [refusal] = matched.refusals;
  if (refusal !== undefined && refusal.effect.kind === "refuse") {
    return { answer: "refuse", ruleId: refusal.ruleId, sentence: refusal.effect.sentence, obstacles };
  }
  return { answer: "approval", obstacles, chain: chainOf(matched) };
}

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
