/** The closed lists that both ends of the wire name things from. */
export const roles = ["agent", "supervisor", "admin", "department"] as const;
export type Role = (typeof roles)[number];

/** Who a command's caller can be; `anonymous` is a caller without any session. */
export const actorKinds = ["shopper", ...roles, "system", "anonymous"] as const;
export type ActorKind = (typeof actorKinds)[number];

export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

export const claimReasons = [
  "broken",
  "defective",
  "missing",
  "wrong_item",
  "late",
  "not_as_described",
  "changed_mind",
  "other",
] as const;
export type ClaimReason = (typeof claimReasons)[number];

/** What a shopper says would make it good; `talk` asks for a person rather than a remedy. */
export const wishes = ["refund", "reship", "exchange", "return_refund", "talk"] as const;
export type Wish = (typeof wishes)[number];

/** Remedies that have an executor today. A policy may name no other. */
export const remedyKinds = [
  "refund",
  "reship",
  "exchange",
  "return_refund",
  "cancellation",
  "order_change",
  "store_credit",
  "points",
  "gift",
  "address_correction",
] as const;
export type RemedyKind = (typeof remedyKinds)[number];

export const remedyStates = [
  "awaiting_approval",
  "granted",
  "paying",
  "settled",
  "failed",
  "declined",
  "expired",
  "withdrawn",
  "recalled",
] as const;
export type RemedyState = (typeof remedyStates)[number];

/** How the shopper came to us: by writing, or by the guided claim. */
export const channels = ["chat", "claim"] as const;
export type Channel = (typeof channels)[number];

export const ticketStatuses = ["open", "resolved"] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Whose turn it is in an open ticket. */
export const waitingParties = ["us", "shopper"] as const;
export type WaitingParty = (typeof waitingParties)[number];

export const queueNames = [
  "mine",
  "unassigned",
  "waiting_for_shopper",
  "waiting_for_department",
  "awaiting_approval",
  "all_open",
  "resolved",
] as const;
export type QueueName = (typeof queueNames)[number];

/** `verified`: the shop vouches for it by a signed token. `stated`: the shopper knew its number and e-mail. */
export const assurances = ["verified", "stated"] as const;
export type Assurance = (typeof assurances)[number];

export const financialStatuses = ["pending", "paid", "partially_refunded", "refunded", "voided"] as const;
export type FinancialStatus = (typeof financialStatuses)[number];

export const merchantAdapters = ["manual", "webhook"] as const;
export type MerchantAdapter = (typeof merchantAdapters)[number];
