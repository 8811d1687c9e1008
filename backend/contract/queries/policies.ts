import { z } from "zod";
import type { ReleaseStage } from "../commands/policies.ts";
import { declare, lead, shape } from "../declaration.ts";
import { id } from "../fields.ts";
import type { Limit, PolicyRule } from "../policy.ts";
import type { StaffMember } from "../policy-approvers.ts";
import type { ClaimReason, RemedyKind } from "../vocabulary.ts";
import type { PolicyVersion } from "./office.ts";

export interface PolicyDraft {
  draftId: string;
  name: string;
  note: string;
  /** The version that was live when its changes were last held against it. */
  basedOn: number;
  /** Goes back with the next save. */
  revision: number;
  savedBy: string;
  savedAt: number;
  rules: PolicyRule[];
}

/** A version without its rules, for a list. */
export interface VersionRow {
  version: number;
  /** The version that was live when this one was made: what it is a change of. 0 where none was. */
  basedOn: number;
  publishedAt: number;
  publishedBy: string;
  /** Null for one that decides nothing now. */
  stage: ReleaseStage | null;
}

/** What waits for a second supervisor. `version` is null where it is about the settings alone. */
export interface PolicyProposal {
  proposalId: string;
  kind: "release" | "settings";
  version: number | null;
  stage: ReleaseStage | null;
  personIds: string[];
  share: number;
  by: { id: string; name: string };
  at: number;
  rules: PolicyRule[];
}

/** What happened to a storefront's limits, newest first. */
export interface PolicyEvent {
  id: string;
  kind: "released" | "proposed" | "confirmed" | "dismissed" | "rolled_back" | "settings";
  stage: ReleaseStage | null;
  version: number | null;
  by: string;
  at: number;
}

export type ShadowAnswer = "grant" | "approval" | "refuse";

/** One decision that the shadow would have taken otherwise. */
export interface ShadowCase {
  decisionId: string;
  ticketId: string;
  ticketNumber: number;
  remedy: RemedyKind;
  reason: ClaimReason;
  amountMinor: number;
  currency: string;
  personName: string;
  live: { version: number; answer: ShadowAnswer; obstacles: Limit[] };
  shadow: { version: number; answer: ShadowAnswer; obstacles: Limit[] };
  at: number;
}

export interface Workbench {
  storefrontId: string;
  /** Of the releases: goes back with `policy.release`, `policy.roll-back` and `policy.settings`. */
  revision: number;
  /** Who changed the releases last, null where nobody ever did. */
  changed: { by: string; at: number } | null;
  /** Version 0 without rules where none was ever published. */
  live: PolicyVersion;
  canary:
    | (PolicyVersion & { personIds: string[]; share: number; people: { id: string; name: string }[] })
    | null;
  shadow: PolicyVersion | null;
  /** What a roll back would put in force; null where there is nothing before. */
  previous: PolicyVersion | null;
  settings: { needsSecond: boolean; remindAfterMinutes: number; escalateAfterMinutes: number };
  proposal: PolicyProposal | null;
  /** The newest 50. */
  drafts: PolicyDraft[];
  /** The newest 50. */
  versions: VersionRow[];
  events: PolicyEvent[];
  /** Everybody a canary can be given to, with the version that each of them has now. */
  people: { id: string; name: string; role: string; version: number }[];
  /** Everybody who can sign in: whether a chain of approvals has somebody to answer it is marked while one types. */
  staff: StaffMember[];
}

export const policyQueries = {
  "policy.workbench": declare({
    summary: "Everything of one storefront's limits: what is live, on trial, drafted and proposed.",
    who: lead,
    input: z.object({ storefrontId: id }),
    answer: shape<Workbench>(),
  }),
  "policy.version": declare({
    summary: "One version with its rules.",
    who: lead,
    input: z.object({ storefrontId: id, version: z.number().int().positive() }),
    answer: shape<PolicyVersion>(),
  }),
  "policy.shadow": declare({
    summary: "How the shadow decided beside the live version, and the newest cases in which they differ.",
    who: lead,
    input: z.object({ storefrontId: id, version: z.number().int().positive() }),
    answer: shape<{
      decisions: number;
      differences: number;
      /** The shadow would have granted at once; would have asked or refused where the live one granted. */
      looser: number;
      tighter: number;
      /** At most 100. */
      cases: ShadowCase[];
    }>(),
  }),
};
