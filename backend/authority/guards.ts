import { windowField } from "../contract/grant-subject.ts";
import type { PolicyRule } from "../contract/policy.ts";
import type { AmountlessFacts } from "./facts.ts";
import { claimsWithin, givenWithin } from "./rolling-window.ts";

/** One thing that must be true for a rule to match, said twice: to ourselves, and in CASL's words. */
export interface Guard {
  holds(facts: AmountlessFacts): boolean;
  casl: Record<string, unknown>;
}

type End = number | null | undefined;
type Range = { atLeast?: End; atMost?: End };

const isOpen = (end: End): end is null | undefined => end === null || end === undefined;

const isWithin = ({ atLeast, atMost }: Range, value: number) =>
  (isOpen(atLeast) || value >= atLeast) && (isOpen(atMost) || value <= atMost);

const rangeOf = ({ atLeast, atMost }: Range) => ({
  ...(isOpen(atLeast) ? {} : { $gte: atLeast }),
  ...(isOpen(atMost) ? {} : { $lte: atMost }),
});

type Products = AmountlessFacts["products"];

const isOf =
  ({ when: { productTypes, skus } }: PolicyRule) =>
  ({ productType, sku }: Products[number]): boolean =>
    (productTypes.length === 0 || productTypes.includes(productType)) &&
    (skus.length === 0 || skus.includes(sku));

/** Whether all that a remedy is about is of what the rule names: only then does the rule give it. */
export const fitsProducts = (rule: PolicyRule, products: Products): boolean =>
  products.length > 0 && products.every(isOf(rule));

/**
 * Whether any of it is: enough for the rule to stop or to limit it. Else whoever adds a line to what they ask for, or names
 * none, would get past the rule.
 */
export const touchesProducts = (rule: PolicyRule, products: Products): boolean => products.some(isOf(rule));

export const namesProducts = ({ when }: PolicyRule): boolean =>
  when.productTypes.length > 0 || when.skus.length > 0;

/** What a rule asks beside who, remedy, reason and currency. Null where it says nothing in this currency. */
export function guardsOf(rule: PolicyRule, currency: string): Guard[] | null {
  const { when } = rule;
  const guards: Guard[] = [];
  const add = (holds: Guard["holds"], casl: Guard["casl"]) => guards.push({ holds, casl });
  /** Without either end nothing is asked, and CASL takes an empty condition for one that nothing meets. */
  const addRange = (field: string, range: Range, seen: (facts: AmountlessFacts) => number) => {
    if (isOpen(range.atLeast) && isOpen(range.atMost)) return;
    add((facts) => isWithin(range, seen(facts)), { [field]: rangeOf(range) });
  };
  if (rule.verifiedOrderOnly) {
    add(({ assurance }) => assurance === "verified", { assurance: "verified" });
  }
  if (when.isDelivered !== null) {
    const { isDelivered } = when;
    add((facts) => facts.isDelivered === isDelivered, { isDelivered });
  }
  if (when.channels.length > 0) {
    add(({ channel }) => when.channels.includes(channel), { channel: { $in: when.channels } });
  }
  if (when.orderAgeDays !== null) {
    addRange("orderAgeDays", when.orderAgeDays, (facts) => facts.orderAgeDays);
  }
  if (when.customerAgeDays !== null) {
    addRange("customerAgeDays", when.customerAgeDays, ({ customer }) => customer.ageDays);
  }
  if (when.tiers.length > 0) {
    add(({ customer }) => customer.tiers.some((tier) => when.tiers.includes(tier)), {
      tiers: { $in: when.tiers },
    });
  }
  if (when.claims !== null) {
    const { days, ...range } = when.claims;
    addRange(windowField.claims(days), range, (facts) => claimsWithin(facts, days));
  }
  if (when.given !== null) {
    const { days, atLeast, atMost } = when.given;
    const range = { atLeast: atLeast?.[currency], atMost: atMost?.[currency] };
    if (isOpen(range.atLeast) && isOpen(range.atMost)) return null;
    addRange(windowField.given(days), range, (facts) => givenWithin(facts, days).minor);
  }
  if (namesProducts(rule)) add(({ products }) => touchesProducts(rule, products), { touches: rule.id });
  return guards;
}
