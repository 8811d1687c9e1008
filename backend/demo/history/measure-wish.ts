import { noTerms, type Terms } from "../../contract/remedy-terms.ts";
import type { RemedyKind } from "../../contract/vocabulary.ts";
import type { Chance } from "../seeded-random.ts";
import type { Measured, Offer, PlannedOrder, TemplateLine } from "./history-plan.ts";

/** Below this nobody writes to a shop; what moves no money counts as the least there is. */
const leastMinor = 100;
const leastOfLimits = 1;
/** Of what the goods cost: a scratch is not a broken bowl. */
const shares = [1, 1, 1, 1, 0.5, 0.5, 0.3, 0.2, 0.1];
const credits = [1000, 1500, 2000, 2000, 3000, 5000, 8000, 12_000];
const pointsGiven = [100, 200, 200, 300, 500, 500, 1000, 2000, 6000];

interface Choice {
  order: PlannedOrder;
  line: number;
  quantity: number;
  /** It is worthless: nobody haggles about a share. */
  isWhole: boolean;
}

/** What a remedy gives on this order, as the house's own executors measure it; null where the order has no room for it. */
export function measureWish(
  chance: Chance,
  remedy: RemedyKind,
  { order, line, quantity, isWhole }: Choice,
  gifts: readonly Offer[],
): Measured | null {
  const { template } = order;
  const found = template.lines[line];
  if (found === undefined) return null;
  const left = order.paidMinor - order.grantedMinor;
  const worth = quantity * found.unitPriceMinor;
  const chosen = [{ line, quantity }];
  const within = (measured: Omit<Measured, "remedy">, least = leastMinor): Measured | null =>
    measured.amountMinor < least || measured.amountMinor > left ? null : { remedy, ...measured };
  const plain = { chosen: [], gift: null, terms: null };

  switch (remedy) {
    case "refund": {
      const share = isWhole ? 1 : chance.of(shares);
      const amountMinor = Math.min(left, Math.round((worth * share) / 10) * 10);
      return within({ ...plain, chosen, amountMinor });
    }
    case "reship":
      return found.requiresShipping ? within({ ...plain, chosen, amountMinor: worth }) : null;
    case "return_refund":
      return found.requiresShipping ? within({ ...plain, chosen, amountMinor: Math.min(left, worth) }) : null;
    case "exchange": {
      const terms = swap(chance, found, quantity);
      return terms === null
        ? null
        : within({ ...plain, chosen, terms, amountMinor: worth + terms.waivedMinor });
    }
    case "cancellation": {
      const all = template.lines.map((each, index) => ({ line: index, quantity: each.quantity }));
      const terms = { ...noTerms, refundMinor: left, isWholeOrder: true };
      return within({ ...plain, chosen: all, terms, amountMinor: left });
    }
    case "order_change": {
      const isVariant = chance.happens(0.4);
      const swapped = isVariant ? swap(chance, found, found.quantity) : null;
      if (swapped !== null) {
        const terms: Terms = { ...swapped, change: "variant" };
        const amountMinor = Math.max(leastOfLimits, terms.refundMinor, terms.waivedMinor);
        return within(
          { ...plain, chosen: [{ line, quantity: found.quantity }], terms, amountMinor },
          leastOfLimits,
        );
      }
      if (template.address === null) return null;
      return within(
        { ...plain, terms: { ...noTerms, change: "address" }, amountMinor: leastOfLimits },
        leastOfLimits,
      );
    }
    case "store_credit":
      return within({ ...plain, amountMinor: chance.of(credits) });
    case "points": {
      const points = chance.of(pointsGiven);
      return within({ ...plain, terms: { ...noTerms, points }, amountMinor: points });
    }
    case "gift": {
      const offer = gifts.length === 0 ? undefined : chance.of(gifts);
      if (offer === undefined || template.address === null) return null;
      const goods = { sku: offer.sku, title: offer.title, quantity: 1 };
      const gift = { ...goods, productType: offer.productType };
      return within({ ...plain, gift, terms: { ...noTerms, goods }, amountMinor: offer.priceMinor });
    }
    case "address_correction":
      return template.address === null
        ? null
        : within({ ...plain, amountMinor: leastOfLimits }, leastOfLimits);
  }
}

/** Another variant for pieces of a line: what is cheaper gives back, what is dearer is waived. */
function swap(chance: Chance, line: TemplateLine, quantity: number): Terms | null {
  if (line.others.length === 0) return null;
  const other = chance.of(line.others);
  const differenceMinor = quantity * (line.unitPriceMinor - other.priceMinor);
  return {
    ...noTerms,
    goods: { sku: other.sku, title: other.title, quantity },
    refundMinor: Math.max(0, differenceMinor),
    waivedMinor: Math.max(0, -differenceMinor),
  };
}
