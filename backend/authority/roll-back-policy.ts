import { policyCommands, type ReleaseStage } from "../contract/commands/policies.ts";
import { topic } from "../contract/sockets.ts";
import { minute } from "../core/clock.ts";
import { defineCommand } from "../core/command.ts";
import type { NewJob } from "../core/jobs/job.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import type { ReleaseRow } from "./release-tables.ts";
import { ensureRevision, lockRelease, releaseWrites, withoutCanary } from "./releases.ts";

const { input, who } = policyCommands["policy.roll-back"];

/** Needs no second supervisor: what comes back was in force before, and what goes may be giving money away. */
export const rollBackPolicy = defineCommand({
  name: "policy.roll-back",
  who,
  input,
  load: (tx, { storefrontId }) => lockRelease(tx, storefrontId),
  decide({ release }, { storefrontId, revision, stage, recallRequests }, actor, { now, newId }) {
    ensureRevision(release, revision);
    const { after, withdrawn } = rolledBack(release, stage);
    const event = { kind: "rolled_back", stage, version: withdrawn } as const;
    const isRecalling = recallRequests && stage !== "shadow";
    return {
      answer: { version: after.liveVersion },
      writes: releaseWrites({ before: release, after, event, actor, now, newId }),
      jobs: isRecalling ? recallJobs(storefrontId, withdrawn, now) : [],
      tell: [toStaff(topic.policy(storefrontId))],
    };
  },
});

function rolledBack(release: ReleaseRow, stage: ReleaseStage): { after: ReleaseRow; withdrawn: number } {
  if (stage === "live") {
    const before = release.earlierVersions.at(-1) ?? refuse("nothing_before", {});
    const earlierVersions = release.earlierVersions.slice(0, -1);
    const after = { ...release, liveVersion: before, earlierVersions };
    return { after, withdrawn: release.liveVersion };
  }
  const withdrawn = stage === "canary" ? release.canaryVersion : release.shadowVersion;
  if (withdrawn === null) refuse("nothing_before", {});
  const after = stage === "canary" ? withoutCanary(release) : { ...release, shadowVersion: null };
  return { after, withdrawn };
}

/** The second looks after what was being asked for while the first went round. */
const recallJobs = (storefrontId: string, version: number, now: number): NewJob[] =>
  [now, now + minute].map((dueAt) => ({ kind: "remedy.recall", payload: { storefrontId, version }, dueAt }));
