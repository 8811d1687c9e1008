import { type Html, html } from "./html.ts";
import type { Visitor } from "./visitor.ts";
import { shopName, words } from "./words.ts";

/** What the widget is told of the page. */
export interface PageContext {
  scene: string;
  orderNumber?: string;
  productSku?: string;
}

export interface Page {
  title: string;
  context: PageContext;
  content: Html;
}

export interface Frame {
  visitor: Visitor;
  helpdeskUrl: string;
  storefrontKey: string;
}

/** A whole page. Nothing inline: styles and scripts come from files, as the policy demands. */
export function layout({ title, context, content }: Page, frame: Frame): string {
  const { locale, shopper } = frame.visitor;
  const say = words[locale];
  const name = shopName[locale];
  const isHome = context.scene === "home";
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${say.tagline}">
<title>${isHome ? `${name} · ${say.tagline}` : `${title} · ${name}`}</title>
<link rel="icon" href="/bird.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop.css">
<script src="/shop.js" defer></script>
<script async src="${frame.helpdeskUrl}/widget.js" data-storefront="${frame.storefrontKey}"></script>
</head>
<body data-scene="${context.scene}" data-order-number="${context.orderNumber ?? ""}" data-product-sku="${context.productSku ?? ""}" data-shopper="${shopper?.id ?? ""}">
<a class="skip" href="#content">${say.skip}</a>
<header class="top">
<a class="brand" href="/"><img src="/bird.svg" alt="" width="30" height="30">${name}</a>
<nav>
<a href="/orders">${say.myOrders}</a>
<a href="?lang=${locale === "en" ? "zh-CN" : "en"}" lang="${locale === "en" ? "zh-CN" : "en"}">${say.language}</a>
${
  shopper === null
    ? html`<a class="quiet" href="/sign-in">${say.signIn}</a>`
    : html`<form method="post" action="/sign-out"><button class="quiet" title="${shopper.name}">${say.signOut}<span class="who"> ${shopper.name}</span></button></form>`
}
</nav>
</header>
<main id="content">${content}</main>
<footer>${say.footer}</footer>
</body>
</html>`.text;
}
