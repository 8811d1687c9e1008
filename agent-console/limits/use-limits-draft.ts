import { useState } from "react";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { PolicyVersion } from "../../backend/contract/queries/office.ts";
import type { LimitsDraft } from "./limits-draft.ts";

/** What one is changing. When somebody else publishes meanwhile it is kept, and it is said. */
export function useLimitsDraft(inForce: PolicyVersion) {
  const [draft, setDraft] = useState<LimitsDraft | null>(null);
  return {
    draft,
    isOvertaken: draft !== null && draft.basedOn !== inForce.version,
    change: (rules: PolicyRule[]) => setDraft({ basedOn: draft?.basedOn ?? inForce.version, rules }),
    discard: () => setDraft(null),
    /** Knowingly on top of what the other has published. */
    rebase: () => setDraft(draft === null ? null : { ...draft, basedOn: inForce.version }),
  };
}
