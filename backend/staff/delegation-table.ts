import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** Who answers in a person's place while they are away. One per person; it ends by itself. */
export interface DelegationRow {
  /** The absent person's. */
  id: string;
  delegateId: string;
  fromAt: number;
  /** Not included. */
  untilAt: number;
}

export const delegations = defineTable<DelegationRow>("delegations", {
  columns: {
    id: column.key(),
    delegateId: column.id(),
    fromAt: column.at(),
    untilAt: column.at(),
  },
  indexes: [["delegateId"]],
});
