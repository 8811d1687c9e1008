import { expect } from "chai";
import fc from "fast-check";
import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import { anySupervisor } from "../../backend/contract/approval-steps.ts";
import type { EntryKind, StaffBody, VisibleStaffEntry } from "../../backend/contract/entries.ts";
import { isPublic, projectToDepartment, projectToShopper } from "../../backend/contract/project-entry.ts";
import {
  type ShopperRemedyView,
  type ShopperTicketView,
  type StaffTicketView,
  tailLength,
} from "../../backend/contract/views.ts";
import type { RemedyState } from "../../backend/contract/vocabulary.ts";

const secret = "for staff only";
const lines = [{ lineId: "l1", title: "Cup", quantity: 1 }];
const promised = { remedy: "refund", amountMinor: 12_800, currency: "CNY", lines } as const;
const said = { text: "hello", photos: [], commandId: "c" };

/** One body of every kind; what only staff may read says so. */
const bodies: { [K in EntryKind]: (remedyId: string) => StaffBody<K> } = {
  "ticket.opened": () => ({ scene: secret, sku: secret }),
  "message.sent": () => said,
  "note.written": () => ({ ...said, text: secret }),
  "shopper.identified": () => ({ name: "Mei", email: secret }),
  "order.attached": () => ({ orderId: secret, orderNumber: "#1", assurance: "verified" }),
  "claim.filed": () => ({
    claimId: "claim",
    orderNumber: "#1",
    lines: [{ lineId: secret, title: "Cup", quantity: 1 }],
    reason: "broken",
    wish: "refund",
    words: "",
    photos: [],
  }),
  "ticket.assigned": () => ({ assigneeId: secret, assigneeName: "Lin", isTakeover: true }),
  "ticket.resolved": () => ({}),
  "ticket.reopened": () => ({ because: "staff" }),
  "ticket.rated": () => ({ score: 4, words: "fine" }),
  "remedy.granted": (remedyId) => ({ ...promised, remedyId, reason: "broken" }),
  "remedy.requested": (remedyId) => ({
    ...promised,
    amountMinor: 99_999,
    remedyId,
    reason: "broken",
    because: secret,
    obstacles: [],
    expiresAt: 1,
  }),
  "remedy.approved": (remedyId) => ({ ...promised, remedyId, requestedMinor: 99_999 }),
  "remedy.declined": (remedyId) => ({ remedyId, because: secret }),
  "remedy.withdrawn": (remedyId) => ({ remedyId }),
  "remedy.expired": (remedyId) => ({ remedyId }),
  "remedy.agreed": (remedyId) => ({
    remedyId,
    amountMinor: 5000,
    steps: [{ ...anySupervisor, name: secret }],
    insteadOf: secret,
  }),
  "remedy.reminded": (remedyId) => ({ remedyId, steps: [anySupervisor], isEscalation: true }),
  "remedy.recalled": (remedyId) => ({ remedyId, policyVersion: 3 }),
  "remedy.paying": (remedyId) => ({ remedyId, attempt: 1 }),
  "remedy.progressed": (remedyId) => ({ remedyId, stage: "label", hint: "RT1" }),
  "remedy.settled": (remedyId) => ({
    remedyId,
    hint: "card ••12",
    arrivesInDays: 3,
    reference: secret,
    isOverrun: false,
  }),
  "remedy.failed": (remedyId) => ({ remedyId, attempt: 1, code: secret, message: secret }),
  "remedy.retried": (remedyId) => ({ remedyId, attempt: 2 }),
  "escalation.opened": () => ({
    escalationId: "x",
    departmentId: secret,
    departmentName: "Warehouse",
    question: secret,
    dueAt: 1,
  }),
  "escalation.answered": () => ({ ...said, text: secret, escalationId: "x", departmentName: "Warehouse" }),
  "escalation.finished": () => ({ escalationId: "x", departmentName: "Warehouse", result: secret }),
  "escalation.withdrawn": () => ({ escalationId: "x", departmentName: "Warehouse" }),
};
const kinds = Object.keys(bodies) as EntryKind[];

/** The ways a remedy may go, as the machine of remedies has them. */
const next: Partial<Record<EntryKind, EntryKind[]>> = {
  "remedy.granted": ["remedy.paying"],
  "remedy.requested": [
    "remedy.approved",
    "remedy.declined",
    "remedy.withdrawn",
    "remedy.expired",
    "remedy.recalled",
    "remedy.agreed",
    "remedy.reminded",
  ],
  "remedy.agreed": ["remedy.agreed", "remedy.reminded", "remedy.approved", "remedy.declined"],
  "remedy.reminded": ["remedy.agreed", "remedy.approved", "remedy.recalled"],
  "remedy.approved": ["remedy.paying"],
  "remedy.paying": ["remedy.settled", "remedy.failed"],
  "remedy.failed": ["remedy.retried"],
  "remedy.retried": ["remedy.paying"],
};

const emptyStaff: StaffTicketView = {
  ticketId: "t",
  seq: 0,
  status: "open",
  waitingFor: "us",
  scene: null,
  assignee: null,
  shopper: { name: null, email: null },
  order: null,
  claims: [],
  remedies: [],
  escalations: [],
  rating: null,
  entries: [],
};
const emptyShopper: ShopperTicketView = {
  ticketId: "t",
  seq: 0,
  status: "open",
  assigneeName: null,
  orderNumber: null,
  remedies: [],
  rating: null,
  entries: [],
};

interface Step {
  kind: EntryKind;
  remedyId: string;
}

/** Numbers the steps as the timeline does, and projects each for the shopper. */
function play(steps: Step[]) {
  let staff = emptyStaff;
  let shopper = emptyShopper;
  steps.forEach(({ kind, remedyId }, index) => {
    const entry = {
      ticketId: "t",
      seq: index + 1,
      publicSeq: isPublic(kind) ? shopper.seq + 1 : null,
      at: 1000 + index,
      by: { kind: kind === "ticket.rated" ? "shopper" : "agent", id: secret, name: "Lin" },
      kind,
      body: bodies[kind](remedyId),
    } as VisibleStaffEntry;
    staff = applyStaffEntry(staff, entry);
    const shown = projectToShopper(entry);
    if (shown !== null) shopper = applyShopperEntry(shopper, shown);
  });
  return { staff, shopper };
}

const remedyKinds = new Set(kinds.filter((kind) => kind.startsWith("remedy.")));
const plainKinds = kinds.filter((kind) => !remedyKinds.has(kind));

/** Conversations with any number of remedies, each on a way that the machine allows. */
const conversation = fc
  .array(fc.record({ isRemedy: fc.boolean(), pick: fc.nat(1000), which: fc.nat(3) }), { maxLength: 60 })
  .map((choices) => {
    const last = new Map<string, EntryKind>();
    return choices.flatMap(({ isRemedy, pick, which }): Step[] => {
      const remedyId = `r${which}`;
      if (!isRemedy) return [{ kind: plainKinds[pick % plainKinds.length] ?? "message.sent", remedyId }];
      const before = last.get(remedyId);
      const ways =
        before === undefined ? (["remedy.granted", "remedy.requested"] as const) : (next[before] ?? []);
      const kind = ways[pick % Math.max(1, ways.length)];
      if (kind === undefined) return [];
      last.set(remedyId, kind);
      return [{ kind, remedyId }];
    });
  });

/** What the shopper is shown for each state that staff sees. */
const shownAs: Record<RemedyState, ShopperRemedyView["state"]> = {
  awaiting_approval: "asked",
  granted: "granted",
  paying: "paying",
  settled: "settled",
  failed: "delayed",
  declined: "closed",
  expired: "closed",
  withdrawn: "closed",
  recalled: "closed",
};

describe("applying entries", () => {
  it("shows the shopper the same truth as staff, in the shopper's words", () => {
    fc.assert(
      fc.property(conversation, (steps) => {
        const { staff, shopper } = play(steps);
        expect(shopper.status).to.equal(staff.status);
        expect(shopper.assigneeName).to.equal(staff.assignee?.name ?? null);
        expect(shopper.orderNumber).to.equal(staff.order?.number ?? null);
        expect(shopper.rating).to.deep.equal(staff.rating);
        const states = (list: { id: string; state: string }[]) =>
          Object.fromEntries(list.map(({ id, state }) => [id, state]));
        const expected = staff.remedies.map(({ id, state }) => ({ id, state: shownAs[state] }));
        expect(states(shopper.remedies)).to.deep.equal(states(expected));
        expect(shopper.remedies).to.have.length(staff.remedies.length);
      }),
    );
  });

  it("counts without gaps on both sides, and keeps the tail", () => {
    fc.assert(
      fc.property(conversation, (steps) => {
        const { staff, shopper } = play(steps);
        expect(staff.seq).to.equal(steps.length);
        expect(staff.entries.map(({ seq }) => seq)).to.deep.equal(steps.map((_, index) => index + 1));
        expect(shopper.entries.map(({ seq }) => seq)).to.deep.equal(
          Array.from({ length: shopper.seq }, (_, index) => index + 1),
        );
      }),
    );
    const long = play(Array.from({ length: tailLength + 5 }, () => ({ kind: "message.sent", remedyId: "" })));
    expect(long.shopper.entries).to.have.length(tailLength);
    expect(long.shopper.entries.at(-1)?.seq).to.equal(tailLength + 5);
  });

  it("changes nothing that it was given", () => {
    const { shopper, staff } = play([
      { kind: "remedy.granted", remedyId: "r" },
      { kind: "claim.filed", remedyId: "r" },
    ]);
    const before = JSON.stringify({ shopper, staff });
    const entry = {
      ticketId: "t",
      seq: 3,
      publicSeq: 3,
      at: 5,
      by: { kind: "system", id: null, name: "" },
      kind: "remedy.paying",
      body: { remedyId: "r", attempt: 1 },
    } as VisibleStaffEntry;
    applyStaffEntry(staff, entry);
    const shown = projectToShopper(entry);
    if (shown !== null) applyShopperEntry(shopper, shown);
    expect(JSON.stringify({ shopper, staff })).to.equal(before);
  });

  it("never tells the shopper what is for staff, nor an amount that is not promised", () => {
    for (const kind of kinds) {
      const { shopper } = play([{ kind, remedyId: "r" }]);
      expect(JSON.stringify(shopper), kind).not.to.contain(secret);
      expect(JSON.stringify(shopper), kind).not.to.contain("99999");
    }
  });

  it("tells a department that something is there, and not what it may not read", () => {
    const entry = {
      ticketId: "t",
      seq: 1,
      publicSeq: 1,
      at: 1,
      by: { kind: "agent", id: "a", name: "Lin" },
      kind: "remedy.requested",
      body: bodies["remedy.requested"]("r"),
    } as VisibleStaffEntry;
    const hidden = projectToDepartment(entry);
    expect(hidden).to.deep.equal({ ticketId: "t", seq: 1, kind: "hidden" });
    expect(applyStaffEntry(emptyStaff, hidden)).to.deep.equal({ ...emptyStaff, seq: 1, entries: [hidden] });
  });
});
