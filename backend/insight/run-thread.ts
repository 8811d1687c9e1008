import { parentPort, workerData } from "node:worker_threads";
import { createHistoryBuilder } from "./encode-history.ts";
import { findAnswer } from "./find-answer.ts";
import type { Frame, FromThread, ToThread } from "./thread-talk.ts";

const frame = workerData as Frame;
const builder = createHistoryBuilder(frame.timeZone);
const say = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on("message", (message: ToThread) => {
  if (message.kind === "page") {
    builder.add(message.page);
    say({ kind: "taken" });
  } else if (message.kind === "refused") {
    builder.addRefused(message.page);
    say({ kind: "taken" });
  } else {
    const onProgress = (share: number) => say({ kind: "progress", share });
    say({ kind: "found", found: findAnswer(builder.finish(), frame, message.task, onProgress) });
  }
});
