import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { PolicyDraft, Workbench } from "../../../backend/contract/queries/policies.ts";

/** What one has open: a saved draft with what was changed since, or changes that were never saved. */
export interface OpenDraft {
  draftId: string | null;
  revision: number;
  name: string;
  note: string;
  basedOn: number;
  rules: PolicyRule[];
  /** As it was last saved or begun; what differs from it is not saved. */
  saved: Pick<PolicyDraft, "name" | "rules" | "basedOn">;
}

export const openSaved = (draft: PolicyDraft): OpenDraft => ({
  draftId: draft.draftId,
  revision: draft.revision,
  name: draft.name,
  note: draft.note,
  basedOn: draft.basedOn,
  rules: draft.rules,
  saved: draft,
});

export const begin = (name: string, basedOn: number, live: PolicyRule[], rules: PolicyRule[]): OpenDraft => ({
  draftId: null,
  revision: 0,
  name,
  note: "",
  basedOn,
  rules,
  saved: { name, rules: live, basedOn },
});

export const isDirty = ({ draftId, name, rules, basedOn, saved }: OpenDraft) =>
  draftId === null || name !== saved.name || rules !== saved.rules || basedOn !== saved.basedOn;

/** How an open draft stands to what others have done meanwhile. */
export type Standing =
  | { kind: "fine" }
  /** Somebody else has saved it since: `theirs` is what it says now. */
  | { kind: "saved_by_other"; theirs: PolicyDraft }
  /** Somebody else has thrown it away, or released it. */
  | { kind: "gone" }
  /** Another version is live than the one that its changes were held against. */
  | { kind: "overtaken" };

export function standingOf(open: OpenDraft, bench: Pick<Workbench, "drafts" | "live">): Standing {
  const theirs = bench.drafts.find(({ draftId }) => draftId === open.draftId);
  if (theirs !== undefined && theirs.revision > open.revision) return { kind: "saved_by_other", theirs };
  if (open.draftId !== null && theirs === undefined) return { kind: "gone" };
  return open.basedOn === bench.live.version ? { kind: "fine" } : { kind: "overtaken" };
}
