import type { AnyCommand } from "./command.ts";
import type { Call, Execute, Executor } from "./execute.ts";
import { refuse } from "./refusal.ts";

/** A way to an executor that can be shut while others still use it: doors close first, jobs book what they have done. */
export function createGate(execute: Execute): Pick<Executor, "execute" | "drain"> {
  const running = new Set<Promise<unknown>>();
  let isShut = false;

  async function pass(command: AnyCommand, input: unknown, call: Call): Promise<unknown> {
    if (isShut) refuse("draining", {});
    const work = execute(command, input, call);
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  return {
    execute: pass as Execute,
    async drain() {
      isShut = true;
      await Promise.allSettled([...running]);
    },
  };
}
