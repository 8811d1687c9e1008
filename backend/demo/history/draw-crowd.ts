import { day, minute } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Trouble } from "./find-trouble.ts";
import type { Ground, PlannedCustomer, PlannedOrder, PlannedPerson, Template } from "./history-plan.ts";

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
  trouble: Trouble | null;
}

/** An order, and the shop's trouble where it is that which brings them. */
export interface Visit {
  order: PlannedOrder;
  trouble: Trouble | null;
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

  function newOrder(customer: PlannedCustomer, at: number, template: Template): PlannedOrder {
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
    next(at: number): Visit {
      if (trouble !== null && chance.happens(troubleShare))
        return { order: newOrder(newCustomer(at), at, chance.of(trouble.templates)), trouble };
      const customer =
        customers.length > 20 && chance.happens(returningShare) ? chance.of(customers) : newCustomer(at);
      const known = customer.orders.at(-1);
      const order =
        known !== undefined && chance.happens(sameOrderShare)
          ? known
          : newOrder(customer, at, chance.of(ground.templates));
      return { order, trouble: null };
    },
  };
}
