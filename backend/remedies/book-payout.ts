import type { z } from "zod";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { refuse } from "../core/refusal.ts";
import type { MerchantOutcome } from "../shop/merchant/port.ts";
import { applyOutcome, lockTried } from "./apply-outcome.ts";
import { attempts, remedies } from "./tables.ts";

const { input, who } = remedyCommands["payout.book"];

type BookedOutcome = z.infer<typeof input>["outcome"];

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
    const booked = applyOutcome(tried, saidOf(outcome), authorOf(actor), circumstances);
    // A step that the remedy does not have, or has behind it.
    if (outcome.state === "progressed" && booked.answer.kind !== "progressed")
      refuse("remedy_in_state", { state: remedy.state });
    return { ...booked, answer: {} };
  },
});

function saidOf(outcome: BookedOutcome): MerchantOutcome {
  switch (outcome.state) {
    case "settled":
      return { state: "settled", reference: outcome.reference, hint: outcome.hint, arrivesInDays: null };
    case "failed":
      return { state: "failed", code: "not_possible", message: outcome.because };
    case "progressed":
      return { state: "pending", progress: { stage: outcome.stage, hint: outcome.hint } };
  }
}
