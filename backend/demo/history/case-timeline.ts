import type { Author } from "../../contract/entries.ts";
import { hour, minute } from "../../core/clock.ts";
import type { Write } from "../../core/database/writes.ts";
import type { RemedyRow } from "../../remedies/tables.ts";
import type { TicketRow } from "../../tickets/tables.ts";
import { append, type Draft } from "../../tickets/timeline.ts";
import type { PlannedCase, PlannedPerson } from "./history-plan.ts";
import { linesOf, wishOf } from "./remedy-rows.ts";

type IdAt = (at: number) => string;

export function createTimeline(begun: TicketRow) {
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
export type Timeline = ReturnType<typeof createTimeline>;

const authorOf = ({ id, name }: PlannedPerson): Author => ({ kind: "agent", id, name });
const shopperOf = ({ demand }: PlannedCase): Author => ({
  kind: "shopper",
  id: null,
  name: demand.order.customer.name,
});
const system: Author = { kind: "system", id: null, name: "" };

/** What the shopper came with, and who took it on. */
export function tellOpening(told: Timeline, planned: PlannedCase, claimId: string, idAt: IdAt): void {
  const { demand } = planned;
  const { order, assurance, reason, channel, agent } = demand;
  const { id: orderId, number: orderNumber } = order;
  const { createdAt, shopperName, shopperEmail } = told.ticket();
  const by = shopperOf(planned);
  const words = `(generated) ${reason}`;
  const at = createdAt + minute;
  const claim = {
    claimId,
    orderNumber,
    lines: linesOf(demand),
    reason,
    wish: wishOf(demand),
    words,
  };
  told.add(
    at,
    { kind: "ticket.opened", body: { scene: null, sku: null }, by },
    { kind: "shopper.identified", body: { name: shopperName ?? "", email: shopperEmail ?? "" }, by },
    { kind: "order.attached", body: { orderId, orderNumber, assurance }, by },
    channel === "claim"
      ? { kind: "claim.filed", body: { ...claim, photos: [] }, by }
      : { kind: "message.sent", body: { text: words, photos: [], commandId: idAt(at) }, by },
  );
  told.add(at + minute, {
    kind: "ticket.assigned",
    body: { assigneeId: agent.id, assigneeName: agent.name, isTakeover: false },
    by: authorOf(agent),
  });
}

/** The shopper writes again while they wait. */
function tellChases(
  told: Timeline,
  planned: PlannedCase,
  { from, until }: { from: number; until: number },
  idAt: IdAt,
): void {
  for (const at of planned.chasedAt) {
    if (at < from || at >= until) continue;
    const body = { text: "(generated) any news?", photos: [], commandId: idAt(at) };
    told.add(at, { kind: "message.sent", body, by: shopperOf(planned) });
  }
}

/** A department is called in, and answers. */
export function tellRelay(told: Timeline, planned: PlannedCase, escalationId: string, idAt: IdAt): void {
  const { relay, demand } = planned;
  if (relay === null) return;
  const { department, openedAt, endedAt } = relay;
  const { id: departmentId, name: departmentName } = department;
  const common = { escalationId, departmentName };
  told.add(openedAt, {
    kind: "escalation.opened",
    body: { ...common, departmentId, question: "(generated)", dueAt: openedAt + 24 * hour },
    by: authorOf(demand.agent),
  });
  tellChases(told, planned, { from: openedAt, until: endedAt }, idAt);
  told.add(endedAt, {
    kind: "escalation.finished",
    body: { ...common, result: "(generated)" },
    by: { kind: "department", id: null, name: departmentName },
  });
}

const promised = ({ id: remedyId, remedy, amountMinor, currency, lines, terms }: RemedyRow) => ({
  remedyId,
  remedy,
  amountMinor,
  currency,
  lines,
  terms,
});

/** Granted at once, or asked for and answered. */
export function tellDecision(told: Timeline, planned: PlannedCase, remedy: RemedyRow, idAt: IdAt): void {
  const { demand, answer } = planned;
  const { reason, at, agent } = demand;
  const by = authorOf(agent);
  if (answer === null) {
    told.add(at, { kind: "remedy.granted", body: { ...promised(remedy), reason }, by });
    return;
  }
  const { obstacles, requestedMinor, id: remedyId } = remedy;
  told.add(at, {
    kind: "remedy.requested",
    body: {
      ...promised(remedy),
      amountMinor: requestedMinor,
      reason,
      because: "(generated)",
      obstacles,
      expiresAt: answer.at,
    },
    by,
  });
  tellChases(told, planned, { from: at, until: answer.at }, idAt);
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

/** What the merchant's side did about it. */
export function tellPayment(told: Timeline, planned: PlannedCase, remedy: RemedyRow): void {
  const { failure, settledAt, isOverrun } = planned;
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
  const begunAt = failure?.retriedAt ?? planned.answer?.at ?? planned.demand.at;
  told.add(begunAt, { kind: "remedy.paying", body: { remedyId, attempt: remedy.attempt }, by: system });
  if (remedy.remedy === "return_refund") {
    const hint = "(generated)";
    const labelAt = Math.min(settledAt, begunAt + 10 * minute);
    told.add(labelAt, { kind: "remedy.progressed", body: { remedyId, stage: "label", hint }, by: system });
    const receivedAt = Math.max(labelAt, settledAt - 2 * hour);
    told.add(receivedAt, {
      kind: "remedy.progressed",
      body: { remedyId, stage: "received", hint },
      by: system,
    });
  }
  told.add(settledAt, {
    kind: "remedy.settled",
    body: { remedyId, hint: "(generated)", arrivesInDays: 3, reference: "", isOverrun },
    by: system,
  });
}

/** Resolved, perhaps rated, perhaps opened again and resolved again. */
export function tellEnd(told: Timeline, planned: PlannedCase): void {
  const { demand, resolvedAt, rating, reopenedAt } = planned;
  const [byShopper, byAgent] = [shopperOf(planned), authorOf(demand.agent)];
  told.add(resolvedAt, { kind: "ticket.resolved", body: {}, by: byAgent });
  if (rating !== null)
    told.add(resolvedAt, { kind: "ticket.rated", body: { score: rating, words: "" }, by: byShopper });
  if (reopenedAt === null) return;
  told.add(reopenedAt, { kind: "ticket.reopened", body: { because: "shopper_wrote" }, by: byShopper });
  told.add(reopenedAt + 30 * minute, { kind: "ticket.resolved", body: {}, by: byAgent });
}
