import { type ApprovalStep, anySupervisor } from "./approval-steps.ts";
import type { EntryKind, StaffBody, StaffEntry, VisibleStaffEntry } from "./entries.ts";
import { inOrder } from "./in-order.ts";
import { type EscalationView, type RemedyView, type StaffTicketView, tailLength } from "./views.ts";

type Change = Partial<StaffTicketView>;
type EntryOf<K extends EntryKind> = Extract<VisibleStaffEntry, { kind: K }>;
type Reducers = { [K in EntryKind]: (view: StaffTicketView, entry: EntryOf<K>) => Change };

function remedy(view: StaffTicketView, id: string, change: Partial<RemedyView>): Change {
  return { remedies: view.remedies.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

/** Of a request: who has been asked and has answered by now; null leaves it as it is. */
function asked(
  view: StaffTicketView,
  id: string,
  steps: ApprovalStep[] | null,
  change: Partial<RemedyView> = {},
): Change {
  const request = view.remedies.find((each) => each.id === id)?.request ?? null;
  const moved = request === null || steps === null ? {} : { request: { ...request, steps } };
  return remedy(view, id, { ...change, ...moved });
}

function escalation(view: StaffTicketView, id: string, change: Partial<EscalationView>): Change {
  return { escalations: view.escalations.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

function promised(
  entry: EntryOf<"remedy.granted"> | EntryOf<"remedy.requested">,
  state: RemedyView["state"],
  request: RemedyView["request"],
): RemedyView {
  const { remedyId, remedy, amountMinor, currency, lines, terms, reason } = entry.body;
  return {
    id: remedyId,
    remedy,
    state,
    amountMinor,
    currency,
    lines,
    terms: terms ?? null,
    progress: null,
    reason,
    by: entry.by,
    attempt: 1,
    request,
    decidedBy: null,
    declinedBecause: null,
    failure: null,
    settlement: null,
    since: entry.at,
  };
}

const settledState = (body: StaffBody<"remedy.settled">) => ({
  hint: body.hint,
  arrivesInDays: body.arrivesInDays,
  reference: body.reference,
  isOverrun: body.isOverrun,
});

const reducers: Reducers = {
  "ticket.opened": (_view, { body }) => ({ scene: body.scene }),
  "message.sent": (_view, { by }) => ({ waitingFor: by.kind === "shopper" ? "us" : "shopper" }),
  "note.written": () => ({}),
  "shopper.identified": (_view, { body }) => ({ shopper: { name: body.name, email: body.email } }),
  "order.attached": (_view, { body }) => ({
    order: { id: body.orderId, number: body.orderNumber, assurance: body.assurance },
  }),
  "claim.filed": (view, { at, body }) => {
    const { claimId, ...claim } = body;
    return { waitingFor: "us", claims: inOrder(view.claims, { id: claimId, ...claim, at }) };
  },
  "ticket.assigned": (_view, { body }) => ({
    assignee: body.assigneeId === null ? null : { id: body.assigneeId, name: body.assigneeName ?? "" },
  }),
  "ticket.resolved": () => ({ status: "resolved" }),
  "ticket.reopened": () => ({ status: "open", waitingFor: "us" }),
  "ticket.rated": (_view, { body }) => ({ rating: { score: body.score, words: body.words } }),
  "remedy.granted": (view, entry) => ({ remedies: inOrder(view.remedies, promised(entry, "granted", null)) }),
  "remedy.requested": (view, entry) => {
    const { because, obstacles, amountMinor, expiresAt, steps = [anySupervisor] } = entry.body;
    const request = { because, obstacles, requestedMinor: amountMinor, expiresAt, steps };
    return { remedies: inOrder(view.remedies, promised(entry, "awaiting_approval", request)) };
  },
  "remedy.agreed": (view, { body: { remedyId, amountMinor, steps } }) =>
    asked(view, remedyId, steps, { amountMinor }),
  "remedy.reminded": (view, { body: { remedyId, steps } }) => asked(view, remedyId, steps),
  "remedy.recalled": (view, { at, body }) => remedy(view, body.remedyId, { state: "recalled", since: at }),
  "remedy.approved": (view, { at, by, body }) =>
    asked(view, body.remedyId, body.steps ?? null, {
      state: "granted",
      amountMinor: body.amountMinor,
      lines: body.lines,
      decidedBy: by.name,
      since: at,
    }),
  "remedy.declined": (view, { at, by, body }) =>
    remedy(view, body.remedyId, {
      state: "declined",
      decidedBy: by.name,
      declinedBecause: body.because,
      since: at,
    }),
  "remedy.withdrawn": (view, { at, body }) => remedy(view, body.remedyId, { state: "withdrawn", since: at }),
  "remedy.expired": (view, { at, body }) => remedy(view, body.remedyId, { state: "expired", since: at }),
  "remedy.paying": (view, { at, body }) =>
    remedy(view, body.remedyId, { state: "paying", attempt: body.attempt, since: at }),
  "remedy.progressed": (view, { body: { remedyId, stage, hint } }) =>
    remedy(view, remedyId, { progress: { stage, hint } }),
  "remedy.settled": (view, { at, body }) =>
    remedy(view, body.remedyId, {
      state: "settled",
      settlement: settledState(body),
      failure: null,
      since: at,
    }),
  "remedy.failed": (view, { at, body }) =>
    remedy(view, body.remedyId, {
      state: "failed",
      failure: { code: body.code, message: body.message },
      since: at,
    }),
  "remedy.retried": (view, { at, body }) =>
    remedy(view, body.remedyId, {
      state: "granted",
      attempt: body.attempt,
      failure: null,
      progress: null,
      since: at,
    }),
  "escalation.opened": (view, { at, body }) => {
    const { escalationId, ...opened } = body;
    const added: EscalationView = { id: escalationId, ...opened, state: "open", result: null, openedAt: at };
    return { escalations: inOrder(view.escalations, added) };
  },
  "escalation.answered": () => ({}),
  "escalation.finished": (view, { body }) =>
    escalation(view, body.escalationId, { state: "finished", result: body.result }),
  "escalation.withdrawn": (view, { body }) => escalation(view, body.escalationId, { state: "withdrawn" }),
};

/**
 * Pure. The entry must be the one after `view.seq`; `live-ticket` sees to that. The view keeps the last
 * `tailLength` entries and whatever older pages the client put before them (`keep`).
 */
export function applyStaffEntry(
  view: StaffTicketView,
  entry: StaffEntry,
  keep = tailLength,
): StaffTicketView {
  const change =
    entry.kind === "hidden"
      ? {}
      : (reducers[entry.kind] as (v: StaffTicketView, e: StaffEntry) => Change)(view, entry);
  return { ...view, ...change, seq: entry.seq, entries: [...view.entries, entry].slice(-keep) };
}
