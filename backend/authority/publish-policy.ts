import { policyCommands } from "../contract/commands/policies.ts";
import { defineCommand } from "../core/command.ts";
import { remove } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { readStaff } from "../staff/read-staff.ts";
import { lockDraft } from "./lock-draft.ts";
import { newVersion } from "./new-version.ts";
import { proposeOrRelease } from "./propose-or-release.ts";
import { readPolicy } from "./queries.ts";
import { policyDrafts } from "./release-tables.ts";
import { lockRelease } from "./releases.ts";

const { input, who } = policyCommands["policy.publish"];

/** In force for whatever is decided from its commit on. What was asked for before stays with the version it was asked under. */
export const publishPolicy = defineCommand({
  name: "policy.publish",
  who,
  input,
  async load(tx, { storefrontId, draftId }) {
    const releasing = await lockRelease(tx, storefrontId);
    const live = await readPolicy(tx, storefrontId);
    if (draftId !== null) await lockDraft(tx, draftId, storefrontId);
    return { ...releasing, liveRules: live?.rules ?? [], staff: await readStaff(tx) };
  },
  decide(
    { release, newestVersion, liveRules, staff },
    { storefrontId, basedOn, rules, draftId },
    actor,
    circumstances,
  ) {
    if (basedOn !== release.liveVersion) refuse("changed_meanwhile", changedBy(release));
    const version = newestVersion + 1;
    const made = newVersion({ storefrontId, version, basedOn, rules }, staff, actor, circumstances);
    const discarded = draftId === null ? [] : [remove(policyDrafts, { id: draftId })];
    const to = { stage: "live" as const, version, personIds: [], share: 0 };
    const writes = [made, ...discarded];
    return proposeOrRelease({ release, liveRules, rules, to, actor, writes }, circumstances);
  },
});

const changedBy = ({
  revision,
  changedByName,
  changedAt,
}: {
  revision: number;
  changedByName: string;
  changedAt: number;
}) => (revision === 0 ? {} : { by: changedByName, at: changedAt });
