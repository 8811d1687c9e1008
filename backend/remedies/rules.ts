import type { RemedyRequest } from "../contract/commands/remedies.ts";
import type { LineRef } from "../contract/entries.ts";
import type { Address, OrderedLine } from "../contract/fields.ts";
import type { RemedyKind } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import { canonicalJson, sha256 } from "../core/ids.ts";
import { refuse } from "../core/refusal.ts";
import {
  goodsWorth,
  lineRefs,
  type OrderWithLines,
  refundableMinor,
  reshippable,
  worthOfLines,
} from "../shop/orders/order-worth.ts";
import { availableStock } from "../shop/orders/stock.ts";
import type { OrderRow, VariantRow } from "../shop/tables.ts";
import type { TicketRow } from "../tickets/tables.ts";

/** A remedy's substance: what it gives, measured and named, before it is somebody's decision. */
export interface Wanted {
  remedy: RemedyKind;
  /** For a reshipment what the goods were sold for: what it counts as against limits. */
  amountMinor: number;
  currency: string;
  lines: LineRef[];
  /** Of a reshipment. */
  address: Address | null;
}

/** Goods sold for nothing still count: a limit of nothing is no limit. */
const leastAmountMinor = 1;

/** Measures a request on its order. Refuses what does not fit that order, whatever the policy would say. */
export function wantedOf(request: RemedyRequest, o: OrderWithLines): Wanted {
  return request.remedy === "refund" ? wantedRefund(request, o) : wantedReshipment(request, o);
}

function wantedRefund(request: Extract<RemedyRequest, { remedy: "refund" }>, o: OrderWithLines): Wanted {
  const { amountMinor, currency, lines } = request;
  if (currency !== o.order.currency) refuse("wrong_currency", { expected: o.order.currency });
  ensureWithinLines(amountMinor, o, lines);
  return { remedy: "refund", amountMinor, currency, lines: lineRefs(o, lines), address: null };
}

/** A refund of chosen lines is at most what they are worth. */
export function ensureWithinLines(
  amountMinor: number,
  o: OrderWithLines,
  lines: readonly OrderedLine[],
): void {
  if (lines.length === 0) return;
  const worth = worthOfLines(o, lines);
  if (amountMinor > worth) refuse("wrong_amount", { expectedMinor: worth, currency: o.order.currency });
}

function wantedReshipment(request: Extract<RemedyRequest, { remedy: "reship" }>, o: OrderWithLines): Wanted {
  const lines = lineRefs(o, request.lines);
  const isAllGoods = lines.every(({ lineId }) => lineOf(o, lineId).requiresShipping);
  if (!isAllGoods) refuse("not_shipped_goods", {});
  const address = request.address ?? o.order.shippingAddress;
  if (address === null) {
    refuse("malformed", {
      issues: [{ path: "request.address", message: "the order has no address to send to" }],
    });
  }
  const amountMinor = Math.max(leastAmountMinor, goodsWorth(o, request.lines));
  return { remedy: "reship", amountMinor, currency: o.order.currency, lines, address };
}

function lineOf(o: OrderWithLines, lineId: string) {
  return o.lines.find((line) => line.id === lineId) ?? refuse("wrong_line", { lineId });
}

/** By SKU. A SKU that is not in it is not counted by the shop. */
export type Stock = ReadonlyMap<string, VariantRow>;

interface Leave {
  /** A supervisor says that a line may be sent more often than it was bought. */
  mayExceedBought: boolean;
}

/** Refuses what the order or the shelf no longer has, whatever the policy would say. Asked under their locks. */
export function ensurePossible(wanted: Wanted, o: OrderWithLines, stock: Stock, leave: Leave): void {
  if (wanted.remedy === "refund") {
    const leftMinor = refundableMinor(o.order);
    if (wanted.amountMinor > leftMinor) refuse("over_refundable", { leftMinor, currency: o.order.currency });
    return;
  }
  for (const { lineId, quantity } of wanted.lines) {
    const left = reshippable(lineOf(o, lineId));
    if (quantity > left && !leave.mayExceedBought) refuse("over_bought", { lineId, left });
  }
  for (const [sku, quantity] of piecesBySku(wanted.lines, o)) {
    const variant = stock.get(sku);
    const left = variant === undefined ? null : availableStock(variant);
    if (left !== null && quantity > left) refuse("out_of_stock", { sku, left: Math.max(0, left) });
  }
}

/** Two lines of one order may be the same thing on the shelf. */
export function piecesBySku(lines: readonly OrderedLine[], o: OrderWithLines): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { lineId, quantity } of lines) {
    const { sku } = lineOf(o, lineId);
    pieces.set(sku, (pieces.get(sku) ?? 0) + quantity);
  }
  return pieces;
}

type Told = Pick<TicketRow, "storefrontId" | "orderId" | "customerId">;

/** A ticket gives only on the order that is attached to it, or on another of its customer's. */
export function belongTogether(ticket: Told, order: OrderRow): boolean {
  if (ticket.storefrontId !== order.storefrontId) return false;
  return (
    ticket.orderId === order.id || (ticket.customerId !== null && ticket.customerId === order.customerId)
  );
}

/** Staff who are the shop's customers too do not give to themselves. */
export function isPayee(
  person: PersonActor,
  order: OrderRow,
  ticket: Pick<TicketRow, "shopperEmail">,
): boolean {
  const own = person.email.toLowerCase();
  return order.email.toLowerCase() === own || ticket.shopperEmail?.toLowerCase() === own;
}

/** Names exactly what an approver is shown. Anything in it that changes must be asked again. */
export function requestHash(wanted: Wanted, order: OrderRow, policyVersion: number): string {
  const { remedy, amountMinor, currency, lines, address } = wanted;
  return sha256(
    canonicalJson({
      remedy,
      amountMinor,
      currency,
      lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
      orderId: order.id,
      payee: { customerId: order.customerId, email: order.email },
      address,
      policyVersion,
    }),
  );
}
