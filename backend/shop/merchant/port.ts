import type { Address } from "../../contract/fields.ts";
import type { ClaimReason, MerchantAdapter } from "../../contract/vocabulary.ts";

/** What every call tells the merchant's system. `key` is the permanent idempotency key of this one attempt. */
export interface CallAbout {
  key: string;
  storefrontId: string;
  /** The order as the merchant knows it. */
  order: { id: string; number: string; paymentReference: string };
  reason: ClaimReason;
  lines: { sku: string; title: string; quantity: number }[];
}

/** What is asked for, by the kind of remedy. */
export type CallSubstance =
  | { remedy: "refund"; amountMinor: number; currency: string }
  | { remedy: "reship"; address: Address };

export interface MerchantCall {
  about: CallAbout;
  substance: CallSubstance;
  expected: Expected;
}

/** What the outside world says of one attempt. */
export type MerchantOutcome =
  /** `hint`: what the money went to or the parcel goes by, "card ••12" or a tracking number. */
  | { state: "settled"; reference: string; hint: string; arrivesInDays: number | null }
  /** Accepted; a signed callback will tell, and may be asked for. */
  | { state: "pending" }
  /** Definitive: nothing was moved and nothing will be. */
  | { state: "failed"; code: string; message: string }
  /** No answer, or none that can be believed. It may have happened. */
  | { state: "unknown"; why: string };

/** The merchant has never heard of the key, so that sending it (again) is safe. */
export interface NotKnown {
  state: "not_known";
}

/** By which key an answer must go, and which money it must name; a reshipment moves none. */
export interface Expected {
  key: string;
  money: { amountMinor: number; currency: string } | null;
}

/** The way to the merchant's own systems. Never throws: what goes wrong is `unknown`. Never called in a transaction. */
export interface MerchantPort {
  adapter: MerchantAdapter;
  carryOut(call: MerchantCall): Promise<MerchantOutcome>;
  stateOf(expected: Expected): Promise<MerchantOutcome | NotKnown>;
}
