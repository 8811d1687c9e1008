import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface EscalationRow {
  id: string;
  storefrontId: string;
  ticketId: string;
  departmentId: string;
  departmentName: string;
  question: string;
  dueAt: number;
  state: "open" | "finished" | "withdrawn";
  result: string | null;
  openedById: string;
  /** Of who opened it, as far as one counts for the figures. */
  openedByDepartmentId: string | null;
  openedAt: number;
  endedAt: number | null;
}

export const escalations = defineTable<EscalationRow>("escalations", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    ticketId: column.id(),
    departmentId: column.id(),
    departmentName: column.text(190),
    question: column.text(1000),
    dueAt: column.at(),
    state: column.text(20),
    result: column.optional(column.text(1000)),
    openedById: column.id(),
    openedByDepartmentId: column.optional(column.id()),
    openedAt: column.at(),
    endedAt: column.optional(column.at()),
  },
  indexes: [["ticketId"], ["departmentId", "state"], ["state", "dueAt"], ["storefrontId", "openedAt"]],
  lockRank: "escalation",
});
