import { insightCommands } from "../contract/commands/insight.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { isOpen } from "./run-states.ts";
import { runs } from "./tables.ts";

const { input, who } = insightCommands["insight.cancel-run"];

/** Whoever is at work on it notices within half a second and lets it fall. */
export const cancelRun = defineCommand({
  name: "insight.cancel-run",
  who,
  input,
  load: (tx, { runId }) => tx.lock(runs, runId),
  decide(run, { runId }) {
    if (run === null) refuse("not_found", {});
    if (!isOpen(run)) return { answer: {} };
    return {
      answer: {},
      writes: [update(runs, { id: runId }, { state: "cancelled" })],
      tell: [toStaff(topic.run(runId))],
    };
  },
});
