import { z } from "zod";
import { declare, lead, shape } from "../declaration.ts";
import { id, pageSize } from "../fields.ts";
import { caseLists, type ReplayCase, type RunView, type Suggestion } from "../insight.ts";

export const insightQueries = {
  "insight.run": declare({
    summary: "A run: how far it is, and its result when it is done. Kept for a day.",
    who: lead,
    input: z.object({ runId: id }),
    answer: shape<RunView>(),
  }),
  "insight.cases": declare({
    summary:
      "The named cases behind a number of a replay, in order of time; `after` is the last case's decision.",
    who: lead,
    input: z.object({
      runId: id,
      list: z.enum(caseLists),
      after: id.nullable().default(null),
      take: pageSize,
    }),
    answer: shape<{ cases: ReplayCase[]; hasMore: boolean }>(),
  }),
  "insight.suggestions": declare({
    summary:
      "Changes of the live limits that approvals and outcomes of the last months suggest, each as a draft's rules.",
    who: lead,
    input: z.object({ storefrontId: id }),
    answer: shape<{ version: number; suggestions: Suggestion[] }>(),
  }),
};
