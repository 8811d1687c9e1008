import { z } from "zod";
import { currency, id, limitMinor } from "./fields.ts";
import { claimReasons, remedyKinds, roles } from "./vocabulary.ts";

/** A limit per ISO 4217 currency, in minor units. A currency that is not named is not covered. */
export const amounts = z.record(currency, limitMinor);
export type Amounts = z.infer<typeof amounts>;

/**
 * One rule: these roles may grant this remedy, for these reasons, up to these limits. Of several that match a
 * request the tightest limit wins; what none covers, or what lies above, goes to an approval.
 */
export const policyRule = z.object({
  id,
  roles: z.array(z.enum(roles)).min(1),
  remedy: z.enum(remedyKinds),
  /** Empty means every reason. */
  reasons: z.array(z.enum(claimReasons)),
  /** True: only orders the shop vouches for, not those a shopper merely stated. */
  verifiedOrderOnly: z.boolean(),
  /** For one order in total, what was granted on it before included. */
  perOrder: amounts,
  /** For one person's day, in the storefront's time zone. A currency left out has no day limit. */
  perDay: amounts,
  /** Above this a photo is asked for; a currency left out is never asked. */
  photoAbove: amounts,
  /** The same for a trusted customer. */
  photoAboveTrusted: amounts,
});
export type PolicyRule = z.infer<typeof policyRule>;

export const policyRules = z.array(policyRule).max(200);

/** What is asked of everybody at a glance: how the claim flow and the panel know whether a photo is needed. */
export interface EvidenceAsk {
  isAsked: boolean;
  /** The rule that asks, null where none does. */
  ruleId: string | null;
}

/** One limit of a headroom: `roomMinor` is how much of it is left for this request. */
export interface HeadroomLimit {
  dimension: "no_rule" | "order_cap" | "day_budget" | "evidence" | "assurance";
  ruleId: string | null;
  limitMinor: number | null;
  roomMinor: number;
}

/** What this person may grant now, on this order, for this reason. */
export interface Headroom {
  policyVersion: number;
  currency: string;
  /** Granting up to this succeeds at once. */
  grantableMinor: number;
  /** Nobody can give more than this: what was paid less what went back or is on its way. */
  refundableMinor: number;
  /** The day's budget left, null where there is none. */
  dayLeftMinor: number | null;
  /** Every limit that bears on the request, tightest first. */
  limits: HeadroomLimit[];
  evidence: EvidenceAsk;
  /** Who can lift the limits: names, at most five. */
  approvers: string[];
}
