import { badRow } from "./bad-row.ts";

/** Amounts of one order as its file states them, in minor units. */
export interface StatedTotals {
  /** All lines, quantity times price. */
  grossMinor: number;
  lineDiscountsMinor: number;
  /** "Discount Amount": some exports count the lines' discounts in, some do not, some files leave it out. */
  discountMinor: number | null;
  subtotalMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
}

/**
 * The discount of the whole order: what the subtotal is below its lines. Refuses (BadRow) totals that do not add up,
 * because the worth of every line is derived from them.
 */
export function orderDiscount(stated: StatedTotals, show: (minor: number) => string): number {
  const { grossMinor, lineDiscountsMinor, subtotalMinor, totalMinor } = stated;
  const goods = grossMinor - lineDiscountsMinor;
  if (goods < 0) badRow("the lines' discounts are larger than the lines");
  const discount = goods - subtotalMinor;
  const inAll = stated.discountMinor ?? discount;
  const isExplained = discount === 0 || discount === inAll || discount === inAll - lineDiscountsMinor;
  if (discount < 0 || !isExplained) {
    badRow(`Subtotal ${show(subtotalMinor)} does not match its lines, ${show(goods)} less ${show(inAll)}`);
  }
  // A discount that neither the lines nor the subtotal carry was one of shipping.
  const ofShipping = Math.max(0, Math.min(stated.shippingMinor, inAll - discount));
  const untaxed = subtotalMinor + stated.shippingMinor;
  const most = untaxed + stated.taxMinor;
  // Where prices contain the tax, it stands in its column and not in the total.
  const isTotal = [most, most - ofShipping, untaxed, untaxed - ofShipping].includes(totalMinor);
  if (!isTotal) {
    badRow(`Total ${show(totalMinor)} does not match Subtotal, Shipping and Taxes, ${show(most)}`);
  }
  return discount;
}
