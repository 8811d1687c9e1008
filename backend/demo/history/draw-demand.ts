import type { ClaimReason } from "../../contract/vocabulary.ts";
import { day, hour, minute } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Demand, Ground, PlannedCustomer, PlannedOrder, PlannedPerson } from "./history-plan.ts";

/** How often shoppers come for what, in hundredths. */
const reasonWeights: [ClaimReason, number][] = [
  ["broken", 30],
  ["defective", 16],
  ["missing", 11],
  ["wrong_item", 10],
  ["late", 12],
  ["not_as_described", 9],
  ["changed_mind", 8],
  ["other", 4],
];
const shownByPhoto: ReadonlySet<ClaimReason> = new Set([
  "broken",
  "defective",
  "wrong_item",
  "not_as_described",
]);
/** Of what the goods cost: a scratch is not a broken bowl. */
const shares = [1, 1, 1, 1, 0.5, 0.5, 0.3, 0.2, 0.1];
const dayBegins = 8 * hour;
const dayLasts = 14 * hour;
/** Below this nobody writes to a shop. */
const leastMinor = 100;

export interface Sources {
  ground: Ground;
  chance: Chance;
  idAt: (at: number) => string;
  agents: readonly PlannedPerson[];
}

/** When shoppers come: by day, fewer at weekends, more from month to month. In order of time. */
export function drawTimes({ from, until, cases }: Ground, chance: Chance): number[] {
  const days = Math.max(1, Math.floor((until - from) / day));
  const times: number[] = [];
  while (times.length < cases) {
    const nth = chance.whole(0, days - 1);
    const begins = from + nth * day;
    const weekday = new Date(begins).getUTCDay();
    const busy = (weekday === 0 || weekday === 6 ? 0.6 : 1) * (0.7 + (0.3 * nth) / days);
    const at = begins + dayBegins + Math.floor(((chance.next() + chance.next()) / 2) * dayLasts);
    if (chance.happens(busy) && at < until) times.push(at);
  }
  return times.sort((a, b) => a - b);
}

/** Who writes: a new customer, one who was here before, or one who soon comes back. */
export function createCrowd({ ground, chance, idAt }: Sources) {
  const customers: PlannedCustomer[] = [];
  const orders: PlannedOrder[] = [];

  function newCustomer(at: number): PlannedCustomer {
    const nth = customers.length + 1;
    const [first = "Ada"] = chance.of(ground.names).split(" ");
    const last = chance.of(ground.names).split(" ").at(-1) ?? "";
    const isVip = chance.happens(0.08);
    const customer: PlannedCustomer = {
      id: idAt(at),
      shopperId: idAt(at),
      externalId: `generated-${ground.seed}-${nth}`,
      name: `${first} ${last}`,
      email: `g${ground.seed}-${nth}@generated.invalid`,
      tags: [...(isVip ? ["vip"] : []), ...(chance.happens(0.2) ? ["newsletter"] : [])],
      since: at - chance.whole(1, isVip ? 1400 : 800) * day,
      earlierOrders: chance.whole(0, isVip ? 12 : 4),
      isTroublesome: chance.happens(0.03),
      orders: [],
      claimsAt: [],
    };
    customers.push(customer);
    return customer;
  }

  function newOrder(customer: PlannedCustomer, at: number): PlannedOrder {
    const template = chance.of(ground.templates);
    const orderedAt = at - chance.whole(1, 35) * day - chance.whole(0, 600) * minute;
    const arrived = orderedAt + chance.whole(2, 9) * day;
    const order: PlannedOrder = {
      id: idAt(orderedAt),
      number: `#G${ground.seed}-${orders.length + 1}`,
      customer,
      template,
      lineIds: template.lines.map(() => idAt(orderedAt)),
      orderedAt,
      deliveredAt: arrived <= ground.until && chance.happens(0.97) ? arrived : null,
      paidMinor: template.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
      grantedMinor: 0,
      grantedCount: 0,
      refundedMinor: 0,
    };
    customer.orders.push(order);
    customer.since = Math.min(customer.since, orderedAt);
    orders.push(order);
    return order;
  }

  return {
    customers,
    orders,
    next(at: number): PlannedOrder {
      const customer = customers.length > 20 && chance.happens(0.4) ? chance.of(customers) : newCustomer(at);
      const known = customer.orders.at(-1);
      return known !== undefined && chance.happens(0.2) ? known : newOrder(customer, at);
    },
  };
}

/** What is wrong, and what the agent would give; null where nothing is left to give on the order. */
export function drawDemand({ chance, agents }: Sources, at: number, order: PlannedOrder): Demand | null {
  const { template, customer } = order;
  const reason = drawReason(chance);
  const line = chance.whole(0, template.lines.length - 1);
  const found = template.lines[line];
  if (found === undefined) return null;
  const quantity = chance.happens(0.75) ? 1 : chance.whole(1, found.quantity);
  const worth = quantity * found.unitPriceMinor;
  const remedy =
    found.requiresShipping && reason !== "changed_mind" && chance.happens(0.25) ? "reship" : "refund";
  const left = order.paidMinor - order.grantedMinor;
  const wished = remedy === "reship" ? worth : Math.round((worth * chance.of(shares)) / 10) * 10;
  const amountMinor = remedy === "reship" ? worth : Math.min(left, wished);
  if (amountMinor < leastMinor || left < amountMinor) return null;
  const isShown = shownByPhoto.has(reason) && chance.happens(customer.isTroublesome ? 0.25 : 0.7);
  const isClaim = chance.happens(0.55);
  return {
    at,
    order,
    agent: chance.of(agents),
    remedy,
    reason,
    channel: isClaim ? "claim" : "chat",
    assurance: chance.happens(0.85) ? "verified" : "stated",
    chosen: [{ line, quantity }],
    amountMinor,
    photoCount: isShown ? chance.whole(1, 3) : 0,
    packagingPhotoCount: isShown && chance.happens(0.3) ? 1 : 0,
  };
}

function drawReason(chance: Chance): ClaimReason {
  let rest = chance.whole(1, 100);
  for (const [reason, weight] of reasonWeights) {
    rest -= weight;
    if (rest <= 0) return reason;
  }
  return "other";
}
