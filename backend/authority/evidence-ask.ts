import type { EvidenceAsk } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { evidenceLimit, type Lacks, nothingShown } from "./evidence-limit.ts";
import type { DecisionFacts } from "./facts.ts";
import { type Matched, matchClauses } from "./match-clauses.ts";

export const notAsked: EvidenceAsk = { isAsked: false, ofPackaging: false, ruleId: null, isAudit: false };

/**
 * Whether a photo is asked for before this much is given, as if there were none yet. For a shopper's claim the facts are
 * those of the frontline that will answer it: role `agent`, the worth of the claimed lines, nothing used of the day.
 * Where rules exist for verified orders alone, a stated order is asked what those would ask: never less.
 */
export const evidenceAsk = (
  policy: CompiledPolicy,
  facts: DecisionFacts,
  lacks: Lacks = nothingShown,
): EvidenceAsk => askFor(matchClauses(policy, facts), facts, lacks);

export function askFor({ grants }: Matched, facts: DecisionFacts, lacks: Lacks): EvidenceAsk {
  const found = evidenceLimit(grants, facts, lacks);
  const isAbove = (roomMinor: number | null) => roomMinor !== null && facts.amountMinor > roomMinor;
  if (found === null || !isAbove(found.limit.roomMinor)) return notAsked;
  return {
    isAsked: true,
    ofPackaging: isAbove(found.ofPackagingMinor),
    ruleId: found.limit.ruleId,
    isAudit: !isAbove(found.byAmountMinor),
  };
}

export const isPhotoAsked = (policy: CompiledPolicy, facts: DecisionFacts): boolean =>
  evidenceAsk(policy, facts).isAsked;
