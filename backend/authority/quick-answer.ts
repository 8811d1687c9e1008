import { percentAt, roomUnder, scaled } from "./clauses.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { evidenceLimit, lacksEvidence } from "./evidence-limit.ts";
import type { DecisionFacts } from "./facts.ts";
import { type Matched, matchClauses } from "./match-clauses.ts";
import type { Verdict } from "./weigh.ts";
import { chainOf } from "./weigh.ts";

export interface QuickAnswer {
  answer: Verdict["answer"];
  /** Of the chain of approval; 0 where nobody is asked. */
  steps: number;
}

const granted: QuickAnswer = { answer: "grant", steps: 0 };
const refused: QuickAnswer = { answer: "refuse", steps: 0 };

/**
 * What `judge` answers, without its reasons: for replays, which ask a hundred thousand times and explain nothing. By the
 * same clauses and the same room under each cap, but no limit is written down. The facts must be complete: they are
 * checked once, where they are read. A property test holds the two together.
 */
export function quickAnswer(policy: CompiledPolicy, facts: DecisionFacts): QuickAnswer {
  const matched = matchClauses(policy, facts);
  if (isWithinAll(matched, facts)) return granted;
  return matched.refusals.length > 0 ? refused : { answer: "approval", steps: chainOf(matched).length };
}

function isWithinAll({ grants, approvals, refusals, isUnvouched }: Matched, facts: DecisionFacts): boolean {
  if (grants.length === 0 || isUnvouched || approvals.length > 0 || refusals.length > 0) return false;
  for (const clause of grants) {
    const percent = clause.schedules.length === 0 ? 100 : percentAt(clause, facts.at);
    for (const cap of clause.caps) {
      const limit = cap.counts === "money" ? scaled(cap.limit, percent) : cap.limit;
      if (roomUnder(cap, limit, cap.used(facts), facts) < facts.amountMinor) return false;
    }
  }
  const evidence = evidenceLimit(grants, facts, lacksEvidence(facts));
  return evidence === null || evidence.limit.roomMinor >= facts.amountMinor;
}
