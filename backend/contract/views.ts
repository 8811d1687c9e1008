import type { ApprovalStep } from "./approval-steps.ts";
import type { Author, LineRef, Obstacle, PhotoRef, ShopperEntry, StaffEntry } from "./entries.ts";
import type { Progress, ShownTerms, Terms } from "./remedy-terms.ts";
import type {
  Assurance,
  ClaimReason,
  RemedyKind,
  RemedyState,
  TicketStatus,
  WaitingParty,
  Wish,
} from "./vocabulary.ts";

/**
 * What a client shows of one ticket. A view holds only what entries produce: `applyEntry(view, entry)` of every
 * entry gives the same view that the server would hand out afresh (test/commands/views-follow-entries.test.ts).
 */
export interface StaffTicketView {
  ticketId: string;
  /** The last entry applied. */
  seq: number;
  status: TicketStatus;
  waitingFor: WaitingParty;
  scene: string | null;
  assignee: { id: string; name: string } | null;
  shopper: { name: string | null; email: string | null };
  order: { id: string; number: string; assurance: Assurance } | null;
  claims: ClaimView[];
  remedies: RemedyView[];
  escalations: EscalationView[];
  rating: { score: number; words: string } | null;
  /** The tail of the timeline, oldest first; earlier pages are asked for with `ticket.entries`. */
  entries: StaffEntry[];
}

export interface ClaimView {
  id: string;
  orderNumber: string;
  lines: LineRef[];
  reason: ClaimReason;
  wish: Wish;
  words: string;
  photos: PhotoRef[];
  at: number;
}

export interface RemedyView {
  id: string;
  remedy: RemedyKind;
  state: RemedyState;
  amountMinor: number;
  currency: string;
  lines: LineRef[];
  terms: Terms | null;
  progress: Progress | null;
  reason: ClaimReason;
  /** Who granted it, or asked for it. */
  by: Author;
  attempt: number;
  /** Set while, and after, it needed an approval. */
  request: {
    because: string;
    obstacles: Obstacle[];
    requestedMinor: number;
    expiresAt: number;
    /** In the order in which they are asked. */
    steps: ApprovalStep[];
  } | null;
  decidedBy: string | null;
  declinedBecause: string | null;
  failure: { code: string; message: string } | null;
  settlement: { hint: string; arrivesInDays: number | null; reference: string; isOverrun: boolean } | null;
  /** When it came into the state it is in. */
  since: number;
}

export interface EscalationView {
  id: string;
  departmentId: string;
  departmentName: string;
  question: string;
  dueAt: number;
  state: "open" | "finished" | "withdrawn";
  result: string | null;
  openedAt: number;
}

export interface ShopperTicketView {
  ticketId: string;
  /** The last publicSeq applied. */
  seq: number;
  status: TicketStatus;
  assigneeName: string | null;
  orderNumber: string | null;
  remedies: ShopperRemedyView[];
  rating: { score: number; words: string } | null;
  entries: ShopperEntry[];
}

export interface ShopperRemedyView {
  id: string;
  remedy: RemedyKind;
  /** `asked`: a colleague is looking at it. `delayed`: paying it failed and staff is on it. `closed`: it will not come. */
  state: "asked" | "granted" | "paying" | "settled" | "delayed" | "closed";
  /** Null until it is promised. */
  amountMinor: number | null;
  currency: string | null;
  lines: { title: string; quantity: number }[];
  terms: ShownTerms | null;
  progress: Progress | null;
  hint: string | null;
  arrivesInDays: number | null;
  since: number;
}

/** How many entries of its tail a view carries; more are paged. */
export const tailLength = 100;
