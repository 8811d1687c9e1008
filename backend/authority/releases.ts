import { createHash } from "node:crypto";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readNewestVersion } from "./newest-version.ts";
import { type PolicyEventRow, policyEvents, policyReleases, type ReleaseRow } from "./release-tables.ts";

type Fixed = Pick<ReleaseRow, "id" | "canaryVersion" | "canaryPersonIds" | "canaryShare" | "liveVersion">;

/** From 0 to 99, and always the same for one person at one storefront: a greater share only ever adds people. */
export function canaryPlace(storefrontId: string, personId: string): number {
  return createHash("sha256").update(`canary|${storefrontId}|${personId}`).digest().readUInt32BE(0) % 100;
}

/** Pure: the one version that decides for this person. */
export function versionFor(release: Fixed, personId: string): number {
  const { canaryVersion, canaryPersonIds, canaryShare, liveVersion, id } = release;
  if (canaryVersion === null) return liveVersion;
  const isIn = canaryPersonIds.includes(personId) || canaryPlace(id, personId) < canaryShare;
  return isIn ? canaryVersion : liveVersion;
}

/** Of a storefront whose releases nobody has touched yet: its highest version is live. */
const untouched = (storefrontId: string, liveVersion: number): ReleaseRow => ({
  id: storefrontId,
  liveVersion,
  canaryVersion: null,
  canaryPersonIds: [],
  canaryShare: 0,
  shadowVersion: null,
  earlierVersions: Array.from({ length: Math.max(0, liveVersion - 1) }, (_, i) => i + 1).slice(-mostEarlier),
  needsSecond: false,
  remindAfterMinutes: 120,
  escalateAfterMinutes: 240,
  proposal: null,
  revision: 0,
  changedAt: 0,
  changedByName: "",
});

const mostEarlier = 50;

export async function readRelease(reader: Reader, storefrontId: string): Promise<ReleaseRow> {
  const row = await reader.one(policyReleases, { id: storefrontId });
  return row ?? untouched(storefrontId, await readNewestVersion(reader, storefrontId));
}

export interface Releasing {
  release: ReleaseRow;
  newestVersion: number;
}

/** Two who change what decides at a storefront wait for each other on it. Refuses `not_found`. */
export async function lockRelease(tx: Transaction, storefrontId: string): Promise<Releasing> {
  if ((await tx.lock(storefronts, storefrontId)) === null) refuse("not_found", {});
  const newestVersion = await readNewestVersion(tx, storefrontId);
  return { release: await readRelease(tx, storefrontId), newestVersion };
}

/** Refuses what was decided on a state that is no longer so, and says who changed it. */
export function ensureRevision(release: ReleaseRow, revision: number): void {
  if (release.revision !== revision)
    refuse("changed_meanwhile", { by: release.changedByName, at: release.changedAt });
}

/** The limits as they decide after `version` has come into `stage`. */
export function afterRelease(
  release: ReleaseRow,
  to: { stage: "shadow" | "canary" | "live"; version: number; personIds: string[]; share: number },
): ReleaseRow {
  const { stage, version } = to;
  if (stage === "shadow") return { ...release, shadowVersion: version };
  if (stage === "canary") {
    const canaryPersonIds = [...new Set(to.personIds)].sort();
    return {
      ...withoutShadow(release, version),
      canaryVersion: version,
      canaryPersonIds,
      canaryShare: to.share,
    };
  }
  const before = release.liveVersion === 0 ? [] : [release.liveVersion];
  const earlierVersions = [...release.earlierVersions, ...before].slice(-mostEarlier);
  const live = { ...withoutShadow(release, version), liveVersion: version, earlierVersions };
  return release.canaryVersion === version ? withoutCanary(live) : live;
}

const withoutShadow = (release: ReleaseRow, version: number): ReleaseRow =>
  release.shadowVersion === version ? { ...release, shadowVersion: null } : release;

export const withoutCanary = (release: ReleaseRow): ReleaseRow => ({
  ...release,
  canaryVersion: null,
  canaryPersonIds: [],
  canaryShare: 0,
});

interface Changing {
  before: ReleaseRow;
  after: ReleaseRow;
  event: Pick<PolicyEventRow, "kind" | "stage" | "version">;
  actor: Actor;
  now: number;
  newId: () => string;
}

/** Whatever changes ends a proposal that was made of the state before, unless it makes that proposal. */
export function releaseWrites({ before, after, event, actor, now, newId }: Changing): Write[] {
  const by = isPerson(actor) ? { id: actor.personId, name: actor.name } : { id: null, name: "" };
  const row: ReleaseRow = {
    ...after,
    proposal: event.kind === "proposed" ? after.proposal : null,
    revision: before.revision + 1,
    changedAt: now,
    changedByName: by.name,
  };
  const { id, ...set } = row;
  const saved = before.revision === 0 ? insert(policyReleases, row) : update(policyReleases, { id }, set);
  const happened = { id: newId(), storefrontId: id, ...event, byId: by.id, byName: by.name, at: now };
  return [saved, insert(policyEvents, happened)];
}
