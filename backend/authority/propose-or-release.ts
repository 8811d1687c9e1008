import type { PolicyRule } from "../contract/policy.ts";
import { findPolicyChanges, isWidening } from "../contract/policy-changes.ts";
import { topic } from "../contract/sockets.ts";
import type { Actor } from "../core/actor.ts";
import { isPerson } from "../core/actor.ts";
import type { Circumstances, Decision } from "../core/command.ts";
import type { Write } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import type { Proposal, ReleaseRow } from "./release-tables.ts";
import { afterRelease, releaseWrites } from "./releases.ts";

type To = Parameters<typeof afterRelease>[1];

interface Asked {
  release: ReleaseRow;
  liveRules: readonly PolicyRule[];
  rules: readonly PolicyRule[];
  to: To;
  actor: Actor;
  /** What the release needs besides: the version's row, a draft's end. */
  writes: Write[];
}

export interface Released {
  version: number;
  isWaiting: boolean;
  proposalId: string | null;
}

/**
 * Pure. Released at once, or proposed where it widens and two have to agree. The shadow decides nothing, so it never
 * waits; a canary gives real money away, so it does.
 */
export function proposeOrRelease(asked: Asked, { now, newId }: Circumstances): Decision<Released> {
  const { release, liveRules, rules, to, actor, writes } = asked;
  const { stage, version } = to;
  const tell = [toStaff(topic.policy(release.id))];
  const needsSecond =
    release.needsSecond && stage !== "shadow" && isWidening(findPolicyChanges(liveRules, rules));
  if (!needsSecond || !isPerson(actor)) {
    const event = { kind: "released", stage, version } as const;
    const after = afterRelease(release, to);
    const saved = releaseWrites({ before: release, after, event, actor, now, newId });
    return { answer: { version, isWaiting: false, proposalId: null }, writes: [...writes, ...saved], tell };
  }
  const by = { byId: actor.personId, byName: actor.name };
  const proposal: Proposal = { id: newId(), kind: "release", ...to, ...by, at: now };
  const event = { kind: "proposed", stage, version } as const;
  const after = { ...release, proposal };
  const saved = releaseWrites({ before: release, after, event, actor, now, newId });
  return {
    answer: { version, isWaiting: true, proposalId: proposal.id },
    writes: [...writes, ...saved],
    tell,
  };
}
