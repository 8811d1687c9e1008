import type { RunView } from "../contract/insight.ts";
import { insightQueries } from "../contract/queries/insight.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { runs } from "./tables.ts";

const { input, who } = insightQueries["insight.run"];

export const readRun = defineQuery({
  name: "insight.run",
  who,
  input,
  async read(reader, { runId }): Promise<RunView> {
    const [run] = await reader.many(runs, {
      // The cases are far larger than the rest, and asked for page by page.
      select: {
        id: true,
        kind: true,
        storefrontId: true,
        days: true,
        state: true,
        progress: true,
        startedAt: true,
        result: true,
      },
      where: { id: runId },
      take: 1,
    });
    if (run === undefined) refuse("not_found", {});
    const { id, kind, storefrontId, days, state, progress, startedAt, result } = run;
    return { runId: id, kind, storefrontId, days, state, progress: progress / 1000, startedAt, result };
  },
});
