import type { AnyCommand } from "./command.ts";
import type { Call, Execute, Executor } from "./execute.ts";
import { refuse } from "./refusal.ts";
import { createUnderWay } from "./under-way.ts";

/** A way to an executor that can be shut while others still use it: doors close first, jobs book what they have done. */
export function createGate(execute: Execute): Pick<Executor, "execute" | "drain"> {
  const underWay = createUnderWay();
  let isShut = false;

  async function pass(command: AnyCommand, input: unknown, call: Call): Promise<unknown> {
    if (isShut) refuse("draining", {});
    underWay.begin();
    try {
      return await execute(command, input, call);
    } finally {
      underWay.end();
    }
  }

  return {
    execute: pass as Execute,
    async drain() {
      isShut = true;
      await underWay.over();
    },
  };
}
