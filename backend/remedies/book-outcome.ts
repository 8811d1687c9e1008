import { z } from "zod";
import { stages } from "../contract/remedy-terms.ts";
import { authorOf } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { applyOutcome, lockTried } from "./apply-outcome.ts";

const outcome = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("settled"),
    reference: z.string(),
    hint: z.string(),
    arrivesInDays: z.number().int().nullable(),
  }),
  z.object({
    state: z.literal("pending"),
    progress: z.object({ stage: z.enum(stages), hint: z.string() }).optional(),
  }),
  z.object({ state: z.literal("failed"), code: z.string(), message: z.string() }),
  z.object({ state: z.literal("unknown"), why: z.string() }),
]);

/** Books what the merchant says of an attempt. It may say so twice, late, or in the wrong order. */
export const bookOutcome = defineCommand({
  name: "remedy.book-outcome",
  who: ["system"],
  input: z.object({ remedyId: z.uuid(), attemptId: z.uuid(), outcome }),
  load: (tx, { remedyId, attemptId }, actor) => lockTried(tx, remedyId, attemptId, actor),
  decide: (tried, input, actor, circumstances) =>
    applyOutcome(tried, input.outcome, authorOf(actor), circumstances),
});
