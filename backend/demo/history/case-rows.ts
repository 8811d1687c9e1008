import { decisions } from "../../authority/tables.ts";
import { claims } from "../../claims/tables.ts";
import type { Author, LineRef } from "../../contract/entries.ts";
import { minute } from "../../core/clock.ts";
import { insert, type Write } from "../../core/database/writes.ts";
import { newRemedy } from "../../remedies/new-remedy.ts";
import { attempts, type RemedyRow, remedies } from "../../remedies/tables.ts";
import { newTicket } from "../../tickets/new-ticket.ts";
import type { TicketRow } from "../../tickets/tables.ts";
import { tickets } from "../../tickets/tables.ts";
import { append, type Draft } from "../../tickets/timeline.ts";
import { actorOf, shopperOf } from "./generated-actors.ts";
import type { Demand, PlannedCase, PlannedPerson } from "./history-plan.ts";
import { orderRow } from "./sale-rows.ts";

type IdAt = (at: number) => string;

/** A case as the house would have written it down, entry by entry; its ticket is resolved, and asks nothing of anybody. */
export function caseWrites(planned: PlannedCase, number: number, storefrontId: string, idAt: IdAt): Write[] {
  const { demand, decided } = planned;
  const { agent, order } = demand;
  const byShopper: Author = { kind: "shopper", id: null, name: order.customer.name };
  const byAgent = authorOf(agent);
  const told = createTimeline(beginTicket(planned, number, storefrontId));
  const remedy = remedyRow(planned, told.ticket(), storefrontId);
  const body = promised(remedy);
  const { at } = demand;

  told.add(at - 4 * minute, ...openingDrafts(planned, told.ticket(), idAt, byShopper, remedy.lines));
  told.add(at - minute, {
    kind: "ticket.assigned",
    body: { assigneeId: agent.id, assigneeName: agent.name, isTakeover: false },
    by: byAgent,
  });
  if (planned.answer === null)
    told.add(at, { kind: "remedy.granted", body: { ...body, reason: demand.reason }, by: byAgent });
  else addRequest(told, planned, remedy, byAgent);
  addPayment(told, planned, remedy);
  told.add(planned.resolvedAt, { kind: "ticket.resolved", body: {}, by: byAgent });
  if (planned.rating !== null)
    told.add(planned.resolvedAt, {
      kind: "ticket.rated",
      body: { score: planned.rating, words: "" },
      by: byShopper,
    });
  if (planned.reopenedAt !== null) {
    told.add(planned.reopenedAt, {
      kind: "ticket.reopened",
      body: { because: "shopper_wrote" },
      by: byShopper,
    });
    told.add(planned.reopenedAt + 30 * minute, { kind: "ticket.resolved", body: {}, by: byAgent });
  }
  const { seq, publicSeq } = told.ticket();
  const ticket = { ...told.ticket(), shopperSeenSeq: publicSeq, staffSeenSeq: seq };
  return [
    insert(tickets, ticket),
    ...told.writes(),
    insert(remedies, remedy),
    ...attemptWrites(planned, remedy, idAt),
    ...claimWrites(planned, remedy, idAt),
    ...decided.map(({ id, at, act, facts, verdict }) =>
      insert(decisions, {
        id,
        storefrontId,
        ticketId: ticket.id,
        remedyId: remedy.id,
        policyVersion: facts.policyVersion,
        facts,
        outcome: { act, verdict },
        at,
      }),
    ),
  ];
}

const authorOf = ({ id, name }: PlannedPerson): Author => ({ kind: "agent", id, name });

function createTimeline(begun: TicketRow) {
  let ticket = begun;
  const writes: Write[] = [];
  return {
    ticket: () => ticket,
    add(at: number, ...drafts: Draft[]): void {
      const appended = append(ticket, drafts, at);
      ticket = appended.ticket;
      writes.push(...appended.writes.filter((write) => write.kind === "insert"));
    },
    writes: () => writes,
  };
}

function beginTicket({ ticketId, demand }: PlannedCase, number: number, storefrontId: string): TicketRow {
  const { customer } = demand.order;
  const opening = { counter: { id: "", value: number - 1 }, scene: null, sku: null };
  const circumstances = {
    now: demand.at - 5 * minute,
    newId: () => ticketId,
    newSecret: () => "",
    commandId: "",
  };
  return newTicket(shopperOf(customer, storefrontId), opening, circumstances).ticket;
}

function openingDrafts(
  { demand, remedyId }: PlannedCase,
  { shopperName, shopperEmail }: TicketRow,
  idAt: IdAt,
  by: Author,
  lines: LineRef[],
): Draft[] {
  const { order, assurance, reason, channel, at } = demand;
  const { id: orderId, number: orderNumber } = order;
  const words = `(generated) ${reason}`;
  return [
    { kind: "ticket.opened", body: { scene: null, sku: null }, by },
    { kind: "shopper.identified", body: { name: shopperName ?? "", email: shopperEmail ?? "" }, by },
    { kind: "order.attached", body: { orderId, orderNumber, assurance }, by },
    channel === "claim"
      ? {
          kind: "claim.filed",
          body: { claimId: remedyId, orderNumber, lines, reason, wish: demand.remedy, words, photos: [] },
          by,
        }
      : { kind: "message.sent", body: { text: words, photos: [], commandId: idAt(at) }, by },
  ];
}

function remedyRow(planned: PlannedCase, ticket: TicketRow, storefrontId: string): RemedyRow {
  const { demand, decided, answer, settledAt, failure, isOverrun, remedyId } = planned;
  const { order, agent, remedy, chosen, reason, at, amountMinor } = demand;
  const [first] = decided;
  if (first === undefined) throw new Error("a case without a decision");
  const { verdict, facts } = first;
  const { template } = order;
  const lines = chosen.flatMap(({ line, quantity }): LineRef[] => {
    const found = template.lines[line];
    return found === undefined ? [] : [{ lineId: order.lineIds[line] ?? "", title: found.title, quantity }];
  });
  const made = newRemedy({
    id: remedyId,
    by: answer === null ? "grant" : "request",
    case: { o: { order: orderRow(order, storefrontId), lines: [] }, ticket },
    wanted: {
      remedy,
      amountMinor,
      currency: template.currency,
      lines,
      address: remedy === "reship" ? template.address : null,
      terms: null,
    },
    reason,
    actor: actorOf(agent),
    policyVersion: facts.policyVersion,
    chain: verdict.answer === "approval" ? verdict.chain : [],
    facts,
    isAudit: false,
    now: at,
  });
  const asked =
    answer === null
      ? {}
      : {
          because: "(generated)",
          obstacles: verdict.answer === "grant" ? [] : verdict.obstacles,
          expiresAt: null,
          answeredAt: answer.at,
          amountMinor: answer.amountMinor,
          deciderId: answer.how === "expired" || answer.how === "withdrawn" ? null : answer.by.id,
          deciderName: answer.how === "expired" || answer.how === "withdrawn" ? null : answer.by.name,
          declinedBecause: answer.how === "declined" ? "(generated)" : null,
        };
  if (answer !== null && answer.how !== "approved")
    return { ...made, ...asked, state: answer.how, since: answer.at };
  const isSettled = settledAt !== null;
  return {
    ...made,
    ...asked,
    attempt: failure !== null && failure.retriedAt !== null ? 2 : 1,
    state: isSettled ? "settled" : "failed",
    since: settledAt ?? failure?.at ?? at,
    failure: isSettled || failure === null ? null : { code: "declined", message: "(generated)" },
    settlement: isSettled ? { hint: "(generated)", arrivesInDays: 3, reference: "", isOverrun } : null,
  };
}

const promised = ({ id: remedyId, remedy, amountMinor, currency, lines }: RemedyRow) => ({
  remedyId,
  remedy,
  amountMinor,
  currency,
  lines,
});

type Timeline = ReturnType<typeof createTimeline>;

function addRequest(told: Timeline, { demand, answer }: PlannedCase, remedy: RemedyRow, by: Author): void {
  if (answer === null) return;
  const { obstacles, requestedMinor, id: remedyId } = remedy;
  told.add(demand.at, {
    kind: "remedy.requested",
    body: {
      ...promised(remedy),
      amountMinor: requestedMinor,
      reason: demand.reason,
      because: "(generated)",
      obstacles,
      expiresAt: answer.at,
    },
    by,
  });
  const decider = authorOf(answer.by);
  if (answer.how === "approved")
    told.add(answer.at, {
      kind: "remedy.approved",
      body: { ...promised(remedy), requestedMinor },
      by: decider,
    });
  else if (answer.how === "declined")
    told.add(answer.at, { kind: "remedy.declined", body: { remedyId, because: "(generated)" }, by: decider });
  else if (answer.how === "withdrawn")
    told.add(answer.at, { kind: "remedy.withdrawn", body: { remedyId }, by });
  else told.add(answer.at, { kind: "remedy.expired", body: { remedyId }, by: system });
}

const system: Author = { kind: "system", id: null, name: "" };

function addPayment(told: Timeline, { failure, settledAt, isOverrun }: PlannedCase, remedy: RemedyRow): void {
  const { id: remedyId } = remedy;
  if (remedy.state !== "settled" && remedy.state !== "failed") return;
  if (failure !== null) {
    told.add(failure.at, { kind: "remedy.paying", body: { remedyId, attempt: 1 }, by: system });
    const body = { remedyId, attempt: 1, code: "declined", message: "(generated)" };
    told.add(failure.at, { kind: "remedy.failed", body, by: system });
    if (failure.retriedAt === null) return;
    told.add(failure.retriedAt, { kind: "remedy.retried", body: { remedyId, attempt: 2 }, by: system });
  }
  if (settledAt === null) return;
  told.add(settledAt, { kind: "remedy.paying", body: { remedyId, attempt: remedy.attempt }, by: system });
  told.add(settledAt, {
    kind: "remedy.settled",
    body: { remedyId, hint: "(generated)", arrivesInDays: 3, reference: "", isOverrun },
    by: system,
  });
}

function attemptWrites(
  { demand, answer, failure, settledAt }: PlannedCase,
  remedy: RemedyRow,
  idAt: IdAt,
): Write[] {
  if (remedy.state !== "settled" && remedy.state !== "failed") return [];
  const startedAt = answer?.at ?? demand.at;
  const row = (attempt: number, state: "settled" | "failed", from: number, endedAt: number) =>
    insert(attempts, {
      id: idAt(from),
      remedyId: remedy.id,
      attempt,
      state,
      adapter: "manual" as const,
      startedAt: from,
      endedAt,
    });
  return [
    ...(failure === null ? [] : [row(1, "failed", startedAt, failure.at)]),
    ...(settledAt === null
      ? []
      : [row(remedy.attempt, "settled", failure?.retriedAt ?? startedAt, settledAt)]),
  ];
}

function claimWrites({ demand }: PlannedCase, remedy: RemedyRow, idAt: IdAt): Write[] {
  const { order, reason, at, channel } = demand as Demand;
  if (channel !== "claim") return [];
  return [
    insert(claims, {
      id: idAt(at),
      storefrontId: remedy.storefrontId,
      ticketId: remedy.ticketId,
      orderId: order.id,
      orderNumber: order.number,
      customerId: order.customer.id,
      lines: remedy.lines,
      reason,
      wish: demand.remedy,
      words: `(generated) ${reason}`,
      photos: [],
      at: at - 4 * minute,
    }),
  ];
}
