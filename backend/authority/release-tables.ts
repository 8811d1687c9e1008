import type { ReleaseStage } from "../contract/commands/policies.ts";
import type { PolicyRule } from "../contract/policy.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** What waits for a second supervisor. A release names a version that exists already, so that nothing of it can change. */
export type Proposal = {
  id: string;
  byId: string;
  byName: string;
  at: number;
} & (
  | { kind: "release"; version: number; stage: ReleaseStage; personIds: string[]; share: number }
  /** To do without a second supervisor from now on. */
  | { kind: "settings" }
);

/** Which version of a storefront's limits decides for whom. Changed only under the storefront's lock. */
export interface ReleaseRow {
  /** The storefront's. */
  id: string;
  /** 0 while none is live. */
  liveVersion: number;
  canaryVersion: number | null;
  canaryPersonIds: string[];
  canaryShare: number;
  shadowVersion: number | null;
  /** What was live before, newest last: where a roll back leads. */
  earlierVersions: number[];
  needsSecond: boolean;
  remindAfterMinutes: number;
  escalateAfterMinutes: number;
  proposal: Proposal | null;
  revision: number;
  changedAt: number;
  changedByName: string;
}

export const policyReleases = defineTable<ReleaseRow>("policy_releases", {
  columns: {
    id: column.key(),
    liveVersion: column.int(),
    canaryVersion: column.optional(column.int()),
    canaryPersonIds: column.json(),
    canaryShare: column.int(),
    shadowVersion: column.optional(column.int()),
    earlierVersions: column.json(),
    needsSecond: column.flag(),
    remindAfterMinutes: column.int(),
    escalateAfterMinutes: column.int(),
    proposal: column.optional(column.json()),
    revision: column.int(),
    changedAt: column.at(),
    changedByName: column.text(200),
  },
});

/** Rules that somebody works on. May hold problems; what is released is checked. */
export interface PolicyDraftRow {
  id: string;
  storefrontId: string;
  name: string;
  note: string;
  basedOn: number;
  revision: number;
  rules: PolicyRule[];
  savedAt: number;
  savedById: string | null;
  savedByName: string;
}

export const policyDrafts = defineTable<PolicyDraftRow>("policy_drafts", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    name: column.text(200),
    note: column.text(2000),
    basedOn: column.int(),
    revision: column.int(),
    rules: column.json(),
    savedAt: column.at(),
    savedById: column.optional(column.id()),
    savedByName: column.text(200),
  },
  indexes: [["storefrontId", "savedAt"]],
  lockRank: "policy",
});

/** Who did what with a storefront's limits, and when. Only ever added to. */
export interface PolicyEventRow {
  id: string;
  storefrontId: string;
  kind: "released" | "proposed" | "confirmed" | "dismissed" | "rolled_back" | "settings";
  stage: ReleaseStage | null;
  version: number | null;
  byId: string | null;
  byName: string;
  at: number;
}

export const policyEvents = defineTable<PolicyEventRow>("policy_events", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    kind: column.text(20),
    stage: column.optional(column.text(10)),
    version: column.optional(column.int()),
    byId: column.optional(column.id()),
    byName: column.text(200),
    at: column.at(),
  },
  indexes: [["storefrontId", "at"]],
});

/** What the version in the shadow would have said of one decision, from the same facts in the same commit. */
export interface ShadowDecisionRow {
  /** The decision's. */
  id: string;
  storefrontId: string;
  version: number;
  /** The policy's verdict, as decisions keep it. */
  verdict: object;
  /** How it differs from the verdict that counted. */
  differs: "same" | "looser" | "tighter";
  at: number;
}

export const shadowDecisions = defineTable<ShadowDecisionRow>("shadow_decisions", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    version: column.int(),
    verdict: column.json(),
    differs: column.text(10),
    at: column.at(),
  },
  indexes: [["storefrontId", "version", "differs"]],
});
