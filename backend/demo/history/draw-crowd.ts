import { day, hour, minute } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import { drawOf, drawWish, type Wish } from "./draw-wish.ts";
import type { Trouble } from "./find-trouble.ts";
import type {
  Ground,
  PlannedCustomer,
  PlannedOrder,
  PlannedPerson,
  Stage,
  Template,
} from "./history-plan.ts";

/** Of all who write, those who write about the one product that so often arrives broken. */
const troubleShare = 0.14;
/** Of the others, those who were here before, and of these those who come with the same order. */
const returningShare = 0.18;
const sameOrderShare = 0.1;

export interface Sources {
  ground: Ground;
  chance: Chance;
  idAt: (at: number) => string;
  agents: readonly PlannedPerson[];
  supervisors: readonly PlannedPerson[];
  trouble: Trouble | null;
}

/** An order, what its owner writes about, and the shop's trouble where it is that. */
export interface Visit {
  order: PlannedOrder;
  wish: Wish;
  trouble: Trouble | null;
}

export function stageOf({ shippedAt, deliveredAt }: PlannedOrder, at: number): Stage {
  if (deliveredAt !== null && deliveredAt <= at) return "delivered";
  return shippedAt !== null && shippedAt <= at ? "underway" : "unsent";
}

/** Ordered, sent and delivered so that the order has come as far as this at the time. */
function journeyOf(
  chance: Chance,
  stage: Stage,
  at: number,
): Pick<PlannedOrder, "orderedAt" | "shippedAt" | "deliveredAt"> {
  if (stage === "unsent") {
    const orderedAt = at - chance.whole(30, 1200) * minute;
    const shippedAt = at + chance.whole(4, 30) * hour;
    return { orderedAt, shippedAt, deliveredAt: shippedAt + chance.whole(2, 6) * day };
  }
  if (stage === "underway") {
    const shippedAt = at - chance.whole(3, 9) * day;
    const orderedAt = shippedAt - chance.whole(8, 30) * hour;
    const isLost = chance.happens(0.08);
    return { orderedAt, shippedAt, deliveredAt: isLost ? null : at + chance.whole(1, 5) * day };
  }
  const deliveredAt = at - chance.whole(1, 600) * hour;
  const shippedAt = deliveredAt - chance.whole(1, 6) * day;
  return { orderedAt: shippedAt - chance.whole(8, 30) * hour, shippedAt, deliveredAt };
}

/** Who writes: a new customer, one who was here before, or one who soon comes back. */
export function createCrowd({ ground, chance, idAt, trouble }: Sources) {
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
      tags: [
        ...(isVip ? ["vip"] : []),
        ...(chance.happens(0.2) ? ["newsletter"] : []),
        ...(chance.happens(0.06) ? ["wholesale"] : []),
      ],
      since: at - chance.whole(1, isVip ? 1400 : 800) * day,
      earlierOrders: chance.whole(0, isVip ? 12 : 4),
      isTroublesome: chance.happens(0.03),
      orders: [],
      claimsAt: [],
    };
    customers.push(customer);
    return customer;
  }

  function newOrder(customer: PlannedCustomer, at: number, template: Template, stage: Stage): PlannedOrder {
    const journey = journeyOf(chance, stage, at);
    const { orderedAt } = journey;
    const order: PlannedOrder = {
      id: idAt(orderedAt),
      number: `#G${ground.seed}-${orders.length + 1}`,
      customer,
      template,
      lineIds: template.lines.map(() => idAt(orderedAt)),
      ...journey,
      cancelledAt: null,
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

  function troubled(at: number, known: Trouble): Visit {
    const { reason, templates, remedies } = known;
    const order = newOrder(newCustomer(at), at, chance.of(templates), "delivered");
    return { order, wish: { reason, stage: "delivered", remedy: drawOf(chance, remedies) }, trouble: known };
  }

  return {
    customers,
    orders,
    next(at: number): Visit {
      if (trouble !== null && chance.happens(troubleShare)) return troubled(at, trouble);
      const wish = drawWish(chance);
      const customer =
        customers.length > 20 && chance.happens(returningShare) ? chance.of(customers) : newCustomer(at);
      const last = customer.orders.at(-1);
      const isSame = last !== undefined && stageOf(last, at) === wish.stage && chance.happens(sameOrderShare);
      const order = isSame ? last : newOrder(customer, at, chance.of(ground.templates), wish.stage);
      return { order, wish, trouble: null };
    },
  };
}
