import type { Verdict } from "../../authority/decide.ts";
import type { DecisionFacts } from "../../authority/facts.ts";
import type { Address } from "../../contract/fields.ts";
import type { PolicyRule } from "../../contract/policy.ts";
import type { GoodsRef, Terms } from "../../contract/remedy-terms.ts";
import type { Assurance, Channel, ClaimReason, RemedyKind } from "../../contract/vocabulary.ts";

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
  /** Other variants of the same product, at what they would cost in this order. */
  others: Offer[];
}

/** Something off the shelf. */
export interface Offer {
  sku: string;
  title: string;
  productType: string;
  priceMinor: number;
}

/** What history is drawn from. `until`: nothing of it happens later. */
export interface Ground {
  storefrontId: string;
  timeZone: string;
  policy: { version: number; rules: PolicyRule[] };
  templates: Template[];
  /** What a shop gives away: small things that can be sent. */
  gifts: Offer[];
  /** Names of customers, mixed anew. */
  names: string[];
  /** Those that agents call in. */
  departments: { id: string; name: string }[];
  /** The storefront's own, so that audits are drawn as they would have been. */
  auditKey: string;
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
  /** When it leaves and when it arrives; null: it never does, as far as history goes. */
  shippedAt: number | null;
  deliveredAt: number | null;
  cancelledAt: number | null;
  paidMinor: number;
  grantedMinor: number;
  grantedCount: number;
  /** Of remedies that give money back and were settled. */
  refundedMinor: number;
}

/** How far an order has come when somebody writes about it. */
export type Stage = "unsent" | "underway" | "delivered";

/** What a remedy gives, measured as the house measures it. */
export interface Measured {
  remedy: RemedyKind;
  chosen: { line: number; quantity: number }[];
  /** Chosen off the shelf in no line's place; what goes out for a line is in the terms alone. */
  gift: (GoodsRef & { productType: string }) | null;
  amountMinor: number;
  terms: Terms | null;
}

/** What a shopper comes with, and what an agent makes of it. */
export interface Demand extends Measured {
  at: number;
  order: PlannedOrder;
  agent: PlannedPerson;
  reason: ClaimReason;
  channel: Channel;
  assurance: Assurance;
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

/** A department that was called in before the remedy was decided. */
export interface Relay {
  department: Ground["departments"][number];
  openedAt: number;
  endedAt: number;
}

export interface PlannedCase {
  ticketId: string;
  remedyId: string;
  demand: Demand;
  /** The audit's draw asked for a photo. */
  isAudit: boolean;
  decided: Decided[];
  /** Null for what was given at once. */
  answer: {
    how: "approved" | "declined" | "expired" | "withdrawn";
    at: number;
    by: PlannedPerson;
    amountMinor: number;
  } | null;
  relay: Relay | null;
  /** When the shopper wrote again while an answer was out. */
  chasedAt: number[];
  /** Of what was given: when the merchant's system said no, and when it was tried again (null: never). */
  failure: { at: number; retriedAt: number | null } | null;
  settledAt: number | null;
  isOverrun: boolean;
  resolvedAt: number;
  reopenedAt: number | null;
  rating: number | null;
}
