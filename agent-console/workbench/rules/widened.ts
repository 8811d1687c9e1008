import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { findPolicyChanges, type PolicyChange } from "../../../backend/contract/policy-changes.ts";

/** The part of a rule's sentence that a change stands in. */
function phraseOf(change: PolicyChange): string[] {
  switch (change.kind) {
    case "limit":
      return [change.limit];
    case "condition":
      if (change.condition === "customerAgeDays") return ["customerSince", "customerNewer"];
      if (change.condition === "orderAgeDays") return ["orderOlder", "orderNewer"];
      return [change.condition];
    case "verified_only":
      return ["verifiedOrderOnly"];
    case "packaging_photo":
      return ["packagingPhoto"];
    case "schedule":
      return ["schedule"];
    case "rule_added":
    case "rule_removed":
      return ["rule"];
    default:
      return ["head"];
  }
}

/** By rule, the phrases in which the draft may let somebody give more than the live version does. */
export function widenedPhrases(
  before: readonly PolicyRule[],
  after: readonly PolicyRule[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const widened = new Map<string, Set<string>>();
  for (const change of findPolicyChanges(before, after)) {
    if (!change.isWidening) continue;
    const phrases = widened.get(change.ruleId) ?? new Set();
    for (const phrase of phraseOf(change)) phrases.add(phrase);
    widened.set(change.ruleId, phrases);
  }
  return widened;
}
