import { compilePolicy } from "../../authority/compile-policy.ts";
import { judge } from "../../authority/decide.ts";
import type { DecisionFacts } from "../../authority/facts.ts";
import { day } from "../../core/clock.ts";
import { isTrusted } from "../../shop/orders/trust.ts";
import { seededChance } from "../seeded-random.ts";
import { createCrowd, type Sources } from "./draw-crowd.ts";
import { drawDemand } from "./draw-demand.ts";
import { drawAftermath, drawAnswer } from "./draw-outcomes.ts";
import { drawTimes } from "./draw-times.ts";
import { findTrouble } from "./find-trouble.ts";
import { createGeneratedIds } from "./generated-ids.ts";
import type {
  Decided,
  Demand,
  Ground,
  PlannedCase,
  PlannedCustomer,
  PlannedOrder,
  PlannedPerson,
} from "./history-plan.ts";
import { createUsageLedger, type Drawing } from "./usage-ledger.ts";

export interface PlannedHistory {
  people: PlannedPerson[];
  customers: PlannedCustomer[];
  orders: PlannedOrder[];
  cases: PlannedCase[];
}

/** Remedies that one agent gives on a day, of which their own limits of a day leave most alone. */
const casesOfAgentDay = 12;
const agentsOfSupervisor = 6;
const claimsKept = 500;
/** Explicit refusals leave no record: they are drawn again, and a policy that refuses all would never end. */
const drawsAtMost = 3;

/** Something that happens later to a case that is known. */
interface Later {
  at: number;
  happen: () => void;
}

/**
 * Months of a shop's life, in order of time, decided by the policy that is in force with budgets as they would have been
 * drawn: the same every time for the same ground. Pure.
 */
export function planHistory(ground: Ground): PlannedHistory {
  const chance = seededChance(ground.seed);
  const idAt = createGeneratedIds(seededChance(ground.seed ^ 0x5eed));
  const people = makePeople(idAt, ground);
  const [agents, supervisors] = [
    people.filter(({ role }) => role === "agent"),
    people.filter(({ role }) => role === "supervisor"),
  ];
  const sources: Sources = { ground, chance, idAt, agents, trouble: findTrouble(ground) };
  const crowd = createCrowd(sources);
  const ledger = createUsageLedger(ground);
  const policy = compilePolicy(ground.policy.version, ground.policy.rules);
  const cases: PlannedCase[] = [];
  const later: Later[] = [];

  function put(each: Later): void {
    const index = later.findLastIndex((other) => other.at <= each.at);
    later.splice(index + 1, 0, each);
  }
  function passTo(at: number): void {
    for (let next = later[0]; next !== undefined && next.at <= at; next = later[0]) {
      later.shift();
      next.happen();
    }
  }

  function decide(
    demand: Demand,
    person: PlannedPerson,
    at: number,
    amountMinor: number,
    act: Decided["act"],
  ): Decided {
    const facts = factsOf({
      demand,
      person,
      at,
      amountMinor,
      ground,
      usage: ledger.usageOf(person, demand.order, at),
      auditDraw: chance.next(),
    });
    return { id: idAt(at), at, act, facts, verdict: judge(policy, facts) };
  }

  function open(demand: Demand): boolean {
    const { at, order, agent, amountMinor } = demand;
    const first = decide(demand, agent, at, amountMinor, "grant");
    if (first.verdict.answer === "refuse") return false;
    const isAtOnce = first.verdict.answer === "grant";
    if (!isAtOnce) first.act = "request";
    const answer = isAtOnce ? null : drawAnswer(chance, demand, first.verdict, supervisors, ground.until);
    const givenAt = isAtOnce ? at : answer?.how === "approved" ? answer.at : null;
    const { comesAgain, ...aftermath } = drawAftermath(
      chance,
      demand,
      givenAt,
      answer?.at ?? at,
      ground.until,
    );
    const planned: PlannedCase = {
      ticketId: idAt(at),
      remedyId: idAt(at),
      demand,
      decided: [first],
      answer,
      ...aftermath,
    };
    cases.push(planned);
    order.customer.claimsAt = [at, ...order.customer.claimsAt].slice(0, claimsKept);
    if (isAtOnce) give(planned, { person: agent, order, at, amountMinor, isApproval: false });
    else if (answer?.how === "approved") put({ at: answer.at, happen: () => approve(planned, answer) });
    if (comesAgain) comeAgain(demand);
    return true;
  }

  function approve(planned: PlannedCase, { at, by, amountMinor }: NonNullable<PlannedCase["answer"]>): void {
    const { demand } = planned;
    planned.decided.push(decide(demand, by, at, amountMinor, "approve"));
    give(planned, { person: by, order: demand.order, at, amountMinor, isApproval: true });
  }

  function give(planned: PlannedCase, drawing: Drawing): void {
    const { failure, demand } = planned;
    ledger.draw(drawing);
    if (failure === null) return;
    put({ at: failure.at, happen: () => ledger.giveBack(drawing) });
    const { retriedAt } = failure;
    if (retriedAt === null) return;
    put({
      at: retriedAt,
      happen: () => {
        planned.decided.push(decide(demand, drawing.person, retriedAt, drawing.amountMinor, "retry"));
        ledger.draw({ ...drawing, at: retriedAt });
      },
    });
  }

  function comeAgain(demand: Demand): void {
    const at = demand.at + chance.whole(2, 20) * day;
    if (at >= ground.until - day || cases.length + later.length >= ground.cases) return;
    put({
      at,
      happen: () => {
        const again = drawDemand(sources, at, { order: demand.order, trouble: null });
        if (again !== null && cases.length < ground.cases) open({ ...again, reason: demand.reason });
      },
    });
  }

  for (const at of drawTimes(ground, chance)) {
    passTo(at);
    for (let draw = 0; draw < drawsAtMost && cases.length < ground.cases; draw++) {
      const demand = drawDemand(sources, at, crowd.next(at));
      if (demand !== null && open(demand)) break;
    }
  }
  passTo(Number.POSITIVE_INFINITY);
  for (const { demand, answer, settledAt } of cases)
    if (settledAt !== null && demand.remedy === "refund")
      demand.order.refundedMinor += answer?.amountMinor ?? demand.amountMinor;
  return { people, customers: crowd.customers, orders: crowd.orders, cases };
}

/** As many as the work asks for: a shop of a hundred thousand cases is not served by a dozen. */
function makePeople(idAt: (at: number) => string, { from, until, cases, seed }: Ground): PlannedPerson[] {
  const agentCount = Math.max(8, Math.ceil((cases * day) / (until - from) / casesOfAgentDay));
  const supervisorCount = Math.max(2, Math.ceil(agentCount / agentsOfSupervisor));
  const person = (role: PlannedPerson["role"], nth: number): PlannedPerson => ({
    id: idAt(from),
    name: `${role === "agent" ? "Agent" : "Supervisor"} ${nth} (generated)`,
    email: `${role}-${seed}-${nth}@generated.invalid`,
    role,
  });
  return [
    ...Array.from({ length: agentCount }, (_none, index) => person("agent", index + 1)),
    ...Array.from({ length: supervisorCount }, (_none, index) => person("supervisor", index + 1)),
  ];
}

interface Asked {
  demand: Demand;
  person: PlannedPerson;
  at: number;
  amountMinor: number;
  ground: Ground;
  usage: ReturnType<ReturnType<typeof createUsageLedger>["usageOf"]>;
  auditDraw: number;
}

const days = (from: number, to: number) => Math.max(0, Math.floor((to - from) / day));

function factsOf({ demand, person, at, amountMinor, ground, usage, auditDraw }: Asked): DecisionFacts {
  const { order, chosen } = demand;
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
  const lines = chosen.flatMap(({ line }) => template.lines[line] ?? []);
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
    products: lines.map(({ sku, productType }) => ({ sku, productType })),
    quantity: chosen.reduce((sum, { quantity }) => sum + quantity, 0),
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
    auditDraw,
    policyVersion: ground.policy.version,
  };
}
