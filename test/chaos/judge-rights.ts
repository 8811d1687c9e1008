import type { Ledger } from "./ledger.ts";
import type { Truth } from "./read-truth.ts";

/** What is still on its way when a session ends may arrive; what is committed this much later may not. */
const graceMs = 1000;

interface Parts {
  ledger: Ledger;
  truths: ReadonlyMap<string, Truth>;
  departmentOf: ReadonlyMap<string, string>;
}

/** What somebody was shown who had no right to it (any more), in words. */
export function judgeRights({ ledger, truths, departmentOf }: Parts): string[] {
  const wrong: string[] = [];
  for (const [client, departmentId] of departmentOf) {
    const lasts = new Map<string, number>();
    for (const { ticketId, seq } of ledger.sights.get(client) ?? []) {
      const last = lasts.get(ticketId) ?? lastReadable(truths.get(ticketId), departmentId);
      lasts.set(ticketId, last);
      if (seq > last)
        wrong.push(`${client} was shown line ${seq} of ${ticketId}, whose right ended with ${last}`);
    }
  }
  for (const { client, at } of ledger.endings) {
    for (const { words } of ledger.sights.get(client) ?? []) {
      const line = words === null ? undefined : ledger.said.get(words);
      if (line !== undefined && line.putAt > at + graceMs)
        wrong.push(
          `${client} was shown ${line.words}, written ${line.putAt - at} ms after their right ended`,
        );
    }
  }
  return wrong;
}

/** The number of the line that ended a department's right; everything while it is invited, nothing if it never was. */
function lastReadable(truth: Truth | undefined, departmentId: string): number {
  if (truth === undefined) return 0;
  let escalationId: string | null = null;
  for (const { kind, body, seq } of truth.timeline) {
    if (kind === "escalation.opened" && body.departmentId === departmentId) escalationId = body.escalationId;
    const isEnd = kind === "escalation.finished" || kind === "escalation.withdrawn";
    if (isEnd && body.escalationId === escalationId) return seq;
  }
  return escalationId === null ? 0 : Number.POSITIVE_INFINITY;
}
