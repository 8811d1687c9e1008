/** A decision with its remedy and ticket, as the database has it: JSON stays text until the worker reads it. */
export interface RawDecision {
  id: string;
  remedyId: string;
  ticketId: string;
  at: number;
  facts: string;
  outcome: string;
  orderId: string;
  state: string;
  amountMinor: number;
  /** When the remedy came into its state. */
  since: number;
  settlement: string | null;
  requesterName: string;
  ratingScore: number | null;
}

/** One page of the past on its way to the worker. */
export interface RawPage {
  decisions: RawDecision[];
  reopened: { ticketId: string; at: number }[];
  failed: { remedyId: string; attempt: number; endedAt: number }[];
}

/** What a rule refused, as the database has it. */
export interface RawRefused {
  id: string;
  ticketId: string;
  orderId: string;
  at: number;
  facts: string;
  outcome: string;
  lineIds: string;
  personName: string;
}

export interface RawRefusedPage {
  refused: RawRefused[];
  /** The remedies of the same tickets, with when they were given or asked for. */
  followed: { ticketId: string; orderId: string; remedy: string; lines: string; at: number }[];
}
