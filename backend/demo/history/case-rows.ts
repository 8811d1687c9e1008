import { decisions } from "../../authority/tables.ts";
import { hour, minute } from "../../core/clock.ts";
import { insert, type Write } from "../../core/database/writes.ts";
import { escalations } from "../../escalations/tables.ts";
import { remedies } from "../../remedies/tables.ts";
import { newTicket } from "../../tickets/new-ticket.ts";
import { type TicketRow, tickets } from "../../tickets/tables.ts";
import {
  createTimeline,
  tellDecision,
  tellEnd,
  tellOpening,
  tellPayment,
  tellRelay,
} from "./case-timeline.ts";
import { shopperOf } from "./generated-actors.ts";
import type { PlannedCase } from "./history-plan.ts";
import { attemptWrites, claimWrites, remedyRow } from "./remedy-rows.ts";

type IdAt = (at: number) => string;

/** A case as the house would have written it down, entry by entry; its ticket is resolved, and asks nothing of anybody. */
export function caseWrites(planned: PlannedCase, number: number, storefrontId: string, idAt: IdAt): Write[] {
  const begun = beginTicket(planned, number, storefrontId);
  const told = createTimeline(begun);
  const [claimId, escalationId] = [idAt(begun.createdAt), idAt(begun.createdAt)];
  tellOpening(told, planned, claimId, idAt);
  tellRelay(told, planned, escalationId, idAt);
  const remedy = remedyRow(planned, told.ticket(), storefrontId);
  tellDecision(told, planned, remedy, idAt);
  tellPayment(told, planned, remedy);
  tellEnd(told, planned);
  const { seq, publicSeq } = told.ticket();
  const ticket = { ...told.ticket(), shopperSeenSeq: publicSeq, staffSeenSeq: seq };
  return [
    insert(tickets, ticket),
    ...told.writes(),
    insert(remedies, remedy),
    ...attemptWrites(planned, remedy, idAt),
    ...claimWrites(planned, ticket, claimId),
    ...escalationWrites(planned, ticket, escalationId),
    ...planned.decided.map(({ id, at, act, facts, verdict }) =>
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

function beginTicket(
  { ticketId, demand, relay }: PlannedCase,
  number: number,
  storefrontId: string,
): TicketRow {
  const { customer } = demand.order;
  const opening = { counter: { id: "", value: number - 1 }, scene: null, sku: null };
  const circumstances = {
    now: (relay?.openedAt ?? demand.at) - 5 * minute,
    newId: () => ticketId,
    newSecret: () => "",
    commandId: "",
  };
  return newTicket(shopperOf(customer, storefrontId), opening, circumstances).ticket;
}

/** Answered long ago: it is on no department's list. */
function escalationWrites(
  { relay, demand }: PlannedCase,
  { id, storefrontId }: TicketRow,
  escalationId: string,
) {
  if (relay === null) return [];
  const { department, openedAt, endedAt } = relay;
  return [
    insert(escalations, {
      id: escalationId,
      storefrontId,
      ticketId: id,
      departmentId: department.id,
      departmentName: department.name,
      question: "(generated)",
      dueAt: openedAt + 24 * hour,
      state: "finished",
      result: "(generated)",
      openedById: demand.agent.id,
      openedByDepartmentId: null,
      openedAt,
      endedAt,
    }),
  ];
}
