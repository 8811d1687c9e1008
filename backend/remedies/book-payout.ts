import { remedyCommands } from "../contract/commands/remedies.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { refuse } from "../core/refusal.ts";
import type { MerchantOutcome } from "../shop/merchant/port.ts";
import { applyOutcome, lockTried } from "./apply-outcome.ts";
import { attempts, remedies } from "./tables.ts";

const { input, who } = remedyCommands["payout.book"];

/** Finance works for every case without being invited into one; other departments do not. */
export function ensureMayBook(actor: PersonActor): void {
  if (actor.kind === "department" && !actor.isFinance) refuse("not_allowed", {});
}

/** What finance says of a payout by hand. Those that a merchant's system carries out are only that system's to end. */
export const bookPayout = defineCommand({
  name: "payout.book",
  who,
  input,
  async load(tx, { remedyId }, actor: PersonActor) {
    ensureMayBook(actor);
    const seen = (await tx.one(remedies, { id: remedyId })) ?? refuse("not_found", {});
    const attempt = await tx.one(attempts, { remedyId, attempt: seen.attempt });
    if (attempt === null) refuse("remedy_in_state", { state: seen.state });
    return lockTried(tx, remedyId, attempt.id, { kind: "system" });
  },
  decide(tried, { outcome }, actor, circumstances) {
    const { remedy, attempt } = tried;
    // Also where the remedy was settled by an earlier attempt meanwhile: somebody must say what became of this one.
    const isWaiting = attempt.adapter === "manual" && attempt.state === "pending";
    if (!isWaiting) refuse("remedy_in_state", { state: remedy.state });
    const said: MerchantOutcome =
      outcome.state === "settled"
        ? { state: "settled", reference: outcome.reference, hint: outcome.hint, arrivesInDays: null }
        : { state: "failed", code: "not_possible", message: outcome.because };
    return { ...applyOutcome(tried, said, authorOf(actor), circumstances), answer: {} };
  },
});
