import type { RemedyState } from "../contract/vocabulary.ts";
import { refuse } from "../core/refusal.ts";
import type { TicketRow } from "../tickets/tables.ts";
import { isOpenPayout, type RemedyEvent, transition } from "./state-machine.ts";
import type { RemedyRow } from "./tables.ts";

/** The remedy after the event, with what else the event sets. Refuses `remedy_in_state` where it cannot happen now. */
export function after(
  remedy: RemedyRow,
  event: RemedyEvent,
  now: number,
  set: Partial<RemedyRow> = {},
): RemedyRow {
  const state = transition(remedy.state, event);
  if (state === null) refuse("remedy_in_state", { state: remedy.state });
  const isAnswer = remedy.state === "awaiting_approval" && state !== "awaiting_approval";
  return { ...remedy, ...set, state, since: now, answeredAt: isAnswer ? now : remedy.answeredAt };
}

/** What the ticket writes down of a remedy that goes from one state (null: it did not exist) to another. */
export function countsAfter(
  ticket: TicketRow,
  from: RemedyState | null,
  to: RemedyState,
): Pick<TicketRow, "openPayouts" | "pendingApprovals"> {
  const payouts = Number(isOpenPayout(to)) - Number(from !== null && isOpenPayout(from));
  const approvals = Number(to === "awaiting_approval") - Number(from === "awaiting_approval");
  return {
    openPayouts: ticket.openPayouts + payouts,
    pendingApprovals: ticket.pendingApprovals + approvals,
  };
}
