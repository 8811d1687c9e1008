/** Steps on the merchant's side between the promise and its end, as far as a remedy has them; in this order. */
export const stages = ["label", "received"] as const;
export type Stage = (typeof stages)[number];

/** `hint`: what the shopper needs for it, as the merchant says it: the label's link, a parcel's number. */
export interface Progress {
  stage: Stage;
  hint: string;
}

/** Goods off the shelf that need not be what was bought. */
export interface GoodsRef {
  sku: string;
  title: string;
  quantity: number;
}

/** What a remedy consists of beside its amount, lines and address. Remedies that are nothing more have none. */
export interface Terms {
  /** Sent in the lines' place or for nothing; or what the line of an unshipped order becomes. */
  goods: GoodsRef | null;
  /** What goes back to the payer, in minor units. */
  refundMinor: number;
  /** What the shop forgoes, because the new variant is dearer. */
  waivedMinor: number;
  points: number | null;
  /** Of an order that has not been shipped. */
  change: "variant" | "address" | "payment" | null;
  paymentMethod: string | null;
  /** Of a cancellation: nothing of the order remains. */
  isWholeOrder: boolean;
}

/** The same as the shopper sees it. */
export interface ShownTerms {
  goods: Omit<GoodsRef, "sku"> | null;
  refundMinor: number;
  points: number | null;
  change: Terms["change"];
  isWholeOrder: boolean;
}

export const noTerms: Terms = {
  goods: null,
  refundMinor: 0,
  waivedMinor: 0,
  points: null,
  change: null,
  paymentMethod: null,
  isWholeOrder: false,
};
