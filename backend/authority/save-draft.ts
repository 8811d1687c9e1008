import { policyCommands } from "../contract/commands/policies.ts";
import { topic } from "../contract/sockets.ts";
import { isPerson } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { ensureDraftRevision, lockDraft } from "./lock-draft.ts";
import { policyDrafts } from "./release-tables.ts";

const { input, who } = policyCommands["policy.save-draft"];

const mostDrafts = 50;

export const saveDraft = defineCommand({
  name: "policy.save-draft",
  who,
  input,
  async load(tx, { storefrontId, draftId }) {
    if (draftId !== null) return { draft: await lockDraft(tx, draftId, storefrontId), drafts: 0 };
    if ((await tx.lock(storefronts, storefrontId)) === null) refuse("not_found", {});
    return { draft: null, drafts: await tx.count(policyDrafts, { storefrontId }) };
  },
  decide({ draft, drafts }, { storefrontId, revision, name, note, basedOn, rules }, actor, { now, newId }) {
    const saved = {
      name,
      note,
      basedOn: basedOn ?? draft?.basedOn ?? 0,
      rules,
      savedAt: now,
      savedById: isPerson(actor) ? actor.personId : null,
      savedByName: isPerson(actor) ? actor.name : "",
    };
    const tell = [toStaff(topic.policy(storefrontId))];
    if (draft !== null) {
      ensureDraftRevision(draft, revision);
      const next = draft.revision + 1;
      return {
        answer: { draftId: draft.id, revision: next },
        writes: [update(policyDrafts, { id: draft.id }, { ...saved, revision: next })],
        tell,
      };
    }
    if (drafts >= mostDrafts) refuse("too_many_drafts", { limit: mostDrafts });
    const row = { id: newId(), storefrontId, revision: 1, ...saved };
    return { answer: { draftId: row.id, revision: 1 }, writes: [insert(policyDrafts, row)], tell };
  },
});
