import type { VariantRow } from "../tables.ts";

/** The last count we know less what we promised since; null where the shop does not count. May be below 0. */
export function availableStock(variant: Pick<VariantRow, "stock" | "reserved">): number | null {
  return variant.stock === null ? null : variant.stock - variant.reserved;
}
