import { claims } from "../../claims/tables.ts";
import type { LineRef } from "../../contract/entries.ts";
import { type Wish, wishes } from "../../contract/vocabulary.ts";
import { minute } from "../../core/clock.ts";
import { insert, type Write } from "../../core/database/writes.ts";
import { newRemedy } from "../../remedies/new-remedy.ts";
import { attempts, type RemedyRow } from "../../remedies/tables.ts";
import type { TicketRow } from "../../tickets/tables.ts";
import { actorOf } from "./generated-actors.ts";
import type { Demand, PlannedCase } from "./history-plan.ts";
import { orderRow } from "./sale-rows.ts";

type IdAt = (at: number) => string;

export const linesOf = ({ order, chosen }: Demand): LineRef[] =>
  chosen.flatMap(({ line, quantity }) => {
    const found = order.template.lines[line];
    return found === undefined ? [] : [{ lineId: order.lineIds[line] ?? "", title: found.title, quantity }];
  });

/** Whatever the guided claim does not offer by name is talked about. */
export const wishOf = ({ remedy }: Demand): Wish => wishes.find((each) => each === remedy) ?? "talk";

/** Where goods go, or the new address; what moves none has none. */
function addressOf({ remedy, terms, order }: Demand): RemedyRow["address"] {
  const goesThere = remedy === "reship" || remedy === "exchange" || remedy === "gift";
  return goesThere || remedy === "address_correction" || terms?.change === "address"
    ? order.template.address
    : null;
}

/** A remedy as the house would have left it behind. */
export function remedyRow(planned: PlannedCase, ticket: TicketRow, storefrontId: string): RemedyRow {
  const { demand, decided, isAudit, remedyId } = planned;
  const { order, agent, remedy, reason, at, amountMinor, terms } = demand;
  const [first] = decided;
  if (first === undefined) throw new Error("a case without a decision");
  const { verdict, facts } = first;
  const made = newRemedy({
    id: remedyId,
    by: planned.answer === null ? "grant" : "request",
    case: { o: { order: orderRow(order, storefrontId), lines: [] }, ticket },
    wanted: {
      remedy,
      amountMinor,
      currency: order.template.currency,
      lines: linesOf(demand),
      address: addressOf(demand),
      terms,
    },
    reason,
    actor: actorOf(agent),
    policyVersion: facts.policyVersion,
    chain: verdict.answer === "approval" ? verdict.chain : [],
    facts,
    isAudit,
    now: at,
  });
  return { ...made, ...answered(planned), ...ended(planned) };
}

function answered({ answer, decided }: PlannedCase): Partial<RemedyRow> {
  if (answer === null) return {};
  const verdict = decided[0]?.verdict;
  const decider = answer.how === "expired" || answer.how === "withdrawn" ? null : answer.by;
  return {
    because: "(generated)",
    obstacles: verdict === undefined || verdict.answer === "grant" ? [] : verdict.obstacles,
    expiresAt: null,
    answeredAt: answer.at,
    amountMinor: answer.amountMinor,
    deciderId: decider?.id ?? null,
    deciderName: decider?.name ?? null,
    declinedBecause: answer.how === "declined" ? "(generated)" : null,
  };
}

function ended({ demand, answer, settledAt, failure, isOverrun }: PlannedCase): Partial<RemedyRow> {
  if (answer !== null && answer.how !== "approved") return { state: answer.how, since: answer.at };
  const isSettled = settledAt !== null;
  return {
    attempt: failure !== null && failure.retriedAt !== null ? 2 : 1,
    state: isSettled ? "settled" : "failed",
    since: settledAt ?? failure?.at ?? demand.at,
    progress:
      isSettled && demand.remedy === "return_refund" ? { stage: "received", hint: "(generated)" } : null,
    failure: isSettled || failure === null ? null : { code: "declined", message: "(generated)" },
    settlement: isSettled ? { hint: "(generated)", arrivesInDays: 3, reference: "", isOverrun } : null,
  };
}

export function attemptWrites(
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

export function claimWrites({ demand }: PlannedCase, ticket: TicketRow, claimId: string): Write[] {
  const { order, reason, channel } = demand;
  if (channel !== "claim") return [];
  const at = ticket.createdAt + minute;
  return [
    insert(claims, {
      id: claimId,
      storefrontId: ticket.storefrontId,
      ticketId: ticket.id,
      orderId: order.id,
      orderNumber: order.number,
      customerId: order.customer.id,
      lines: linesOf(demand),
      reason,
      wish: wishOf(demand),
      words: `(generated) ${reason}`,
      photos: [],
      at,
    }),
  ];
}
