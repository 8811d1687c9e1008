import { z } from "zod";
import { topic } from "../contract/sockets.ts";
import { authorOf } from "../core/actor.ts";
import { type Decision, defineCommand } from "../core/command.ts";
import { insert, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { adapterInUse, readMerchantSecrets } from "../shop/merchant/open-port.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { lockTicket } from "../tickets/access.ts";
import { append } from "../tickets/timeline.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { type AttemptRow, attempts, remedies } from "./tables.ts";

interface Begun {
  attemptId: string | null;
}

/**
 * Writes the attempt down before the outside world hears of it: its id is the idempotency key, so that whatever happens
 * next can be asked for by it. Says whether this very call began it; where not, somebody else did, or it is over.
 */
export const startPaying = defineCommand({
  name: "remedy.start-paying",
  who: ["system"],
  input: z.object({ remedyId: z.uuid(), attempt: z.number().int().positive() }),
  async load(tx, { remedyId }, actor) {
    const seen = (await tx.one(remedies, { id: remedyId })) ?? refuse("not_found", {});
    const ticket = await lockTicket(tx, seen.ticketId, actor);
    const remedy = (await tx.lock(remedies, remedyId)) ?? refuse("not_found", {});
    const storefront = (await tx.one(storefronts, { id: remedy.storefrontId })) ?? refuse("not_found", {});
    const secrets = await readMerchantSecrets(tx, remedy.storefrontId);
    return { ticket, remedy, adapter: adapterInUse(storefront, secrets) };
  },
  decide({ ticket, remedy, adapter }, { attempt }, actor, { now, newId }): Decision<Begun> {
    if (remedy.state !== "granted" || remedy.attempt !== attempt) return { answer: { attemptId: null } };
    const paying = after(remedy, "start", now);
    const begun: AttemptRow = {
      id: newId(),
      remedyId: remedy.id,
      attempt,
      // Nobody is asked: it waits for finance from the start.
      state: adapter === "manual" ? "pending" : "started",
      adapter,
      startedAt: now,
      endedAt: null,
    };
    const body = { remedyId: remedy.id, attempt };
    const counts = countsAfter(ticket, remedy.state, paying.state);
    const appended = append(ticket, [{ kind: "remedy.paying", body, by: authorOf(actor) }], now, counts);
    return {
      answer: { attemptId: begun.id },
      writes: [update(remedies, { id: remedy.id }, paying), insert(attempts, begun), ...appended.writes],
      tell: [...appended.tell, toStaff(topic.case(ticket.id), topic.payouts)],
    };
  },
});
