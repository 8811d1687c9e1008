import { In } from "typeorm";
import { policyCommands } from "../contract/commands/policies.ts";
import { lead } from "../contract/declaration.ts";
import { topic } from "../contract/sockets.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { people } from "../staff/tables.ts";
import type { Proposal } from "./release-tables.ts";
import { ensureRevision, lockRelease, releaseWrites } from "./releases.ts";

const { input, who } = policyCommands["policy.settings"];

/** To ask for a second supervisor is one person's to decide, to do without takes two: else one could do it alone. */
export const policySettings = defineCommand({
  name: "policy.settings",
  who,
  input,
  async load(tx, { storefrontId }) {
    const { release } = await lockRelease(tx, storefrontId);
    return { release, leads: await tx.count(people, { role: In([...lead]), isActive: true }) };
  },
  decide({ release, leads }, settings, actor: PersonActor, { now, newId }) {
    const { revision, needsSecond, remindAfterMinutes, escalateAfterMinutes } = settings;
    ensureRevision(release, revision);
    if (needsSecond && !release.needsSecond && leads < 2) refuse("no_second", {});
    const isLifting = release.needsSecond && !needsSecond;
    const by = { byId: actor.personId, byName: actor.name };
    const proposal: Proposal | null = isLifting ? { id: newId(), kind: "settings", ...by, at: now } : null;
    const after = {
      ...release,
      needsSecond: release.needsSecond || needsSecond,
      remindAfterMinutes,
      escalateAfterMinutes,
      proposal,
    };
    const kind = isLifting ? "proposed" : "settings";
    const event = { kind, stage: null, version: null } as const;
    return {
      answer: { isWaiting: isLifting },
      writes: releaseWrites({ before: release, after, event, actor, now, newId }),
      tell: [toStaff(topic.policy(release.id))],
    };
  },
});
