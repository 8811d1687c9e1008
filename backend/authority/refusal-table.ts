import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** A decision that gave nothing, because a rule refuses, with all that it saw: what `decisions` are for what was promised. Never changed. */
export interface RefusedDecisionRow {
  id: string;
  storefrontId: string;
  ticketId: string;
  orderId: string;
  /** Of a retry; null of what never became a remedy. */
  remedyId: string | null;
  /** Who asked. */
  personId: string;
  /** Names who asked for exactly what, under which versions: asked again, it is the same no. */
  asked: string;
  /** The chosen lines, sorted. */
  lineIds: string[];
  policyVersion: number;
  facts: object;
  outcome: object;
  at: number;
}

export const refusedDecisions = defineTable<RefusedDecisionRow>("refused_decisions", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    ticketId: column.id(),
    orderId: column.id(),
    remedyId: column.optional(column.id()),
    personId: column.id(),
    asked: column.text(64),
    lineIds: column.json(),
    policyVersion: column.int(),
    facts: column.json(),
    outcome: column.json(),
    at: column.at(),
  },
  indexes: [
    ["storefrontId", "at"],
    ["ticketId", "at"],
  ],
});
