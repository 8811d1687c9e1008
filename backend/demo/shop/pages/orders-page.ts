import { addressText } from "../../../shop/orders/address-text.ts";
import { deliveryOf } from "../../../shop/orders/order-phase.ts";
import { titleOf } from "../../../shop/orders/order-worth.ts";
import type { DetailedOrder } from "../../../shop/orders/read-details.ts";
import type { OrderLineRow } from "../../../shop/tables.ts";
import { productOf } from "../../catalogue.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import { optionName } from "../option-name.ts";
import { date, money } from "../prices.ts";
import type { Visitor } from "../visitor.ts";
import { words } from "../words.ts";

const pathOf = (number: string) => `/orders/${encodeURIComponent(number.replace("#", ""))}`;

function nameOf(line: OrderLineRow, { locale }: Visitor): string {
  const product = productOf(line.sku);
  return titleOf(
    product === null ? line : { title: product.name[locale], variant: optionName(line.variant, locale) },
  );
}

function phase(o: DetailedOrder, { locale }: Visitor): Html {
  const { phase: at } = deliveryOf(o.order, o.shipments);
  return html`<span class="phase ${at}">${words[locale].phase[at]}</span>`;
}

export function ordersPage(orders: readonly DetailedOrder[], visitor: Visitor): Page {
  const { locale } = visitor;
  const say = words[locale];
  const rows = orders.map(
    (o) => html`<li><a class="order" href="${pathOf(o.order.number)}">
<span class="thumbs">${o.lines.slice(0, 3).map((line) => html`<img src="/pictures/${line.sku}.svg" alt="" width="64" height="64" loading="lazy">`)}</span>
<span class="what"><strong>${say.order} ${o.order.number}</strong>
<span>${o.lines.map((line) => nameOf(line, visitor)).join(", ")}</span>
<span class="muted">${date(o.order.orderedAt, locale)} · ${money(o.order.totalMinor, o.order.currency, locale)}</span></span>
${phase(o, visitor)}</a></li>`,
  );
  const content = html`<h1>${say.myOrders}</h1>${
    rows.length === 0 ? html`<p>${say.noOrders}</p>` : html`<ul class="orders">${rows}</ul>`
  }`;
  return { title: say.myOrders, context: { scene: "orders" }, content };
}

export function orderPage(o: DetailedOrder, visitor: Visitor, isNew: boolean): Page {
  const { order, lines, shipments } = o;
  const { locale } = visitor;
  const say = words[locale];
  const cost = (minor: number) => money(minor, order.currency, locale);
  const sums: [string, number][] = [
    [say.subtotal, order.subtotalMinor + order.discountMinor],
    [say.discount, -order.discountMinor],
    [say.shipping, order.shippingMinor],
    [say.tax, order.taxMinor],
  ];
  const parcels = shipments.map(
    ({ carrier, trackingNumber, deliveredAt }) =>
      html`<p>${say.parcel}: ${carrier} ${trackingNumber}${
        deliveredAt !== null && html`<br>${say.arrivedOn} ${date(deliveredAt, locale)}`
      }</p>`,
  );
  const content = html`
${isNew && html`<p class="notice" role="status">${say.thanks}</p>`}
<h1>${say.order} ${order.number}</h1>
<p>${say.orderedOn} ${date(order.orderedAt, locale)} ${phase(o, visitor)}</p>
<ul class="lines">${lines.map(
    (line) => html`<li><img src="/pictures/${line.sku}.svg" alt="" width="72" height="72">
<span>${nameOf(line, visitor)}<br><span class="muted">× ${line.quantity}</span></span>
<span>${cost(line.quantity * line.unitPriceMinor - line.discountMinor)}</span></li>`,
  )}</ul>
<dl class="sums">${sums
    .filter(([, minor]) => minor !== 0)
    .map(([label, minor]) => html`<dt>${label}</dt><dd>${cost(minor)}</dd>`)}
<dt><strong>${say.total}</strong></dt><dd><strong>${cost(order.totalMinor)}</strong></dd>
${order.refundedMinor > 0 && html`<dt>${say.refunded}</dt><dd>${cost(-order.refundedMinor)}</dd>`}</dl>
${parcels}
<p class="muted">${say.sentTo}: ${addressText(order.shippingAddress)}</p>
<button class="button" type="button" data-open-chat>${say.somethingWrong}</button>`;
  return {
    title: `${say.order} ${order.number}`,
    context: { scene: "order", orderNumber: order.number },
    content,
  };
}
