import { drawForAudit } from "../../authority/audit-draw.ts";
import type { DecisionFacts } from "../../authority/facts.ts";
import { day } from "../../core/clock.ts";
import { isTrusted } from "../../shop/orders/trust.ts";
import type { Demand, Ground, PlannedPerson } from "./history-plan.ts";
import type { createUsageLedger } from "./usage-ledger.ts";

interface Asked {
  demand: Demand;
  person: PlannedPerson;
  at: number;
  amountMinor: number;
  ground: Ground;
  usage: ReturnType<ReturnType<typeof createUsageLedger>["usageOf"]>;
}

const days = (from: number, to: number) => Math.max(0, Math.floor((to - from) / day));

/** What a rule on products and pieces is asked about: the chosen lines, else the gift, else the order as such. */
function productsOf({ order, chosen, gift }: Demand): DecisionFacts["products"] {
  if (gift !== null) return [{ sku: gift.sku, productType: gift.productType }];
  const { lines } = order.template;
  const meant = chosen.length === 0 ? lines : chosen.flatMap(({ line }) => lines[line] ?? []);
  const typeOf = new Map(meant.map(({ sku, productType }) => [sku, productType]));
  return [...typeOf].map(([sku, productType]) => ({ sku, productType }));
}

/** Of the chosen lines, else of all the order. */
const piecesOf = ({ order, chosen }: Demand): number =>
  (chosen.length === 0 ? order.template.lines : chosen).reduce((sum, { quantity }) => sum + quantity, 0);

/** What the house would have read, had it been asked then. */
export function factsOf({ demand, person, at, amountMinor, ground, usage }: Asked): DecisionFacts {
  const { order, gift } = demand;
  const { customer, template } = order;
  const { grants, ...used } = usage;
  const claims90Days = customer.claimsAt.filter((each) => each > at - 90 * day && each !== demand.at).length;
  const trust = {
    isVerified: demand.assurance === "verified",
    since: customer.since,
    tags: customer.tags,
    ordersCount: customer.earlierOrders + customer.orders.length,
    claims90Days,
  };
  return {
    storefrontId: ground.storefrontId,
    role: person.role,
    personId: person.id,
    departmentIds: [],
    at,
    remedy: demand.remedy,
    reason: demand.reason,
    currency: template.currency,
    amountMinor,
    orderGrantedMinor: order.grantedMinor,
    orderGrantedCount: order.grantedCount,
    orderPaidMinor: order.paidMinor,
    orderAgeDays: days(order.orderedAt, at),
    isDelivered: order.deliveredAt !== null && order.deliveredAt <= at,
    products: productsOf(demand),
    quantity: gift?.quantity ?? piecesOf(demand),
    ...used,
    customer: {
      id: customer.id,
      tiers: customer.tags,
      ageDays: days(customer.since, at),
      claimsAt: customer.claimsAt.filter((each) => each !== demand.at),
      grants,
    },
    channel: demand.channel,
    assurance: demand.assurance,
    photoCount: demand.photoCount,
    packagingPhotoCount: demand.packagingPhotoCount,
    isTrusted: isTrusted(trust, at),
    auditDraw: drawForAudit(ground.auditKey, order.id, order.lineIds),
    policyVersion: ground.policy.version,
  };
}
