import { z } from "zod";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { isOpen } from "./run-states.ts";
import { type RunRow, runs } from "./tables.ts";

/** The worker's own words: checked where they are made, and far too many to check again. */
const found = z.object({
  result: z.custom<RunRow["result"]>(),
  cases: z.custom<RunRow["cases"]>(),
});

/** How far a run is, or what it found. Answers whether anybody still wants it. */
export const reportRun = defineCommand({
  name: "insight.report-run",
  who: ["system"],
  input: z.object({
    runId: z.uuid(),
    /** `waiting`: for the runs before it. */
    state: z.enum(["waiting", "running", "done", "failed"]),
    /** In thousandths. */
    progress: z.number().int().min(0).max(1000),
    found: found.nullable().default(null),
  }),
  load: (tx, { runId }) => tx.lock(runs, runId),
  decide(run, { runId, state, progress, found }) {
    if (run === null || !isOpen(run)) return { answer: { isWanted: false } };
    if (run.state === state && run.progress === progress) return { answer: { isWanted: true } };
    return {
      answer: { isWanted: true },
      writes: [update(runs, { id: runId }, { state, progress, ...(found ?? {}) })],
      tell: [toStaff(topic.run(runId))],
    };
  },
});
