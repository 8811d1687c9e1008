import { z } from "zod";
import { declare, lead, nothing } from "../declaration.ts";
import { currency, id } from "../fields.ts";
import { movableCaps, runDays, runKinds } from "../insight.ts";
import { policyRules } from "../policy.ts";

const limitRef = z.object({ ruleId: id, cap: z.enum(movableCaps), currency });

export const insightCommands = {
  "insight.start-run": declare({
    summary: "Replays rules against the past, or draws the frontier of one of their limits; answers at once.",
    who: lead,
    input: z
      .object({
        kind: z.enum(runKinds),
        storefrontId: id,
        days: z.literal(runDays),
        rules: policyRules,
        /** Of a frontier. */
        limit: limitRef.nullable().default(null),
      })
      .refine(
        ({ kind, limit }) => (kind === "frontier") === (limit !== null),
        "a frontier, and no other, names a limit",
      ),
    answer: z.object({ runId: id }),
  }),
  "insight.cancel-run": declare({
    summary: "Ends a run that is not done; what it found so far is dropped.",
    who: lead,
    input: z.object({ runId: id }),
    answer: nothing,
  }),
};
