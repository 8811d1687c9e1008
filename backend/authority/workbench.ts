import { In } from "typeorm";
import { staffOnly } from "../contract/declaration.ts";
import type { PolicyVersion } from "../contract/queries/office.ts";
import {
  type PolicyProposal,
  policyQueries,
  type VersionRow,
  type Workbench,
} from "../contract/queries/policies.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readStaff } from "../staff/read-staff.ts";
import { people } from "../staff/tables.ts";
import { policyDrafts, policyEvents, type ReleaseRow } from "./release-tables.ts";
import { readRelease, versionFor } from "./releases.ts";
import { type PolicyRow, policies } from "./tables.ts";

const shown = 50;
const mostPeople = 2000;

const { input, who } = policyQueries["policy.workbench"];

export const readWorkbench = defineQuery({
  name: "policy.workbench",
  who,
  input,
  async read(reader, { storefrontId }): Promise<Workbench> {
    if ((await reader.one(storefronts, { id: storefrontId })) === null) refuse("not_found", {});
    const release = await readRelease(reader, storefrontId);
    const { liveVersion, canaryVersion, shadowVersion, earlierVersions } = release;
    const versionOf = (version: number | null | undefined) =>
      readVersion(reader, storefrontId, version ?? null);
    const staff = await reader.many(people, {
      where: { role: In([...staffOnly]), isActive: true },
      order: { name: "ASC" },
      take: mostPeople,
    });
    const canary = await versionOf(canaryVersion);
    const named = staff.filter(({ id }) => release.canaryPersonIds.includes(id));
    return {
      storefrontId,
      revision: release.revision,
      changed: release.revision === 0 ? null : { by: release.changedByName, at: release.changedAt },
      live: (await versionOf(liveVersion)) ?? nothingLive(storefrontId),
      canary:
        canary === null
          ? null
          : {
              ...canary,
              personIds: release.canaryPersonIds,
              share: release.canaryShare,
              people: named.map(({ id, name }) => ({ id, name })),
            },
      shadow: await versionOf(shadowVersion),
      previous: await versionOf(earlierVersions.at(-1)),
      settings: {
        needsSecond: release.needsSecond,
        remindAfterMinutes: release.remindAfterMinutes,
        escalateAfterMinutes: release.escalateAfterMinutes,
      },
      proposal: await readProposal(reader, release),
      drafts: await readDrafts(reader, storefrontId),
      versions: await readVersions(reader, release),
      events: await readEvents(reader, storefrontId),
      people: staff.map(({ id, name, role }) => ({ id, name, role, version: versionFor(release, id) })),
      staff: await readStaff(reader),
    };
  },
});

export const nothingLive = (storefrontId: string): PolicyVersion => ({
  storefrontId,
  version: 0,
  publishedAt: 0,
  publishedBy: "",
  rules: [],
});

export const toVersion = (row: PolicyRow): PolicyVersion => ({
  storefrontId: row.storefrontId,
  version: row.version,
  publishedAt: row.publishedAt,
  publishedBy: row.publishedByName,
  rules: row.rules,
});

/** Null where there is none of that number. */
export async function readVersion(
  reader: Reader,
  storefrontId: string,
  version: number | null,
): Promise<PolicyVersion | null> {
  const row = version === null ? null : await reader.one(policies, { storefrontId, version });
  return row === null ? null : toVersion(row);
}

async function readProposal(reader: Reader, { id, proposal }: ReleaseRow): Promise<PolicyProposal | null> {
  if (proposal === null) return null;
  const common = {
    proposalId: proposal.id,
    by: { id: proposal.byId, name: proposal.byName },
    at: proposal.at,
  };
  if (proposal.kind === "settings")
    return { ...common, kind: "settings", version: null, stage: null, personIds: [], share: 0, rules: [] };
  const { kind, version, stage, personIds, share } = proposal;
  const rules = (await readVersion(reader, id, version))?.rules ?? [];
  return { ...common, kind, version, stage, personIds, share, rules };
}

async function readDrafts(reader: Reader, storefrontId: string): Promise<Workbench["drafts"]> {
  const rows = await reader.many(policyDrafts, {
    where: { storefrontId },
    order: { savedAt: "DESC", id: "DESC" },
    take: shown,
  });
  return rows.map(({ id, name, note, basedOn, revision, savedByName, savedAt, rules }) => ({
    draftId: id,
    name,
    note,
    basedOn,
    revision,
    savedBy: savedByName,
    savedAt,
    rules,
  }));
}

async function readVersions(reader: Reader, release: ReleaseRow): Promise<VersionRow[]> {
  const rows = await reader.many(policies, {
    select: { id: true, version: true, basedOn: true, publishedAt: true, publishedByName: true },
    where: { storefrontId: release.id },
    order: { version: "DESC" },
    take: shown,
  });
  return rows.map(({ version, basedOn, publishedAt, publishedByName }) => ({
    version,
    // Before this was kept, each version was published over the one before it.
    basedOn: basedOn ?? version - 1,
    publishedAt,
    publishedBy: publishedByName,
    stage: stageOf(release, version),
  }));
}

function stageOf(release: ReleaseRow, version: number): VersionRow["stage"] {
  if (version === release.liveVersion) return "live";
  if (version === release.canaryVersion) return "canary";
  return version === release.shadowVersion ? "shadow" : null;
}

async function readEvents(reader: Reader, storefrontId: string): Promise<Workbench["events"]> {
  const rows = await reader.many(policyEvents, {
    where: { storefrontId },
    order: { at: "DESC", id: "DESC" },
    take: shown,
  });
  return rows.map(({ id, kind, stage, version, byName, at }) => ({
    id,
    kind,
    stage,
    version,
    by: byName,
    at,
  }));
}
