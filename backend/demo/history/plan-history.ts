import { compilePolicy } from "../../authority/compile-policy.ts";
import { judge } from "../../authority/decide.ts";
import { evidenceAsk } from "../../authority/evidence-ask.ts";
import type { DecisionFacts } from "../../authority/facts.ts";
import { day } from "../../core/clock.ts";
import { seededChance } from "../seeded-random.ts";
import { createCrowd, type Sources, stageOf, type Visit } from "./draw-crowd.ts";
import { type Drawn, drawDemand } from "./draw-demand.ts";
import { drawAftermath, drawAnswer } from "./draw-outcomes.ts";
import { drawChases, drawRelay } from "./draw-relay.ts";
import { drawTimes } from "./draw-times.ts";
import { drawRemedy } from "./draw-wish.ts";
import { factsOf } from "./facts-of.ts";
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
import { makePeople } from "./make-people.ts";
import { createUsageLedger, type Drawing } from "./usage-ledger.ts";

export interface PlannedHistory {
  people: PlannedPerson[];
  customers: PlannedCustomer[];
  orders: PlannedOrder[];
  cases: PlannedCase[];
}

const claimsKept = 500;
/** What an order has no room for, or a rule refuses, is drawn again; a policy that refuses all would never end. */
const drawsAtMost = 5;

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
  const { agents, supervisors } = makePeople(idAt, ground);
  const sources: Sources = { ground, chance, idAt, agents, supervisors, trouble: findTrouble(ground) };
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

  const factsAt = (demand: Demand, person: PlannedPerson, at: number, amountMinor: number) =>
    factsOf({ demand, person, at, amountMinor, ground, usage: ledger.usageOf(person, demand.order, at) });

  const decide = (facts: DecisionFacts, act: Decided["act"]): Decided => {
    const { at } = facts;
    return { id: idAt(at), at, act, facts, verdict: judge(policy, facts) };
  };

  /** With the photos that the shopper sends along, or because they are asked for. */
  function consider({ demand: drawn, photos }: Drawn): {
    demand: Demand;
    isAudit: boolean;
    facts: DecisionFacts;
  } {
    const { agent, at, amountMinor } = drawn;
    const facts = factsAt(drawn, agent, at, amountMinor);
    const { isAsked, isAudit, ofPackaging } = evidenceAsk(policy, facts);
    if (!photos.unasked && !(isAsked && photos.asked)) return { demand: drawn, isAudit, facts };
    const packagingPhotoCount = ofPackaging ? 1 : 0;
    const shown = { photoCount: photos.count + packagingPhotoCount, packagingPhotoCount };
    return { demand: { ...drawn, ...shown }, isAudit, facts: { ...facts, ...shown } };
  }

  function open(drawn: Drawn): boolean {
    const { demand, isAudit, facts } = consider(drawn);
    const { at, order, agent, amountMinor } = demand;
    const first = decide(facts, "grant");
    // Explicit refusals leave no case behind.
    if (first.verdict.answer === "refuse") return false;
    const isAtOnce = first.verdict.answer === "grant";
    if (!isAtOnce) first.act = "request";
    const others = supervisors.filter(({ id }) => id !== agent.id);
    const answer = isAtOnce ? null : drawAnswer(chance, demand, first.verdict, others, ground.until);
    const givenAt = isAtOnce ? at : answer?.how === "approved" ? answer.at : null;
    const { comesAgain, ...aftermath } = drawAftermath(
      chance,
      demand,
      givenAt,
      answer?.at ?? at,
      ground.until,
    );
    const relay = drawRelay(chance, demand, ground);
    const planned: PlannedCase = {
      ticketId: idAt(at),
      remedyId: idAt(at),
      demand,
      isAudit,
      decided: [first],
      answer,
      relay,
      chasedAt: drawChases(chance, at, answer?.at ?? null, relay),
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
    planned.decided.push(decide(factsAt(demand, by, at, amountMinor), "approve"));
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
        const facts = factsAt(demand, drawing.person, retriedAt, drawing.amountMinor);
        planned.decided.push(decide(facts, "retry"));
        ledger.draw({ ...drawing, at: retriedAt });
      },
    });
  }

  function comeAgain({ at: before, order, reason }: Demand): void {
    const at = before + chance.whole(2, 20) * day;
    if (at >= ground.until - day || cases.length + later.length >= ground.cases) return;
    put({
      at,
      happen: () => {
        const stage = stageOf(order, at);
        const wish = { reason, stage, remedy: drawRemedy(chance, reason, stage) };
        visit(at, { order, wish, trouble: null });
      },
    });
  }

  function visit(at: number, visitor: Visit): boolean {
    const drawn = drawDemand(sources, at, visitor);
    return drawn !== null && cases.length < ground.cases && open(drawn);
  }

  for (const at of drawTimes(ground, chance)) {
    passTo(at);
    for (let draw = 0; draw < drawsAtMost && cases.length < ground.cases; draw++)
      if (visit(at, crowd.next(at))) break;
  }
  passTo(Number.POSITIVE_INFINITY);
  for (const planned of cases) bookMoney(planned);
  return { people: [...agents, ...supervisors], customers: crowd.customers, orders: crowd.orders, cases };
}

/** What the order itself knows of a remedy that was carried out. */
function bookMoney({ demand, answer, settledAt }: PlannedCase): void {
  if (settledAt === null) return;
  const { order, remedy, terms } = demand;
  const amountMinor = answer?.amountMinor ?? demand.amountMinor;
  order.refundedMinor +=
    remedy === "refund" || remedy === "return_refund" ? amountMinor : (terms?.refundMinor ?? 0);
  if (remedy !== "cancellation") return;
  order.cancelledAt = settledAt;
  order.shippedAt = null;
  order.deliveredAt = null;
}
