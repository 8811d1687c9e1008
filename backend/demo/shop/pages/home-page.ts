import { catalogue, type Product } from "../../catalogue.ts";
import { freeShippingFrom } from "../../demo-orders.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import { money, price } from "../prices.ts";
import type { Visitor } from "../visitor.ts";
import { words } from "../words.ts";

const inTheHero = ["KT-KETTLE-10", "KT-TEAPOT-CLAY", "KT-POT-40-FOREST"];

export function homePage(visitor: Visitor): Page {
  const say = words[visitor.locale];
  const { currency, locale } = visitor;
  const free = money(freeShippingFrom[currency], currency, locale);
  const content = html`
<section class="hero">
<div><h1>${say.heroTitle}</h1><p>${say.heroText}</p><a class="button" href="#collection">${say.heroLink}</a></div>
<div class="still">${inTheHero.map((sku) => html`<img src="/pictures/${sku}.svg" alt="" width="400" height="400">`)}</div>
</section>
<ul class="promises"><li>${say.promiseShipping(free)}</li><li>${say.promiseReturn}</li><li>${say.promiseHelp}</li></ul>
<section aria-labelledby="collection"><h2 id="collection">${say.collection}</h2>
<ul class="grid">${catalogue.map((product) => card(product, visitor))}</ul></section>`;
  return { title: "", context: { scene: "home" }, content };
}

function card(product: Product, visitor: Visitor): Html | null {
  const [first] = product.variants;
  if (first === undefined) return null;
  const say = words[visitor.locale];
  const cost = price(first, visitor);
  const isRange = product.variants.some((each) => each.yuan !== first.yuan);
  const shown = visitor.locale === "en" ? `${say.from} ${cost}` : `${cost} ${say.from}`;
  return html`<li><a class="card" href="/products/${product.handle}">
<img src="/pictures/${first.sku}.svg" alt="" width="400" height="400" loading="lazy">
<span class="name">${product.name[visitor.locale]}</span><span class="price">${isRange ? shown : cost}</span></a></li>`;
}
