import { In } from "typeorm";
import type { ApprovalStep } from "../contract/approval-steps.ts";
import type { RemedyView } from "../contract/views.ts";
import type { Reader } from "../core/database/reader.ts";
import { stepsOf } from "./approval-chain.ts";
import { approvals } from "./approval-table.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const remediesPerTicket = 200;

/** Every remedy of a ticket, in the order in which they began: what applying its entries gives. */
export async function readRemedyViews(reader: Reader, ticketId: string): Promise<RemedyView[]> {
  const rows = await reader.many(remedies, {
    where: { ticketId },
    order: { id: "ASC" },
    take: remediesPerTicket,
  });
  const asked = rows.filter((row) => row.because !== null).map(({ id }) => id);
  const stepsById = await readAllSteps(reader, asked);
  return rows.map((row) => toRemedyView(row, stepsById.get(row.id) ?? stepsOf(null)));
}

/** Of requests, by the remedy's id. */
async function readAllSteps(
  reader: Reader,
  remedyIds: readonly string[],
): Promise<Map<string, ApprovalStep[]>> {
  if (remedyIds.length === 0) return new Map();
  const rows = await reader.many(approvals, { where: { id: In([...remedyIds]) }, take: remedyIds.length });
  return new Map(rows.map(({ id, steps }) => [id, steps]));
}

export function toRemedyView(row: RemedyRow, steps: ApprovalStep[]): RemedyView {
  const { because, obstacles, requestedMinor, expiresAt } = row;
  return {
    id: row.id,
    remedy: row.remedy,
    state: row.state,
    amountMinor: row.amountMinor,
    currency: row.currency,
    lines: row.lines,
    terms: row.terms,
    progress: row.progress,
    reason: row.reason,
    by: { kind: "agent", id: row.requesterId, name: row.requesterName },
    attempt: row.attempt,
    request:
      because === null || expiresAt === null
        ? null
        : { because, obstacles, requestedMinor, expiresAt, steps },
    decidedBy: row.deciderName,
    declinedBecause: row.declinedBecause,
    failure: row.failure,
    settlement: row.settlement,
    since: row.since,
  };
}
