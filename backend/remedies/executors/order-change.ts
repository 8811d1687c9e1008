import type { OrderedLine } from "../../contract/fields.ts";
import { noTerms, type Terms } from "../../contract/remedy-terms.ts";
import { update, type Write } from "../../core/database/writes.ts";
import { lineRefs, type OrderWithLines } from "../../shop/orders/order-worth.ts";
import { type OrderLineRow, orderLines, orders } from "../../shop/tables.ts";
import type { Choice, Executor, Ground, RequestOf, Wanted } from "./executor.ts";
import {
  ensureInStock,
  ensureNotCancelled,
  ensureRefundable,
  ensureUnshipped,
  leastAmountMinor,
  lineOf,
  moneyBack,
  wholeOrder,
} from "./preconditions.ts";
import { previewDifference, termsOfSwap } from "./variant-choice.ts";

/** It costs the shop what it gives back or forgoes; a new address costs nothing, and counts as the least there is. */
const worthOf = ({ refundMinor, waivedMinor }: Terms) => Math.max(leastAmountMinor, refundMinor, waivedMinor);

/** A line is swapped as a whole: an order does not grow lines here. */
const wholeLine = ({ id: lineId, quantity, refundedQuantity }: OrderLineRow): OrderedLine => ({
  lineId,
  quantity: Math.max(1, quantity - refundedQuantity),
});

/** A line that is none of the order's stays as it is, for the rules to refuse. */
const wholeLines = ({ lines }: Choice, o: OrderWithLines): OrderedLine[] =>
  lines.map((line) => {
    const found = o.lines.find(({ id }) => id === line.lineId);
    return found === undefined ? line : wholeLine(found);
  });

function measureSwap(
  change: Extract<RequestOf<"order_change">["change"], { what: "variant" }>,
  ground: Ground,
) {
  const { o } = ground;
  const line = wholeLine(lineOf(o, change.lineId));
  const terms: Terms = { ...termsOfSwap(ground, line, change), change: "variant" };
  return { lines: lineRefs(o, [line]), address: null, terms };
}

function measureOther(change: Exclude<RequestOf<"order_change">["change"], { what: "variant" }>) {
  const isAddress = change.what === "address";
  const terms: Terms = {
    ...noTerms,
    change: change.what,
    paymentMethod: isAddress ? null : change.paymentMethod,
  };
  return { lines: [], address: isAddress ? change.address : null, terms };
}

/** What the order says from now on. What was paid for a line stays with it: the difference stands in the ledger. */
function changedOrder({ lines, address, terms }: Wanted, { o, stock }: Ground): Write[] {
  const order = { id: o.order.id };
  if (terms?.change === "payment")
    return [update(orders, order, { paymentMethod: terms.paymentMethod ?? "" })];
  if (terms?.change === "address") return [update(orders, order, { shippingAddress: address })];
  const variant = stock.get(terms?.goods?.sku ?? "");
  const [line] = lines;
  if (variant === undefined || line === undefined) return [];
  const { sku, title, variant: options, requiresShipping } = variant;
  return [update(orderLines, { id: line.lineId }, { sku, title, variant: options, requiresShipping })];
}

/** Of an order that has not been sent: a line becomes another variant, or it goes elsewhere, or is paid otherwise. */
export const orderChange: Executor<"order_change"> = {
  hasFreeAmount: false,
  takes: "goods",
  counts: null,
  measure({ change }, ground) {
    const { currency } = ground.o.order;
    const measured = change.what === "variant" ? measureSwap(change, ground) : measureOther(change);
    return { remedy: "order_change", amountMinor: worthOf(measured.terms), currency, ...measured };
  },
  ensurePossible({ lines, terms }, ground) {
    const { o, stock } = ground;
    ensureNotCancelled(o);
    ensureUnshipped(lines.length > 0 ? lines : wholeOrder(o), ground);
    ensureRefundable(terms?.refundMinor ?? 0, o);
    if (terms?.goods) ensureInStock([[terms.goods.sku, terms.goods.quantity]], stock);
  },
  meant: wholeLines,
  preview(choice, ground) {
    const whole = { ...choice, lines: wholeLines(choice, ground.o) };
    const worthMinor = Math.max(leastAmountMinor, Math.abs(previewDifference(whole, ground)));
    return { worthMinor, mostMinor: worthMinor };
  },
  refundMinor: ({ terms }) => terms?.refundMinor ?? 0,
  confirms: ({ terms, currency }) => moneyBack(terms?.refundMinor ?? 0, currency),
  settle: changedOrder,
  call({ terms, address, currency }) {
    if (terms === null || terms.change === null) return null;
    const { change, goods, paymentMethod } = terms;
    const money = moneyBack(terms.refundMinor, currency);
    return { remedy: "order_change", change, goods, address, paymentMethod, ...money };
  },
};
