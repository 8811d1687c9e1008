import type { Address } from "../../contract/fields.ts";
import type { GoodsRef, Progress } from "../../contract/remedy-terms.ts";
import type { ClaimReason, MerchantAdapter } from "../../contract/vocabulary.ts";

/** What every call tells the merchant's system. `key` is the permanent idempotency key of this one attempt. */
export interface CallAbout {
  key: string;
  storefrontId: string;
  /** The order as the merchant knows it. */
  order: { id: string; number: string; paymentReference: string };
  /** As the merchant knows them; null where the order is of nobody whom the shop knows. */
  customer: { id: string; email: string } | null;
  reason: ClaimReason;
  lines: { sku: string; title: string; quantity: number }[];
}

export interface Money {
  amountMinor: number;
  currency: string;
}

/** What is asked for, by the kind of remedy. */
export type CallSubstance =
  | ({ remedy: "refund" } & Money)
  | { remedy: "reship"; address: Address }
  | ({ remedy: "exchange"; goods: GoodsRef; address: Address } & Partial<Money>)
  | ({ remedy: "return_refund" } & Money)
  | ({ remedy: "cancellation"; isWholeOrder: boolean } & Partial<Money>)
  | ({
      remedy: "order_change";
      change: "variant" | "address" | "payment";
      goods: GoodsRef | null;
      address: Address | null;
      paymentMethod: string | null;
    } & Partial<Money>)
  | ({ remedy: "store_credit" } & Money)
  | { remedy: "points"; points: number }
  | { remedy: "gift"; goods: GoodsRef; address: Address }
  | { remedy: "address_correction"; address: Address };

export interface MerchantCall {
  about: CallAbout;
  substance: CallSubstance;
  expected: Expected;
}

/** What the outside world says of one attempt. */
export type MerchantOutcome =
  /** `hint`: what the money went to or the parcel goes by, "card ••12" or a tracking number. */
  | { state: "settled"; reference: string; hint: string; arrivesInDays: number | null }
  /** Accepted; a signed callback will tell, and may be asked for. `progress`: how far it has come, where it has steps. */
  | { state: "pending"; progress?: Progress }
  /** Definitive: nothing was moved and nothing will be. */
  | { state: "failed"; code: string; message: string }
  /** No answer, or none that can be believed. It may have happened. */
  | { state: "unknown"; why: string };

/** The merchant has never heard of the key, so that sending it (again) is safe. */
export interface NotKnown {
  state: "not_known";
}

/** By which key an answer must go, and which money it must name; a reshipment moves none, store credit is as good as money here. */
export interface Expected {
  key: string;
  money: Money | null;
}

/** The way to the merchant's own systems. Never throws: what goes wrong is `unknown`. Never called in a transaction. */
export interface MerchantPort {
  adapter: MerchantAdapter;
  carryOut(call: MerchantCall): Promise<MerchantOutcome>;
  stateOf(expected: Expected): Promise<MerchantOutcome | NotKnown>;
}
