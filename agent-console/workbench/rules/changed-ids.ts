import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { findPolicyChanges } from "../../../backend/contract/policy-changes.ts";

/** Rules that are not as they are in force: changed, added or taken away. */
export const changedIds = (before: readonly PolicyRule[], after: readonly PolicyRule[]): Set<string> =>
  new Set(findPolicyChanges(before, after).map(({ ruleId }) => ruleId));
