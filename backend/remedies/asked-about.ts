import { In } from "typeorm";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { readAnswerer } from "../staff/read-answerer.ts";
import { isInTurn, stepsOf } from "./approval-chain.ts";
import { approvals } from "./approval-table.ts";
import { remedies } from "./tables.ts";

/** Far above what one ticket has waiting. */
const waitingAtOnce = 100;

/**
 * Whether a request in this ticket waits for this person's yes at `now` (ms). Then they see the evidence that its card
 * shows, though the case is none of theirs otherwise.
 */
export async function isAskedAbout(
  reader: Reader,
  ticketId: string,
  actor: Actor,
  now: number,
): Promise<boolean> {
  if (!isPerson(actor)) return false;
  const waiting = await reader.many(remedies, {
    where: { ticketId, state: "awaiting_approval" },
    take: waitingAtOnce,
  });
  if (waiting.length === 0) return false;
  const ids = waiting.map(({ id }) => id);
  const asked = await reader.many(approvals, { where: { id: In(ids) }, take: ids.length });
  const who = await readAnswerer(reader, actor, now);
  return ids.some((id) => isInTurn(stepsOf(asked.find((each) => each.id === id) ?? null), who));
}
