import type { Address } from "../../contract/fields.ts";
import { inProportion } from "../../core/money.ts";
import type { VariantRow } from "../../shop/tables.ts";
import type { Offer, Template, TemplateLine } from "./history-plan.ts";

type Variant = Pick<
  VariantRow,
  "sku" | "productHandle" | "productType" | "title" | "priceMinor" | "requiresShipping"
>;

interface Sold {
  currency: string;
  paymentMethod: string;
  shippingAddress: Address | null;
  lines: Omit<TemplateLine, "productType" | "others">[];
}

/** Of what can be sent, the cheaper part is given away. */
const giftsAtMost = 5;

/** Orders that were sold, with what the catalogue knows of their goods. */
export function templatesFrom(sold: readonly Sold[], catalogue: readonly Variant[]): Template[] {
  const bySku = new Map(catalogue.map((each) => [each.sku, each]));
  const byProduct = new Map<string, Variant[]>();
  for (const each of catalogue) {
    const known = byProduct.get(each.productHandle);
    if (known === undefined) byProduct.set(each.productHandle, [each]);
    else known.push(each);
  }
  return sold.map(({ currency, paymentMethod, shippingAddress, lines }) => ({
    currency,
    paymentMethod,
    address: shippingAddress,
    lines: lines.map(({ sku, title, variant, unitPriceMinor, quantity, requiresShipping }) => {
      const own = bySku.get(sku);
      const others = own === undefined ? [] : (byProduct.get(own.productHandle) ?? []);
      // Orders are in currencies that the list is not.
      const priceHere = ({ priceMinor }: Variant) =>
        own === undefined || own.priceMinor === 0
          ? priceMinor
          : inProportion(unitPriceMinor, priceMinor, own.priceMinor);
      return {
        ...{ sku, title, variant, unitPriceMinor, quantity, requiresShipping },
        productType: own?.productType ?? "",
        others: others
          .filter((each) => each.sku !== sku)
          .map((each) => ({ ...offerOf(each), priceMinor: priceHere(each) })),
      };
    }),
  }));
}

const offerOf = ({ sku, title, productType, priceMinor }: Variant): Offer => ({
  sku,
  title,
  productType,
  priceMinor,
});

export const giftsFrom = (catalogue: readonly Variant[]): Offer[] =>
  catalogue
    .filter(({ requiresShipping, priceMinor }) => requiresShipping && priceMinor > 0)
    .sort((a, b) => a.priceMinor - b.priceMinor || (a.sku < b.sku ? -1 : 1))
    .slice(0, giftsAtMost)
    .map(offerOf);
