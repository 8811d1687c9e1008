import { policyCommands } from "../contract/commands/policies.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { remove } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { ensureDraftRevision, lockDraft } from "./lock-draft.ts";
import { policyDrafts } from "./release-tables.ts";

const { input, who } = policyCommands["policy.discard-draft"];

export const discardDraft = defineCommand({
  name: "policy.discard-draft",
  who,
  input,
  load: (tx, { draftId }) => lockDraft(tx, draftId, null),
  decide(draft, { revision }) {
    ensureDraftRevision(draft, revision);
    return {
      answer: {},
      writes: [remove(policyDrafts, { id: draft.id })],
      tell: [toStaff(topic.policy(draft.storefrontId))],
    };
  },
});
