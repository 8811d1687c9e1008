import type { FinancialStatus } from "../../contract/vocabulary.ts";
import { badRow } from "./bad-row.ts";

interface Status {
  status: FinancialStatus;
  /** Whether the total less an outstanding balance has been paid. */
  isPaid: boolean;
}

/** Shopify's words. A partly paid order is paid as far as its outstanding balance says. */
const statuses = new Map<string, Status>([
  ["", { status: "pending", isPaid: false }],
  ["pending", { status: "pending", isPaid: false }],
  ["authorized", { status: "pending", isPaid: false }],
  ["unpaid", { status: "pending", isPaid: false }],
  ["expired", { status: "pending", isPaid: false }],
  ["partially_paid", { status: "pending", isPaid: true }],
  ["paid", { status: "paid", isPaid: true }],
  ["partially_refunded", { status: "partially_refunded", isPaid: true }],
  ["refunded", { status: "refunded", isPaid: true }],
  ["voided", { status: "voided", isPaid: false }],
]);

interface Stated {
  text: string;
  totalMinor: number;
  /** Null where the file does not say. */
  outstandingMinor: number | null;
}

export function paidOf({ text, totalMinor, outstandingMinor }: Stated): {
  status: FinancialStatus;
  paidMinor: number;
} {
  const found =
    statuses.get(text.toLowerCase().replaceAll(" ", "_")) ?? badRow(`Financial Status "${text}" is unknown`);
  if (!found.isPaid) return { status: found.status, paidMinor: 0 };
  // Partly paid without a balance: nothing is sure to have been paid.
  const unknown = found.status === "pending" ? totalMinor : 0;
  return { status: found.status, paidMinor: Math.max(0, totalMinor - (outstandingMinor ?? unknown)) };
}

/** The status that the ledger speaks for, where it knows more than the file. */
export function statusAfterRefunds(
  imported: FinancialStatus,
  paidMinor: number,
  refundedMinor: number,
): FinancialStatus {
  if (refundedMinor === 0 || imported === "voided" || paidMinor === 0) return imported;
  return refundedMinor >= paidMinor ? "refunded" : "partially_refunded";
}
