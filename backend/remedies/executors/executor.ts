import type { RemedyRequest } from "../../contract/commands/remedies.ts";
import type { LineRef } from "../../contract/entries.ts";
import type { Address, OrderedLine } from "../../contract/fields.ts";
import type { Stage, Terms } from "../../contract/remedy-terms.ts";
import type { RemedyKind } from "../../contract/vocabulary.ts";
import type { Write } from "../../core/database/writes.ts";
import type { CallSubstance, Money } from "../../shop/merchant/port.ts";
import type { OrderWithLines } from "../../shop/orders/order-worth.ts";
import type { CustomerRow, VariantRow } from "../../shop/tables.ts";

/** A remedy's substance: what it gives, measured and named, before it is somebody's decision. */
export interface Wanted {
  remedy: RemedyKind;
  /** What it counts as against limits, in minor units; at least 1. */
  amountMinor: number;
  currency: string;
  lines: LineRef[];
  /** Where goods go, or the corrected address. */
  address: Address | null;
  terms: Terms | null;
}

/** By SKU. A SKU that is not in it is not counted by the shop. */
export type Stock = ReadonlyMap<string, VariantRow>;

/** What a remedy is judged on and bears on, all of it locked. */
export interface Ground {
  o: OrderWithLines;
  stock: Stock;
  /** Lines of which something has left the shop. */
  shippedLineIds: ReadonlySet<string>;
}

export interface Settled extends Ground {
  /** Whose record is corrected, locked; null where there is nothing to correct. */
  corrected: CustomerRow | null;
}

export interface Leave {
  /** A supervisor says that a line may be sent more often than it was bought. */
  mayExceedBought: boolean;
}

/** What is chosen before an amount is known: by request, headroom and remedy alike. */
export interface Choice {
  remedy: RemedyKind;
  lines: readonly OrderedLine[];
  /** A variant off the shelf that is not (only) a line's own, and how many of it. */
  goods: { sku: string; quantity: number } | null;
}

export type RequestOf<K extends RemedyKind> = Extract<RemedyRequest, { remedy: K }>;

/** All that one kind of remedy is; executors.ts has one for each. What is said of it here is true on both adapters. */
export interface Executor<K extends RemedyKind = RemedyKind> {
  /** Measures a request on its order. Refuses what does not fit that order, whatever the policy would say. */
  measure(request: RequestOf<K>, ground: Ground): Wanted;
  /** Refuses what order or shelf no longer have, whatever the policy would say. Asked under their locks, also on retry. */
  ensurePossible(wanted: Wanted, ground: Ground, leave: Leave): void;
  /** The lines that a choice is about, where they are not the chosen ones as they are chosen. */
  meant?(choice: Choice, o: OrderWithLines): readonly OrderedLine[];
  /** What a choice is worth, and what nobody can give more than: the headroom's frame. */
  preview(choice: Choice, ground: Ground): { worthMinor: number; mostMinor: number };
  /** A person types the amount, and an approver may name another. */
  hasFreeAmount: boolean;
  /** What comes off the shelf: the lines' own goods, the chosen variant, or nothing. */
  takes: "lines" | "goods" | "nothing";
  /** Which count of the chosen lines it raises. */
  counts: "refundedQuantity" | "reshippedQuantity" | null;
  /** What really goes back to the payer, and so into the order's ledger. */
  refundMinor(wanted: Wanted): number;
  /** Steps on the merchant's side before it settles, in order. */
  stages?: readonly Stage[];
  /** The money, or promise of it, that the merchant's answer must name; null where none is. */
  confirms(wanted: Wanted): Money | null;
  /** Settling writes the customer's own record. */
  correctsCustomer?: true;
  /** What else is written when it has settled. */
  settle?(wanted: Wanted, ground: Settled, now: number): Write[];
  /** What the merchant's system is asked for; null where the remedy lacks what it needs. */
  call(wanted: Wanted): CallSubstance | null;
}
