import { systemClock } from "../../backend/core/clock.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { commandOf } from "./command-of.ts";
import type { LiveScene } from "./live-scene.ts";
import type { ActorName } from "./shop-scene.ts";

/** Commits to the same database, and tells nobody: what a node has done that is killed right after its commits. */
export function dyingNode(live: LiveScene) {
  const { execute } = createExecutor({
    database: live.app.database,
    clock: systemClock,
    log: createLog("silent"),
    metrics: createMetrics(),
    loadActors,
    publish: () => undefined,
    wake: () => undefined,
  });
  return {
    run: (who: ActorName, name: string, input: unknown) =>
      execute(commandOf(name), input, { caller: live.scene.callers[who], commandId: newId() }),
  };
}
