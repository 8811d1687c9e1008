import { z } from "zod";
import { badRow } from "./bad-row.ts";
import type { CsvRow } from "./csv-rows.ts";
import { readCount, readFlag, readMinor, readText } from "./read-field.ts";
import { line } from "./tally.ts";

export const variantInput = z.object({
  line,
  sku: z.string().min(1).max(120),
  productHandle: z.string().max(200),
  productType: z.string().max(120),
  title: z.string().max(250),
  variant: z.string().max(250),
  priceMinor: z.number().int().min(0),
  requiresShipping: z.boolean(),
  stock: z.number().int().nullable(),
});
export type VariantInput = z.infer<typeof variantInput>;

export const variantColumns = [["Handle"], ["Variant SKU", "SKU"]];

interface Product {
  handle: string;
  title: string;
  type: string;
}

/** Reads products row by row. Shopify writes a product's title and type on its first row only. */
export function variantReader(currency: string): (row: CsvRow) => VariantInput | null {
  let product: Product = { handle: "", title: "", type: "" };
  return (row) => {
    const handle = readText(row.get("Handle"), "Handle", 200);
    const known = product.handle === handle ? product : { handle, title: "", type: "" };
    product = {
      handle,
      title: readText(row.get("Title"), "Title", 250) || known.title,
      type: readText(row.get("Type", "Product Type"), "Type", 120) || known.type,
    };
    return toVariant(row, product, currency);
  };
}

/** Null for a row that only carries another picture of its product. */
function toVariant(row: CsvRow, product: Product, currency: string): VariantInput | null {
  const sku = readText(row.get("Variant SKU", "SKU"), "Variant SKU", 120);
  const price = row.get("Variant Price", "Price");
  if (sku === "" && price === "") return null;
  if (sku === "") badRow("Variant SKU is empty");
  if (product.title === "") badRow("Title is empty");
  const options = [1, 2, 3].map((index) => row.get(`Option${index} Value`));
  const variant = options.filter((option) => option !== "" && option !== "Default Title").join(" / ");
  const stock = row.get("Variant Inventory Qty", "Inventory Qty");
  return {
    line: row.line,
    sku,
    productHandle: product.handle,
    productType: product.type,
    title: product.title,
    variant: readText(variant, "the variant's options", 250),
    priceMinor: readMinor(price, "Variant Price", currency),
    requiresShipping: readFlag(row.get("Variant Requires Shipping"), true),
    stock: stock === "" ? null : readCount(stock, "Variant Inventory Qty", -1_000_000),
  };
}
