import { In } from "typeorm";
import { policyCommands } from "../contract/commands/policies.ts";
import { defineCommand } from "../core/command.ts";
import { remove } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { readStaff } from "../staff/read-staff.ts";
import { people } from "../staff/tables.ts";
import { ensureDraftRevision, lockDraft } from "./lock-draft.ts";
import { ensurePublishable, newVersion } from "./new-version.ts";
import { proposeOrRelease } from "./propose-or-release.ts";
import { readPolicy } from "./queries.ts";
import { policyDrafts } from "./release-tables.ts";
import { ensureRevision, lockRelease } from "./releases.ts";
import { policies } from "./tables.ts";

const { input, who } = policyCommands["policy.release"];

/**
 * A draft becomes a version by its first release, exactly as it stood before the releaser's eyes; the next stages name
 * that version, so that what was tried is what is published.
 */
export const releasePolicy = defineCommand({
  name: "policy.release",
  who,
  input,
  async load(tx, { storefrontId, of, personIds }) {
    const releasing = await lockRelease(tx, storefrontId);
    const live = await readPolicy(tx, storefrontId);
    const named = [...new Set(personIds)];
    const known =
      named.length === 0 ? [] : await tx.many(people, { where: { id: In(named) }, take: named.length });
    if (known.length < named.length) refuse("not_found", {});
    const draft = of.kind === "draft" ? await lockDraft(tx, of.draftId, storefrontId) : null;
    const made = of.kind === "version" ? await tx.one(policies, { storefrontId, version: of.version }) : null;
    const source = draft ?? made ?? refuse("not_found", {});
    const staff = await readStaff(tx);
    return { ...releasing, liveRules: live?.rules ?? [], draft, rules: source.rules, staff };
  },
  decide(loaded, { storefrontId, revision, stage, of, personIds, share }, actor, circumstances) {
    const { release, newestVersion, liveRules, draft, rules, staff } = loaded;
    ensureRevision(release, revision);
    if (draft !== null && of.kind === "draft") ensureDraftRevision(draft, of.revision);
    const version = of.kind === "version" ? of.version : newestVersion + 1;
    if (version === release.liveVersion) refuse("already_live", {});
    // Who was to approve when it was tried may have left since.
    if (draft === null) ensurePublishable(rules, staff);
    const writes =
      draft === null
        ? []
        : [
            newVersion(
              { storefrontId, version, basedOn: release.liveVersion, rules },
              staff,
              actor,
              circumstances,
            ),
            // Tried, it may need another touch; in force, there is nothing left to work on.
            ...(stage === "live" ? [remove(policyDrafts, { id: draft.id })] : []),
          ];
    const to = { stage, version, personIds, share };
    return proposeOrRelease({ release, liveRules, rules, to, actor, writes }, circumstances);
  },
});
