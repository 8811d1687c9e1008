import { administrationRows } from "./administration-rows.ts";
import { escalationRows } from "./escalation-rows.ts";
import { insightRows } from "./insight-rows.ts";
import { internalRows } from "./internal-rows.ts";
import { policyRows } from "./policy-rows.ts";
import { remedyRows } from "./remedy-rows.ts";
import type { Row } from "./row.ts";
import { ticketRows } from "./ticket-rows.ts";

/** Every command's row, those that only doors and jobs give included. */
export const rows: Row[] = [
  ...ticketRows,
  ...escalationRows,
  ...remedyRows,
  ...administrationRows,
  ...policyRows,
  ...insightRows,
  ...internalRows,
];
