import { policyCommands } from "../contract/commands/policies.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { lockRelease, releaseWrites } from "./releases.ts";

const { input, who } = policyCommands["policy.dismiss"];

export const dismissProposal = defineCommand({
  name: "policy.dismiss",
  who,
  input,
  load: (tx, { storefrontId }) => lockRelease(tx, storefrontId),
  decide({ release }, { proposalId }, actor, { now, newId }) {
    const { proposal } = release;
    if (proposal === null || proposal.id !== proposalId)
      refuse("changed_meanwhile", { by: release.changedByName, at: release.changedAt });
    const of =
      proposal.kind === "release"
        ? { stage: proposal.stage, version: proposal.version }
        : { stage: null, version: null };
    const event = { kind: "dismissed", ...of } as const;
    return {
      answer: {},
      writes: releaseWrites({ before: release, after: release, event, actor, now, newId }),
      tell: [toStaff(topic.policy(release.id))],
    };
  },
});
