import { useRef, useState } from "react";
import type { CommandInput } from "../../../backend/contract/commands.ts";
import type { RunResult, RunView } from "../../../backend/contract/insight.ts";
import { useAsk } from "../../wire/use-ask.ts";
import { useCommand } from "../../wire/use-command.ts";

type Start = CommandInput<"insight.start-run">;

export interface Run {
  /** The one that was started last, while anybody wants it. */
  view: RunView | null;
  isStarting: boolean;
  /** Nothing is known of it any more: the server has started anew, or a day has passed. */
  isLost: boolean;
  /**
   * The newest that has a result, with what it was started with: a draft that has changed since is another one. It stays
   * while the next is under way, and where that one is cancelled or fails.
   */
  done: Done | null;
  start(input: Start): Promise<void>;
  cancel(): Promise<void>;
}

interface Done {
  runId: string;
  started: Start;
  result: RunResult;
}

export const isUnderWay = (run: Run) =>
  run.isStarting || run.view?.state === "waiting" || run.view?.state === "running";

/** One run on the server, followed until it is done. */
export function useRun(): Run {
  const [held, setHeld] = useState<{ runId: string; started: Start } | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const newest = useRef(0);
  const { run, isRunning } = useCommand();
  const asked = useAsk("insight.run", { runId: held?.runId ?? "" }, { isEnabled: held !== null });
  const view = held === null ? null : (asked.data ?? null);
  const result = view?.result ?? null;
  if (held !== null && result !== null && done?.runId !== held.runId) setDone({ ...held, result });
  const end = (runId: string) => run("insight.cancel-run", { runId });
  return {
    view,
    isStarting: isRunning || (held !== null && asked.isPending),
    isLost: asked.isError,
    done,
    async start(input) {
      newest.current += 1;
      const mine = newest.current;
      const answered = await run("insight.start-run", input);
      if (!answered.ok) return;
      const { runId } = answered.answer;
      // It was cancelled before it had a name.
      if (mine !== newest.current) await end(runId);
      else setHeld({ runId, started: input });
    },
    async cancel() {
      newest.current += 1;
      setHeld(null);
      if (held !== null) await end(held.runId);
    },
  };
}
