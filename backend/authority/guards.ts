import { windowField } from "../contract/grant-subject.ts";
import type { PolicyRule } from "../contract/policy.ts";
import type { AmountlessFacts } from "./facts.ts";
import { claimsWithin, givenWithin } from "./rolling-window.ts";

/** One thing that must be true for a rule to match, said twice: to ourselves, and in CASL's words. */
export interface Guard {
  holds(facts: AmountlessFacts): boolean;
  casl: Record<string, unknown>;
}

type Range = { atLeast: number | null; atMost: number | null };

const isWithin = ({ atLeast, atMost }: Range, value: number) =>
  (atLeast === null || value >= atLeast) && (atMost === null || value <= atMost);

const rangeOf = ({ atLeast, atMost }: Range) => ({
  ...(atLeast === null ? {} : { $gte: atLeast }),
  ...(atMost === null ? {} : { $lte: atMost }),
});

/** Whether every chosen line is of what the rule names. Of nothing chosen nothing is known, so that no rule fits. */
export function fitsProducts({ when }: PolicyRule, products: AmountlessFacts["products"]): boolean {
  const { productTypes, skus } = when;
  return (
    products.length > 0 &&
    products.every(
      ({ productType, sku }) =>
        (productTypes.length === 0 || productTypes.includes(productType)) &&
        (skus.length === 0 || skus.includes(sku)),
    )
  );
}

export const namesProducts = ({ when }: PolicyRule): boolean =>
  when.productTypes.length > 0 || when.skus.length > 0;

/** What a rule asks beside who, remedy, reason and currency. Null where it says nothing in this currency. */
export function guardsOf(rule: PolicyRule, currency: string): Guard[] | null {
  const { when } = rule;
  const guards: Guard[] = [];
  const add = (holds: Guard["holds"], casl: Guard["casl"]) => guards.push({ holds, casl });
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
    const range = when.orderAgeDays;
    add((facts) => isWithin(range, facts.orderAgeDays), { orderAgeDays: rangeOf(range) });
  }
  if (when.customerAgeDays !== null) {
    const range = when.customerAgeDays;
    add(({ customer }) => isWithin(range, customer.ageDays), { customerAgeDays: rangeOf(range) });
  }
  if (when.tiers.length > 0) {
    add(({ customer }) => customer.tiers.some((tier) => when.tiers.includes(tier)), {
      tiers: { $in: when.tiers },
    });
  }
  if (when.claims !== null) {
    const { days, atMost } = when.claims;
    add((facts) => claimsWithin(facts, days) <= atMost, { [windowField.claims(days)]: { $lte: atMost } });
  }
  if (when.given !== null) {
    const { days, atMost } = when.given;
    const most = atMost[currency];
    if (most === undefined) return null;
    add((facts) => givenWithin(facts, days).minor <= most, { [windowField.given(days)]: { $lte: most } });
  }
  if (namesProducts(rule)) add(({ products }) => fitsProducts(rule, products), { fits: rule.id });
  return guards;
}
