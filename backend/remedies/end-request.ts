import { topic } from "../contract/sockets.ts";
import type { Decision } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import type { TicketRow } from "../tickets/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { countsAfter } from "./change-remedy.ts";
import { type RemedyRow, remedies } from "./tables.ts";

interface Ending {
  ticket: TicketRow;
  before: RemedyRow;
  after: RemedyRow;
  draft: Draft;
  now: number;
}

/** A request ends without a promise: declined, withdrawn, expired. It held nothing, so nothing is given back. */
export function endRequest({ ticket, before, after, draft, now }: Ending): Decision<Record<never, never>> {
  const appended = append(ticket, [draft], now, countsAfter(ticket, before.state, after.state));
  return {
    answer: {},
    writes: [update(remedies, { id: after.id }, after), ...appended.writes],
    tell: [...appended.tell, toStaff(topic.queues, topic.approvals, topic.case(ticket.id))],
  };
}
