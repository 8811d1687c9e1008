import { policyCommands } from "../contract/commands/policies.ts";
import { topic } from "../contract/sockets.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { afterRelease, lockRelease, releaseWrites } from "./releases.ts";

const { input, who } = policyCommands["policy.confirm"];

/** The proposal names a version that cannot change, and ends with any change of what it was proposed beside. */
export const confirmProposal = defineCommand({
  name: "policy.confirm",
  who,
  input,
  load: (tx, { storefrontId }) => lockRelease(tx, storefrontId),
  decide({ release }, { proposalId }, actor: PersonActor, { now, newId }) {
    const { proposal } = release;
    if (proposal === null || proposal.id !== proposalId)
      refuse("changed_meanwhile", { by: release.changedByName, at: release.changedAt });
    if (proposal.byId === actor.personId) refuse("own_request", {});
    const isRelease = proposal.kind === "release";
    const after = isRelease ? afterRelease(release, proposal) : { ...release, needsSecond: false };
    const stage = isRelease ? proposal.stage : null;
    const version = isRelease ? proposal.version : null;
    const event = { kind: "confirmed", stage, version } as const;
    return {
      answer: { version: version ?? release.liveVersion },
      writes: releaseWrites({ before: release, after, event, actor, now, newId }),
      tell: [toStaff(topic.policy(release.id))],
    };
  },
});
