import type { Approver } from "../contract/policy.ts";
import type { ClaimReason } from "../contract/vocabulary.ts";
import { canonicalJson, sha256 } from "../core/ids.ts";
import type { OrderRow } from "../shop/tables.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Wanted } from "./executors/executor.ts";

type Told = Pick<TicketRow, "storefrontId" | "orderId" | "customerId">;

/** A ticket gives only on the order that is attached to it, or on another of its customer's. */
export function belongTogether(ticket: Told, order: OrderRow): boolean {
  if (ticket.storefrontId !== order.storefrontId) return false;
  return (
    ticket.orderId === order.id || (ticket.customerId !== null && ticket.customerId === order.customerId)
  );
}

interface Named {
  wanted: Wanted;
  reason: ClaimReason;
  order: OrderRow;
  policyVersion: number;
  /** Who is asked; empty for a grant. */
  chain: readonly Approver[];
}

/** Stands before every hash of today's form. A bare one is of the first, which did not name all that is named now. */
const form = "2.";
const hashLength = 64;

/** Names exactly what an approver is shown, and where the money goes. Anything in it that changes must be asked again. */
export function requestHash({ reason, ...named }: Named): string {
  const { paymentMethod, paymentReference } = named.order;
  const all = { ...namedAtFirst(named), reason, paidBy: { paymentMethod, paymentReference } };
  return (form + sha256(canonicalJson(all))).slice(0, hashLength);
}

/** In the form of the hash that it was given: what waited while a node was upgraded is no other request for that. */
export const hashInFormOf = (hash: string, named: Named): string =>
  hash.startsWith(form) ? requestHash(named) : sha256(canonicalJson(namedAtFirst(named)));

function namedAtFirst({ wanted, order, policyVersion, chain }: Omit<Named, "reason">) {
  const { remedy, amountMinor, currency, lines, address, terms } = wanted;
  return {
    remedy,
    amountMinor,
    currency,
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    orderId: order.id,
    payee: { customerId: order.customerId, email: order.email },
    address,
    // Left out where there are none, so that what was asked before there were terms keeps its name.
    ...(terms === null ? {} : { terms }),
    policyVersion,
    // A single supervisor is what everything was asked of before there were chains.
    ...(isPlain(chain) ? {} : { chain }),
  };
}

const isPlain = ([first, second]: readonly Approver[]): boolean =>
  first === undefined || (second === undefined && first.kind === "role" && first.role === "supervisor");
