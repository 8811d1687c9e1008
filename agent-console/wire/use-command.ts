import { notifications } from "@mantine/notifications";
import { useCallback, useState } from "react";
import type { CommandAnswer, CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { Answered, RefusalCode } from "../../backend/contract/refusals.ts";
import { useLanguage } from "../text/language.tsx";
import { useWire } from "./wire-context.tsx";

/** What is not about one ticket keeps its order in this lane. */
const officeLane = "office";

interface Options {
  /** Unless the caller shows it itself. */
  tellsRefusal?: boolean;
  /** Refused so is the answer that the caller waits for. */
  expected?: RefusalCode;
}

/** Runs commands one at a time for one form or button; tells a refusal in a notification. */
export function useCommand({ tellsRefusal = true, expected }: Options = {}) {
  const wire = useWire();
  const { t } = useLanguage();
  const [isRunning, setRunning] = useState(false);
  const title = t.common.errors.refused;
  const run = useCallback(
    async <N extends CommandName>(
      name: N,
      input: CommandInput<N>,
      lane = officeLane,
    ): Promise<Answered<CommandAnswer<N>>> => {
      setRunning(true);
      const answered = await wire.command(name, input, lane);
      setRunning(false);
      if (!answered.ok && tellsRefusal && answered.refusal.code !== expected) {
        notifications.show({ color: "red", title, message: answered.refusal.message, autoClose: 9000 });
      }
      return answered;
    },
    [wire, title, tellsRefusal, expected],
  );
  return { run, isRunning };
}

export const told = (message: string) => notifications.show({ color: "green", message, autoClose: 3000 });
