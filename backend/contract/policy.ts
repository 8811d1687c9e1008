import { z } from "zod";
import { currency, id, instant, limitMinor, sentence, shortText } from "./fields.ts";
import { channels, claimReasons, remedyKinds, roles } from "./vocabulary.ts";

/** A limit per ISO 4217 currency, in minor units. A currency that is not named is not covered. */
export const amounts = z.record(currency, limitMinor);
export type Amounts = z.infer<typeof amounts>;

const count = z.number().int().min(0).max(1_000_000);
const windowDays = z.number().int().min(1).max(730);
const range = z.object({ atLeast: count.nullable(), atMost: count.nullable() });

/** Who has to say yes at one step of a chain. `role`: anybody of it, or above it. */
export const approver = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("role"), role: z.enum(["supervisor", "admin"]) }),
  z.object({ kind: z.literal("person"), personId: id }),
  z.object({ kind: z.literal("department"), departmentId: id }),
]);
export type Approver = z.infer<typeof approver>;

/** What must be true for a rule to match, beside who, remedy, reason and currency. What is empty or null asks nothing. */
export const conditions = z.object({
  /** The customer bears one of these tags. */
  tiers: z.array(shortText).max(20).default([]),
  customerAgeDays: range.nullable().default(null),
  /** Earlier claims of this customer in a rolling window. An end that is left out asks nothing. */
  claims: z
    .object({ days: windowDays, atLeast: count.optional(), atMost: count.optional() })
    .nullable()
    .default(null),
  /** What this customer was given before in a rolling window; a currency that neither end names is not covered. */
  given: z
    .object({ days: windowDays, atLeast: amounts.optional(), atMost: amounts.optional() })
    .nullable()
    .default(null),
  orderAgeDays: range.nullable().default(null),
  isDelivered: z.boolean().nullable().default(null),
  /**
   * What it is about is of one of these: the chosen lines (of an exchange or a swapped line what was bought, not what takes
   * its place); of a gift what is given; where nothing is chosen, every line of the order. A rule gives only what is all
   * of these, and stops or limits what is partly of these.
   */
  productTypes: z.array(shortText).max(100).default([]),
  skus: z.array(shortText).max(500).default([]),
  channels: z.array(z.enum(channels)).default([]),
});
export type Conditions = z.infer<typeof conditions>;

/** Caps beside those of an order and a day. What is left out caps nothing. */
export const furtherCaps = z.object({
  perRequest: amounts.default({}),
  /** Percent of what was paid for the order, all that was granted on it before included. */
  orderShare: z.number().int().min(0).max(100).nullable().default(null),
  /** Pieces in one request: of the lines it is about, or of a gift. */
  quantity: count.nullable().default(null),
  perWeek: amounts.default({}),
  perCustomer: z.object({ days: windowDays, amounts }).nullable().default(null),
  perTeamMonth: amounts.default({}),
  /** How many remedies, of any amount. */
  counts: z
    .object({
      perOrder: count.nullable().default(null),
      perDay: count.nullable().default(null),
      perWeek: count.nullable().default(null),
      perTeamMonth: count.nullable().default(null),
      perCustomer: z.object({ days: windowDays, atMost: count }).nullable().default(null),
    })
    .prefault({}),
});
export type FurtherCaps = z.infer<typeof furtherCaps>;

/** For a time, a rule's caps in money are this many percent of what they say: 150 is "+50 %". Until is not included. */
export const schedule = z.object({
  id,
  label: shortText,
  from: instant,
  until: instant,
  percent: z.number().int().min(0).max(1000),
});
export type Schedule = z.infer<typeof schedule>;

export const effect = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("grant") }),
  /** Whatever else would grant it: a refusal wins. The sentence is for the agent. */
  z.object({ kind: z.literal("refuse"), sentence }),
  /** Asked in this order; a person who is asked twice answers once. */
  z.object({ kind: z.literal("approval"), chain: z.array(approver).min(1).max(5) }),
]);
export type Effect = z.infer<typeof effect>;

/**
 * One rule: these people may grant this remedy, under these conditions, up to these limits; or it is refused, or goes to
 * these approvers. An explicit refusal wins over everything; of several grants that match, the tightest limit wins; what
 * none covers, or what lies above, goes to an approval.
 */
export const policyRule = z.object({
  id,
  /** Whom it is about: whoever is named by role, department or person. One of the three must name somebody. */
  roles: z.array(z.enum(roles)).default([]),
  departmentIds: z.array(id).max(50).default([]),
  personIds: z.array(id).max(200).default([]),
  remedy: z.enum(remedyKinds),
  /** Empty means every reason. */
  reasons: z.array(z.enum(claimReasons)),
  /** True: only orders the shop vouches for, not those a shopper merely stated. */
  verifiedOrderOnly: z.boolean(),
  when: conditions.prefault({}),
  effect: effect.prefault({ kind: "grant" }),
  /** For one order in total, what was granted on it before included. Names the currencies that a granting rule covers. */
  perOrder: amounts,
  /** For one person's day, in the storefront's time zone. A currency left out has no day limit. */
  perDay: amounts,
  caps: furtherCaps.prefault({}),
  schedules: z.array(schedule).max(10).default([]),
  /** Above this a photo is asked for; a currency left out is never asked. */
  photoAbove: amounts,
  /** The same for a trusted customer: left out, they are never asked. */
  photoAboveTrusted: amounts,
  /** Where a photo is asked for, one of the packaging is asked for too. */
  packagingPhoto: z.boolean().default(false),
  /** Percent of all requests below the photo limits that are asked for a photo all the same, chosen by a keyed hash. */
  auditShare: z.number().int().min(0).max(100).default(0),
});
export type PolicyRule = z.infer<typeof policyRule>;

export const policyRules = z.array(policyRule).max(200);

/** What is asked of everybody at a glance: how the claim flow and the panel know whether a photo is needed. */
export interface EvidenceAsk {
  isAsked: boolean;
  /** Besides the item its packaging. */
  ofPackaging: boolean;
  /** The rule that asks, null where none does. */
  ruleId: string | null;
  /** Drawn for an audit: the amount alone would not have asked. */
  isAudit: boolean;
}

export const limitDimensions = [
  "no_rule",
  "assurance",
  "refusal",
  "approval",
  "request_cap",
  "order_cap",
  "order_share",
  "quantity",
  "day_budget",
  "week_budget",
  "customer_budget",
  "team_budget",
  "order_count",
  "day_count",
  "week_count",
  "customer_count",
  "team_count",
  "evidence",
] as const;
export type LimitDimension = (typeof limitDimensions)[number];

/**
 * One limit as it bears on a request. `limitMinor` and `used` are money in minor units, but pieces for `quantity`, remedies
 * for the counts and percent for `order_share`. `roomMinor` is always money: what could be granted as far as this limit is
 * concerned, so that the lowest of all is the headroom. What does not depend on the amount leaves nothing or everything.
 */
export interface Limit {
  dimension: LimitDimension;
  ruleId: string | null;
  limitMinor: number | null;
  /** In use before this request, in the limit's own unit. */
  used: number;
  roomMinor: number;
  /** Of a refusal: its sentence. */
  sentence: string | null;
}

/** One limit of a headroom: `roomMinor` is how much of it is left for this request. */
export type HeadroomLimit = Limit;

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

/** The answer to one request with all its reasons. */
export interface Explanation {
  policyVersion: number;
  answer: "grant" | "approval" | "refuse";
  currency: string;
  amountMinor: number;
  /** Every limit that bears on it, the one that stands in the way first, then by room. */
  limits: (Limit & { isInTheWay: boolean })[];
  evidence: EvidenceAsk;
  /** Who would be asked, in order; empty for a grant and for a refusal that nobody lifts. */
  chain: (Approver & { name: string })[];
}
