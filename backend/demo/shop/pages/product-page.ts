import type { Product } from "../../catalogue.ts";
import { html } from "../html.ts";
import type { Page } from "../layout.ts";
import { optionName } from "../option-name.ts";
import { price } from "../prices.ts";
import type { Visitor } from "../visitor.ts";
import { words } from "../words.ts";

const fewPieces = 10;

/** `left`: the known stock less our reservations; null where it is not counted. */
export function productPage(
  product: Product,
  chosen: Product["variants"][number],
  left: number | null,
  visitor: Visitor,
): Page {
  const { locale, shopper } = visitor;
  const say = words[locale];
  const name = product.name[locale];
  const isThere = left === null || left > 0;
  const stock = !isThere ? say.soldOut : left !== null && left < fewPieces ? say.fewLeft : say.inStock;
  const options = product.variants.map(
    (variant) =>
      html`<a class="chip" href="/products/${product.handle}?sku=${variant.sku}"${
        variant.sku === chosen.sku && html` aria-current="true"`
      }>${optionName(variant.option, locale)}</a>`,
  );
  const content = html`
<article class="product">
<img src="/pictures/${chosen.sku}.svg" alt="${name}, ${optionName(chosen.option, locale)}" width="800" height="800">
<div>
<h1>${name}</h1>
<p class="cost">${price(chosen, visitor)} <span class="stock${!isThere && " out"}">${stock}</span></p>
<p>${product.about[locale]}</p>
<h2>${say.choose}</h2><p class="chips">${options}</p>
<form method="post" action="/orders"><input type="hidden" name="sku" value="${chosen.sku}">
<button class="button wide"${!isThere && html` disabled`}>${say.buy}</button></form>
<button class="button wide plain" type="button" data-open-chat>${say.ask}</button>
<p class="hint">${shopper === null ? "" : say.buyHint}</p>
<dl><dt>${say.sku}</dt><dd>${chosen.sku}</dd></dl>
</div></article>`;
  return { title: name, context: { scene: "product", productSku: chosen.sku }, content };
}
