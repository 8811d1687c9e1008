import { useState } from "react";
import type { CommandInput } from "../../../backend/contract/commands.ts";
import type { RunView } from "../../../backend/contract/insight.ts";
import { useAsk } from "../../wire/use-ask.ts";
import { useCommand } from "../../wire/use-command.ts";

type Start = CommandInput<"insight.start-run">;

export interface Run {
  /** What it was started with: a draft that has changed since is another one. */
  started: Start | null;
  view: RunView | null;
  isStarting: boolean;
  /** Nothing is known of it any more: the server has started anew, or a day has passed. */
  isLost: boolean;
  start(input: Start): Promise<void>;
  cancel(): Promise<void>;
}

export const isUnderWay = (run: Run) =>
  run.isStarting || run.view?.state === "waiting" || run.view?.state === "running";

/** One run on the server, followed until it is done. */
export function useRun(): Run {
  const [held, setHeld] = useState<{ runId: string; started: Start } | null>(null);
  const { run, isRunning } = useCommand();
  const asked = useAsk("insight.run", { runId: held?.runId ?? "" }, { isEnabled: held !== null });
  const view = held === null ? null : (asked.data ?? null);
  return {
    started: held?.started ?? null,
    view,
    isStarting: isRunning || (held !== null && asked.isPending),
    isLost: asked.isError,
    async start(input) {
      const answered = await run("insight.start-run", input);
      if (answered.ok) setHeld({ runId: answered.answer.runId, started: input });
    },
    async cancel() {
      if (held !== null) await run("insight.cancel-run", { runId: held.runId });
      setHeld(null);
    },
  };
}
