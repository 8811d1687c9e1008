import type { Obstacle } from "./entries.ts";
import type { Explanation } from "./policy.ts";

/**
 * Every reason for which a request is turned down, with the shape of its details. A refusal leaves nothing done; what a rule
 * refuses leaves a record.
 * "Not yours" reads the same as "not found", so that ids cannot be probed.
 */
export interface RefusalDetails {
  malformed: { issues: { path: string; message: string }[] };
  unknown_command: { name: string };
  old_client: { needs: number };
  signed_out: Record<never, never>;
  sign_in_failed: Record<never, never>;
  not_allowed: Record<never, never>;
  not_found: Record<never, never>;
  origin_not_allowed: Record<never, never>;
  token_rejected: { why: string };
  link_expired: Record<never, never>;
  weak_password: { least: number };
  rate_limited: { retryAfterSeconds: number };
  command_id_reused: Record<never, never>;
  /** `by` and `at` where it is known who was quicker. */
  changed_meanwhile: { by?: string; at?: number };
  already_exists: { field: string };
  order_not_matched: Record<never, never>;
  ticket_resolved: Record<never, never>;
  payout_open: { count: number };
  escalation_open: { count: number };
  not_rated_open: Record<never, never>;
  approval_required: {
    obstacles: Obstacle[];
    grantableMinor: number;
    currency: string;
    explanation: Explanation;
  };
  over_refundable: { leftMinor: number; currency: string };
  wrong_currency: { expected: string };
  wrong_line: { lineId: string };
  wrong_amount: { expectedMinor: number; currency: string };
  over_bought: { lineId: string; left: number };
  out_of_stock: { sku: string; left: number };
  not_shipped_goods: Record<never, never>;
  /** The order is of nobody whom the shop knows. */
  no_customer: Record<never, never>;
  not_shipped_yet: Record<never, never>;
  already_shipped: Record<never, never>;
  order_cancelled: Record<never, never>;
  unknown_variant: { sku: string };
  same_variant: { sku: string };
  other_product: { sku: string };
  dearer_variant: { differenceMinor: number; currency: string };
  over_worth: { mostMinor: number; currency: string };
  remedy_in_state: { state: string };
  own_request: Record<never, never>;
  not_your_turn: Record<never, never>;
  /** An explicit refusal in the limits: nobody lifts it. The sentence is the rule's own. */
  refused_by_rule: { ruleId: string; sentence: string };
  approval_expired: Record<never, never>;
  request_changed: Record<never, never>;
  escalation_closed: Record<never, never>;
  last_admin: Record<never, never>;
  policy_problem: { problems: string[] };
  already_live: Record<never, never>;
  nothing_before: Record<never, never>;
  no_second: Record<never, never>;
  too_many_drafts: { limit: number };
  photo_too_large: { limitBytes: number };
  photo_unreadable: Record<never, never>;
  photo_unknown_type: Record<never, never>;
  too_many_photos: { limit: number };
  photo_taken: Record<never, never>;
  storage_full: Record<never, never>;
  draining: Record<never, never>;
  busy: Record<never, never>;
}

export type RefusalCode = keyof RefusalDetails;

export const refusalStatus: Record<RefusalCode, number> = {
  malformed: 400,
  unknown_command: 404,
  old_client: 426,
  signed_out: 401,
  sign_in_failed: 401,
  not_allowed: 403,
  not_found: 404,
  origin_not_allowed: 403,
  token_rejected: 401,
  link_expired: 410,
  weak_password: 400,
  rate_limited: 429,
  command_id_reused: 409,
  changed_meanwhile: 409,
  already_exists: 409,
  order_not_matched: 404,
  ticket_resolved: 409,
  payout_open: 409,
  escalation_open: 409,
  not_rated_open: 409,
  approval_required: 409,
  over_refundable: 409,
  wrong_currency: 400,
  wrong_line: 400,
  wrong_amount: 400,
  over_bought: 409,
  out_of_stock: 409,
  not_shipped_goods: 409,
  no_customer: 409,
  not_shipped_yet: 409,
  already_shipped: 409,
  order_cancelled: 409,
  unknown_variant: 400,
  same_variant: 400,
  other_product: 400,
  dearer_variant: 409,
  over_worth: 409,
  remedy_in_state: 409,
  own_request: 403,
  not_your_turn: 403,
  refused_by_rule: 409,
  approval_expired: 409,
  request_changed: 409,
  escalation_closed: 409,
  last_admin: 409,
  policy_problem: 400,
  already_live: 409,
  nothing_before: 409,
  no_second: 409,
  too_many_drafts: 409,
  photo_too_large: 413,
  photo_unreadable: 422,
  photo_unknown_type: 415,
  too_many_photos: 400,
  photo_taken: 409,
  storage_full: 507,
  draining: 503,
  busy: 503,
};

/** A refusal as it crosses the wire. `message` is a sentence in the asker's language. */
export type WireRefusal = {
  [C in RefusalCode]: { code: C; details: RefusalDetails[C]; message: string };
}[RefusalCode];

export type Answered<A> = { ok: true; answer: A } | { ok: false; refusal: WireRefusal };
