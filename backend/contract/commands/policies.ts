import { z } from "zod";
import { declare, lead, nothing } from "../declaration.ts";
import { id, shortText, words } from "../fields.ts";
import { policyRules } from "../policy.ts";

const version = z.number().int().positive();
/** Of a storefront's releases, or of one draft: whoever changes what somebody else has changed since is told so. */
const revision = z.number().int().min(0);

export const releaseStages = ["shadow", "canary", "live"] as const;
export type ReleaseStage = (typeof releaseStages)[number];

/**
 * What became of a release. `isWaiting`: it widens what people may grant, and a second supervisor has to confirm it
 * first (`policy.confirm` with `proposalId`).
 */
const released = z.object({ version: z.number(), isWaiting: z.boolean(), proposalId: id.nullable() });

/** Who is given the canary: people by name, and a share (percent) of all the others, each fixed by a hash. */
const canary = {
  personIds: z.array(id).max(200).default([]),
  share: z.number().int().min(0).max(100).default(0),
};

export const policyCommands = {
  "policy.save-draft": declare({
    summary:
      "Saves a draft (draftId null: a new one); refused with who and when if it was saved since `revision`.",
    who: lead,
    input: z.object({
      storefrontId: id,
      draftId: id.nullable(),
      /** 0 for a new one. */
      revision,
      name: shortText,
      note: words(2000),
      /** The live version that its changes were last held against; left out, it stays as it was. */
      basedOn: z.number().int().min(0).optional(),
      rules: policyRules,
    }),
    answer: z.object({ draftId: id, revision: z.number() }),
  }),
  "policy.discard-draft": declare({
    summary: "Throws a draft away; refused if it was saved since `revision`.",
    who: lead,
    input: z.object({ draftId: id, revision }),
    answer: nothing,
  }),
  "policy.publish": declare({
    summary:
      "Puts new limits in force at once; refused if others were since `basedOn`, the live version. May wait for a second supervisor.",
    who: lead,
    input: z.object({
      storefrontId: id,
      basedOn: z.number().int().min(0),
      rules: policyRules,
      /** Discarded by it. */
      draftId: id.nullable().default(null),
    }),
    answer: released,
  }),
  "policy.release": declare({
    summary:
      "Lets a draft, or a version that was published before, decide: silently beside the live one, for some people, or for all.",
    who: lead,
    input: z.object({
      storefrontId: id,
      revision,
      stage: z.enum(releaseStages),
      of: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("draft"), draftId: id, revision }),
        z.object({ kind: z.literal("version"), version }),
      ]),
      ...canary,
    }),
    answer: released,
  }),
  "policy.confirm": declare({
    summary: "A second supervisor agrees to what another proposed, and it is done.",
    who: lead,
    input: z.object({ storefrontId: id, proposalId: id }),
    answer: z.object({ version: z.number() }),
  }),
  "policy.dismiss": declare({
    summary: "Turns a proposal down, or takes one's own back.",
    who: lead,
    input: z.object({ storefrontId: id, proposalId: id }),
    answer: nothing,
  }),
  "policy.roll-back": declare({
    summary:
      "Takes back what is live (the version before is in force again), the canary or the shadow; may recall what waits for an approval under it.",
    who: lead,
    input: z.object({
      storefrontId: id,
      revision,
      stage: z.enum(releaseStages).default("live"),
      /** Requests made under the withdrawn version end, and their askers are told. */
      recallRequests: z.boolean().default(false),
    }),
    /** The version in force afterwards. */
    answer: z.object({ version: z.number() }),
  }),
  "policy.settings": declare({
    summary:
      "Whether widening needs a second supervisor (to do without takes two), and when approvers are reminded.",
    who: lead,
    input: z.object({
      storefrontId: id,
      revision,
      needsSecond: z.boolean(),
      /** Minutes without an answer until the asked are reminded, and until the role above is asked too. */
      remindAfterMinutes: z.number().int().min(5).max(10_080),
      escalateAfterMinutes: z.number().int().min(5).max(10_080),
    }),
    answer: z.object({ isWaiting: z.boolean() }),
  }),
};
