import type { Headroom } from "../contract/policy.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { evidenceAsk, notAsked } from "./evidence-ask.ts";
import { lacksEvidence } from "./evidence-limit.ts";
import type { AmountlessFacts } from "./facts.ts";
import { limitsOf } from "./limits.ts";

const namedApprovers = 5;

/**
 * What this person may grant now: exactly, so that granting `grantableMinor` succeeds and one minor unit more does not.
 * `refundableMinor` is what nobody may exceed (for a reshipment the goods' worth); `approvers` are names, best first.
 */
export function headroomOf(
  policy: CompiledPolicy,
  facts: AmountlessFacts,
  refundableMinor: number,
  approvers: readonly string[],
): Headroom {
  const limits = limitsOf(policy, facts);
  const day = limits.find((limit) => limit.dimension === "day_budget");
  const most = Math.max(0, refundableMinor);
  return {
    policyVersion: policy.version,
    currency: facts.currency,
    grantableMinor: Math.min(most, ...limits.map((limit) => limit.roomMinor)),
    refundableMinor: most,
    dayLeftMinor: day?.roomMinor ?? null,
    limits,
    // Of all that could be given: below that the limit's room says up to where no photo is needed.
    evidence:
      most === 0 ? notAsked : evidenceAsk(policy, { ...facts, amountMinor: most }, lacksEvidence(facts)),
    approvers: approvers.slice(0, namedApprovers),
  };
}
