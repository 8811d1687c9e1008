import type { VisibleStaffEntry } from "../contract/entries.ts";
import type { Marks } from "../contract/sockets.ts";

/** What a committed command tells the world; published only after the commit, and lost without harm (clients resume). */
export type Notice =
  /** Of one ticket; `departmentIds`: who was invited before or after, so that the entry which ends a right still arrives. */
  | { kind: "entries"; entries: VisibleStaffEntry[]; departmentIds: string[] }
  /** `marks` in both counts: `public` for the shopper, `staff` for the console. */
  | { kind: "marks"; ticketId: string; public: Marks; staff: Marks }
  | { kind: "topics"; to: Audience; topics: string[] }
  /** A department lost its right to a ticket; whoever also belongs to one that is still invited keeps theirs. */
  | { kind: "right-ended"; ticketId: string; departmentId: string; stillInvited: string[] }
  /** A session lost its right to everything. */
  | { kind: "session-ended"; sessionIds: string[] }
  /** A person's role or departments changed: their sockets are judged anew. */
  | { kind: "person-changed"; personId: string }
  /** The tickets of one shopper moved to another (an anonymous one was identified). */
  | { kind: "shopper-merged"; fromShopperId: string; toShopperId: string };

export type Audience =
  | { kind: "staff" }
  | { kind: "shopper"; shopperId: string }
  | { kind: "person"; personId: string };

export const toStaff = (...topics: string[]): Notice => ({
  kind: "topics",
  to: { kind: "staff" },
  topics,
});
