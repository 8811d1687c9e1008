import type { ApprovalStep } from "./approval-steps.ts";
import type { Limit } from "./policy.ts";
import type { Progress, ShownTerms, Terms } from "./remedy-terms.ts";
import type { Assurance, ClaimReason, RemedyKind, Wish } from "./vocabulary.ts";

/**
 * The timeline is made of entries. One entry is one fact with a projection per audience: codes and parameters,
 * never a finished sentence. `staff` is the whole fact; `shopper` is what the shopper gets, `null` if nothing.
 * `project-entry.ts` makes the one from the other, so that the compiler guards the shopper's privacy.
 */
export interface PhotoRef {
  id: string;
  width: number;
  height: number;
}

export interface LineRef {
  lineId: string;
  title: string;
  quantity: number;
}
type ShownLine = Omit<LineRef, "lineId">;

interface Message {
  text: string;
  photos: PhotoRef[];
  /** Lets the sender's own client swap its waiting bubble for the stored one. */
  commandId: string;
}

export interface Promised {
  remedyId: string;
  remedy: RemedyKind;
  amountMinor: number;
  currency: string;
  lines: LineRef[];
  /** Absent from entries of before there were any. */
  terms?: Terms | null;
}
type PromisedToShopper = Omit<Promised, "lines" | "terms"> & { lines: ShownLine[]; terms: ShownTerms | null };

interface Claim {
  claimId: string;
  orderNumber: string;
  lines: LineRef[];
  reason: ClaimReason;
  wish: Wish;
  words: string;
  photos: PhotoRef[];
}

/** A limit that stands in the way, as approvers and agents read it. Money in minor units of the remedy's currency. */
export type Obstacle = Limit;

interface Settlement {
  remedyId: string;
  /** What the money went to or the parcel goes by, as the merchant says it: "card ••12", a tracking number. */
  hint: string;
  arrivesInDays: number | null;
}

export interface EntryFacts {
  "ticket.opened": { staff: { scene: string | null; sku: string | null }; shopper: Record<never, never> };
  "message.sent": { staff: Message; shopper: Message };
  "note.written": { staff: Message; shopper: null };
  "shopper.identified": { staff: { name: string; email: string }; shopper: null };
  "order.attached": {
    staff: { orderId: string; orderNumber: string; assurance: Assurance };
    shopper: { orderNumber: string; assurance: Assurance };
  };
  "claim.filed": {
    staff: Claim;
    shopper: Omit<Claim, "lines"> & { lines: ShownLine[] };
  };
  "ticket.assigned": {
    staff: { assigneeId: string | null; assigneeName: string | null; isTakeover: boolean };
    shopper: { assigneeName: string | null };
  };
  "ticket.resolved": { staff: Record<never, never>; shopper: Record<never, never> };
  "ticket.reopened": { staff: { because: "shopper_wrote" | "staff" }; shopper: Record<never, never> };
  "ticket.rated": { staff: { score: number; words: string }; shopper: { score: number; words: string } };
  "remedy.granted": { staff: Promised & { reason: ClaimReason }; shopper: PromisedToShopper };
  "remedy.requested": {
    staff: Promised & {
      reason: ClaimReason;
      because: string;
      obstacles: Obstacle[];
      expiresAt: number;
      /** Absent from entries of before there were chains. */
      steps?: ApprovalStep[];
    };
    shopper: { remedyId: string; remedy: RemedyKind };
  };
  "remedy.approved": {
    staff: Promised & { requestedMinor: number; steps?: ApprovalStep[] };
    shopper: PromisedToShopper;
  };
  /** One of several approvers said yes, or another amount; `steps` as they stand since. */
  "remedy.agreed": {
    staff: { remedyId: string; amountMinor: number; steps: ApprovalStep[]; insteadOf: string | null };
    shopper: null;
  };
  /** Nobody has answered: those in turn are reminded, or the role above is asked too. */
  "remedy.reminded": {
    staff: { remedyId: string; steps: ApprovalStep[]; isEscalation: boolean };
    shopper: null;
  };
  /** The limits it was asked under were withdrawn, and what waited under them with it. */
  "remedy.recalled": { staff: { remedyId: string; policyVersion: number }; shopper: { remedyId: string } };
  "remedy.declined": { staff: { remedyId: string; because: string }; shopper: { remedyId: string } };
  "remedy.withdrawn": { staff: { remedyId: string }; shopper: { remedyId: string } };
  "remedy.expired": { staff: { remedyId: string }; shopper: { remedyId: string } };
  "remedy.paying": { staff: { remedyId: string; attempt: number }; shopper: { remedyId: string } };
  /** A step on the merchant's side, of a remedy that has such steps. */
  "remedy.progressed": { staff: { remedyId: string } & Progress; shopper: { remedyId: string } & Progress };
  "remedy.settled": {
    staff: Settlement & { reference: string; isOverrun: boolean };
    shopper: Settlement;
  };
  "remedy.failed": {
    staff: { remedyId: string; attempt: number; code: string; message: string };
    shopper: { remedyId: string };
  };
  "remedy.retried": { staff: { remedyId: string; attempt: number }; shopper: { remedyId: string } };
  "escalation.opened": {
    staff: {
      escalationId: string;
      departmentId: string;
      departmentName: string;
      question: string;
      dueAt: number;
    };
    shopper: { departmentName: string };
  };
  "escalation.answered": {
    staff: Message & { escalationId: string; departmentName: string };
    shopper: null;
  };
  "escalation.finished": {
    staff: { escalationId: string; departmentName: string; result: string };
    shopper: null;
  };
  "escalation.withdrawn": { staff: { escalationId: string; departmentName: string }; shopper: null };
}

export type EntryKind = keyof EntryFacts;
export type StaffBody<K extends EntryKind> = EntryFacts[K]["staff"];
export type ShopperBody<K extends EntryKind> = EntryFacts[K]["shopper"];
export type PublicKind = { [K in EntryKind]: EntryFacts[K]["shopper"] extends null ? never : K }[EntryKind];

/** Who did it. `id` is a person's id for staff and null for shopper and system. */
export interface Author {
  kind: "shopper" | "agent" | "department" | "system";
  id: string | null;
  name: string;
}

interface StaffEntryOf<K extends EntryKind> {
  ticketId: string;
  /** Gap-free within the ticket. */
  seq: number;
  /** Gap-free among the entries the shopper gets; null where the shopper gets none. */
  publicSeq: number | null;
  at: number;
  by: Author;
  kind: K;
  body: StaffBody<K>;
}
export type VisibleStaffEntry = { [K in EntryKind]: StaffEntryOf<K> }[EntryKind];
/** What a department gets in place of an entry it may not read: the number, so that it can count. */
export interface HiddenEntry {
  ticketId: string;
  seq: number;
  kind: "hidden";
}
export type StaffEntry = VisibleStaffEntry | HiddenEntry;

interface ShopperEntryOf<K extends PublicKind> {
  ticketId: string;
  /** The entry's publicSeq: shoppers never see the inner count. */
  seq: number;
  at: number;
  by: Omit<Author, "id">;
  kind: K;
  body: ShopperBody<K>;
}
export type ShopperEntry = { [K in PublicKind]: ShopperEntryOf<K> }[PublicKind];
