import type { Verdict } from "../../authority/decide.ts";
import type { DecisionFacts } from "../../authority/facts.ts";
import type { Address } from "../../contract/fields.ts";
import type { PolicyRule } from "../../contract/policy.ts";
import type { Assurance, Channel, ClaimReason } from "../../contract/vocabulary.ts";

/** An order of the shop's, of which generated ones are copies at other times. */
export interface Template {
  currency: string;
  paymentMethod: string;
  address: Address | null;
  lines: TemplateLine[];
}

export interface TemplateLine {
  sku: string;
  title: string;
  variant: string;
  productType: string;
  unitPriceMinor: number;
  quantity: number;
  requiresShipping: boolean;
}

/** What history is drawn from. `until`: nothing of it happens later. */
export interface Ground {
  storefrontId: string;
  timeZone: string;
  policy: { version: number; rules: PolicyRule[] };
  templates: Template[];
  /** Names of customers, mixed anew. */
  names: string[];
  from: number;
  until: number;
  cases: number;
  seed: number;
}

export interface PlannedPerson {
  id: string;
  name: string;
  email: string;
  role: "agent" | "supervisor";
}

export interface PlannedCustomer {
  id: string;
  shopperId: string;
  externalId: string;
  name: string;
  email: string;
  tags: string[];
  since: number;
  /** Orders of before the window, which nobody sees but trust counts. */
  earlierOrders: number;
  /** Comes again, rates badly, sends no photos. */
  isTroublesome: boolean;
  orders: PlannedOrder[];
  /** Newest first. */
  claimsAt: number[];
}

export interface PlannedOrder {
  id: string;
  number: string;
  customer: PlannedCustomer;
  template: Template;
  lineIds: string[];
  orderedAt: number;
  deliveredAt: number | null;
  paidMinor: number;
  grantedMinor: number;
  grantedCount: number;
  /** Of refunds that were settled. */
  refundedMinor: number;
}

/** What a shopper comes with, and what an agent makes of it. */
export interface Demand {
  at: number;
  order: PlannedOrder;
  agent: PlannedPerson;
  remedy: "refund" | "reship";
  reason: ClaimReason;
  channel: Channel;
  assurance: Assurance;
  chosen: { line: number; quantity: number }[];
  amountMinor: number;
  photoCount: number;
  packagingPhotoCount: number;
}

export interface Decided {
  id: string;
  at: number;
  act: "grant" | "request" | "approve" | "retry";
  facts: DecisionFacts;
  verdict: Verdict;
}

export interface PlannedCase {
  ticketId: string;
  remedyId: string;
  demand: Demand;
  decided: Decided[];
  /** Null for what was given at once. */
  answer: {
    how: "approved" | "declined" | "expired" | "withdrawn";
    at: number;
    by: PlannedPerson;
    amountMinor: number;
  } | null;
  /** Of what was given: when the merchant's system said no, and when it was tried again (null: never). */
  failure: { at: number; retriedAt: number | null } | null;
  settledAt: number | null;
  isOverrun: boolean;
  resolvedAt: number;
  reopenedAt: number | null;
  rating: number | null;
}
