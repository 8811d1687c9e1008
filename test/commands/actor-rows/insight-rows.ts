import { newId } from "../../../backend/core/ids.ts";
import { startRun } from "../../../backend/insight/start-run.ts";
import type { ShopScene } from "../../support/shop-scene.ts";
import { leads, type Row, row, systemOnly } from "./row.ts";

const replayOf = (scene: ShopScene) => ({
  kind: "replay",
  storefrontId: scene.storefrontId,
  days: 30,
  rules: scene.rules,
});

/** Of a supervisor of its own: nobody may have many open at once. */
async function started(scene: ShopScene) {
  const { caller } = await scene.house.makePerson("supervisor");
  return scene.house.run<{ runId: string }>(startRun, replayOf(scene), caller);
}

export const insightRows: Row[] = [
  row("insight.start-run", { done: leads }, (scene) => scene, replayOf),
  row("insight.cancel-run", { done: leads }, started, ({ runId }) => ({ runId })),
  row("insight.report-run", systemOnly, newId, (runId) => ({ runId, state: "running", progress: 500 })),
  row(
    "demo.write-history",
    systemOnly,
    () => null,
    () => ({ batch: "[]", numbers: 0 }),
  ),
  row(
    "demo.remove-history",
    systemOnly,
    (scene) => scene,
    ({ storefrontId }) => ({ storefrontId, seed: 7 }),
  ),
  row(
    "demo.remove-people",
    systemOnly,
    () => null,
    () => ({ seed: 7 }),
  ),
];
