import type { PublicKind, ShopperEntry } from "./entries.ts";
import { inOrder } from "./in-order.ts";
import { type ShopperRemedyView, type ShopperTicketView, tailLength } from "./views.ts";

type Change = Partial<ShopperTicketView>;
type EntryOf<K extends PublicKind> = Extract<ShopperEntry, { kind: K }>;
type Reducers = { [K in PublicKind]?: (view: ShopperTicketView, entry: EntryOf<K>) => Change };

function remedy(view: ShopperTicketView, id: string, change: Partial<ShopperRemedyView>): Change {
  return { remedies: view.remedies.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

const nothingYet = {
  amountMinor: null,
  currency: null,
  lines: [],
  terms: null,
  progress: null,
  hint: null,
  arrivesInDays: null,
};

/** A remedy is promised once: by the grant, or by the approval of one that was asked for. */
function promise(
  view: ShopperTicketView,
  entry: EntryOf<"remedy.granted"> | EntryOf<"remedy.approved">,
): Change {
  const { remedyId, remedy, amountMinor, currency, lines, terms } = entry.body;
  const card: ShopperRemedyView = {
    ...nothingYet,
    id: remedyId,
    remedy,
    state: "granted",
    amountMinor,
    currency,
    lines,
    terms,
    since: entry.at,
  };
  // One that was asked for keeps its place when it is promised.
  const isKnown = view.remedies.some((each) => each.id === remedyId);
  return {
    remedies: isKnown
      ? view.remedies.map((each) => (each.id === remedyId ? card : each))
      : inOrder(view.remedies, card),
  };
}

const become =
  (state: ShopperRemedyView["state"]) =>
  (view: ShopperTicketView, entry: { at: number; body: { remedyId: string } }): Change =>
    remedy(view, entry.body.remedyId, { state, since: entry.at });

/** Kinds without a reducer are lines of the conversation and change nothing else. */
const reducers: Reducers = {
  "order.attached": (_view, { body }) => ({ orderNumber: body.orderNumber }),
  "ticket.assigned": (_view, { body }) => ({ assigneeName: body.assigneeName }),
  "ticket.resolved": () => ({ status: "resolved" }),
  "ticket.reopened": () => ({ status: "open" }),
  "ticket.rated": (_view, { body }) => ({ rating: body }),
  "remedy.granted": promise,
  "remedy.requested": (view, { at, body }) => ({
    remedies: inOrder(view.remedies, {
      ...nothingYet,
      id: body.remedyId,
      remedy: body.remedy,
      state: "asked",
      since: at,
    }),
  }),
  "remedy.approved": promise,
  "remedy.declined": become("closed"),
  "remedy.withdrawn": become("closed"),
  "remedy.expired": become("closed"),
  "remedy.recalled": become("closed"),
  "remedy.paying": become("paying"),
  "remedy.progressed": (view, { body: { remedyId, stage, hint } }) =>
    remedy(view, remedyId, { progress: { stage, hint } }),
  "remedy.settled": (view, { at, body }) =>
    remedy(view, body.remedyId, {
      state: "settled",
      hint: body.hint,
      arrivesInDays: body.arrivesInDays,
      since: at,
    }),
  "remedy.failed": become("delayed"),
  "remedy.retried": (view, { at, body }) =>
    remedy(view, body.remedyId, { state: "granted", progress: null, since: at }),
};

/** Pure; see applyStaffEntry. */
export function applyShopperEntry(
  view: ShopperTicketView,
  entry: ShopperEntry,
  keep = tailLength,
): ShopperTicketView {
  const reduce = reducers[entry.kind] as ((v: ShopperTicketView, e: ShopperEntry) => Change) | undefined;
  return {
    ...view,
    ...reduce?.(view, entry),
    seq: entry.seq,
    entries: [...view.entries, entry].slice(-keep),
  };
}
