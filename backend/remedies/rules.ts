import type { Approver } from "../contract/policy.ts";
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

/** Names exactly what an approver is shown. Anything in it that changes must be asked again. */
export function requestHash(
  wanted: Wanted,
  order: OrderRow,
  policyVersion: number,
  chain: readonly Approver[],
): string {
  const { remedy, amountMinor, currency, lines, address, terms } = wanted;
  return sha256(
    canonicalJson({
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
    }),
  );
}

const isPlain = ([first, second]: readonly Approver[]): boolean =>
  first === undefined || (second === undefined && first.kind === "role" && first.role === "supervisor");
