import type { ShadowAnswer } from "../contract/queries/policies.ts";
import { insert, type Write } from "../core/database/writes.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { judge, type Verdict } from "./decide.ts";
import type { DecisionFacts } from "./facts.ts";
import { type ShadowDecisionRow, shadowDecisions } from "./release-tables.ts";

const freedom: Record<ShadowAnswer, number> = { refuse: 0, approval: 1, grant: 2 };

function differenceOf(counted: Verdict, shadow: Verdict): ShadowDecisionRow["differs"] {
  const more = freedom[shadow.answer] - freedom[counted.answer];
  return more === 0 ? "same" : more > 0 ? "looser" : "tighter";
}

/** The shadow's verdict on the same facts, for the same commit. */
export function shadowWrites(
  shadow: CompiledPolicy | null,
  decision: { id: string; facts: DecisionFacts; verdict: Verdict; at: number },
): Write[] {
  if (shadow === null) return [];
  const { id, facts, at } = decision;
  const verdict = judge(shadow, facts);
  const { storefrontId } = facts;
  const differs = differenceOf(decision.verdict, verdict);
  return [insert(shadowDecisions, { id, storefrontId, version: shadow.version, verdict, differs, at })];
}
