import type {
  EntryFacts,
  EntryKind,
  LineRef,
  Promised,
  PublicKind,
  ShopperEntry,
  StaffBody,
  StaffEntry,
  VisibleStaffEntry,
} from "./entries.ts";
import type { ShownTerms, Terms } from "./remedy-terms.ts";

export const shownTerms = (terms: Terms | null): ShownTerms | null => {
  if (terms === null) return null;
  const { goods, refundMinor, points, change, isWholeOrder } = terms;
  const seen = goods === null ? null : { title: goods.title, quantity: goods.quantity };
  return { goods: seen, refundMinor, points, change, isWholeOrder };
};

const shown = (lines: LineRef[]) => lines.map(({ title, quantity }) => ({ title, quantity }));

function promised({ remedyId, remedy, amountMinor, currency, lines, terms }: Promised) {
  return { remedyId, remedy, amountMinor, currency, lines: shown(lines), terms: shownTerms(terms ?? null) };
}

type Projections = {
  [K in EntryKind]: EntryFacts[K]["shopper"] extends null
    ? null
    : (body: EntryFacts[K]["staff"]) => EntryFacts[K]["shopper"];
};

/** Built field by field: a fact added to the staff's body never reaches a shopper by accident. */
const toShopper: Projections = {
  "ticket.opened": () => ({}),
  "message.sent": ({ text, photos, commandId }) => ({ text, photos, commandId }),
  "note.written": null,
  "shopper.identified": null,
  "order.attached": ({ orderNumber, assurance }) => ({ orderNumber, assurance }),
  "claim.filed": ({ claimId, orderNumber, lines, reason, wish, words, photos }) => ({
    claimId,
    orderNumber,
    lines: shown(lines),
    reason,
    wish,
    words,
    photos,
  }),
  "ticket.assigned": ({ assigneeName }) => ({ assigneeName }),
  "ticket.resolved": () => ({}),
  "ticket.reopened": () => ({}),
  "ticket.rated": ({ score, words }) => ({ score, words }),
  "remedy.granted": promised,
  // The amount asked for is not a promise yet, so the shopper does not hear it.
  "remedy.requested": ({ remedyId, remedy }) => ({ remedyId, remedy }),
  "remedy.approved": promised,
  "remedy.agreed": null,
  "remedy.reminded": null,
  "remedy.recalled": ({ remedyId }) => ({ remedyId }),
  "remedy.declined": ({ remedyId }) => ({ remedyId }),
  "remedy.withdrawn": ({ remedyId }) => ({ remedyId }),
  "remedy.expired": ({ remedyId }) => ({ remedyId }),
  "remedy.paying": ({ remedyId }) => ({ remedyId }),
  "remedy.progressed": ({ remedyId, stage, hint }) => ({ remedyId, stage, hint }),
  "remedy.settled": ({ remedyId, hint, arrivesInDays }) => ({ remedyId, hint, arrivesInDays }),
  "remedy.failed": ({ remedyId }) => ({ remedyId }),
  "remedy.retried": ({ remedyId }) => ({ remedyId }),
  "escalation.opened": ({ departmentName }) => ({ departmentName }),
  "escalation.answered": null,
  "escalation.finished": null,
  "escalation.withdrawn": null,
};

export function isPublic(kind: EntryKind): kind is PublicKind {
  return toShopper[kind] !== null;
}

/** The shopper's projection, or null where the shopper gets none. */
export function projectToShopper(entry: VisibleStaffEntry): ShopperEntry | null {
  const project = toShopper[entry.kind] as ((body: StaffBody<EntryKind>) => unknown) | null;
  if (project === null || entry.publicSeq === null) return null;
  return {
    ticketId: entry.ticketId,
    seq: entry.publicSeq,
    at: entry.at,
    by: { kind: entry.by.kind, name: entry.by.name },
    kind: entry.kind,
    body: project(entry.body),
  } as ShopperEntry;
}

/** What an invited department does not need for its answer: who asked for how much, and how the shopper rated. */
const hiddenFromDepartments: ReadonlySet<EntryKind> = new Set([
  "remedy.requested",
  "remedy.agreed",
  "remedy.reminded",
  "remedy.recalled",
  "remedy.approved",
  "remedy.declined",
  "remedy.withdrawn",
  "remedy.expired",
  "ticket.rated",
]);

/** The shopper has a name there, which stands on the parcel; how to reach them is the agent's. */
export function projectToDepartment(entry: VisibleStaffEntry): StaffEntry {
  if (hiddenFromDepartments.has(entry.kind)) {
    return { ticketId: entry.ticketId, seq: entry.seq, kind: "hidden" };
  }
  return entry.kind === "shopper.identified" ? { ...entry, body: { ...entry.body, email: "" } } : entry;
}
