import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { type PolicyDraftRow, policyDrafts } from "./release-tables.ts";

/** Refuses `not_found` for a draft of another storefront too. */
export async function lockDraft(
  tx: Transaction,
  draftId: string,
  storefrontId: string | null,
): Promise<PolicyDraftRow> {
  const draft = await tx.lock(policyDrafts, draftId);
  if (draft === null || (storefrontId !== null && draft.storefrontId !== storefrontId))
    refuse("not_found", {});
  return draft;
}

/** The second of two who edit one draft is told who was quicker and when; nothing is overwritten. */
export function ensureDraftRevision(draft: PolicyDraftRow, revision: number): void {
  if (draft.revision !== revision) refuse("changed_meanwhile", { by: draft.savedByName, at: draft.savedAt });
}
