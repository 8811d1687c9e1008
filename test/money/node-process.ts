import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createExecutor } from "../../backend/core/execute.ts";
import { createEmbeddedQueue } from "../../backend/core/jobs/embedded-queue.ts";
import { createJobRunner } from "../../backend/core/jobs/run-jobs.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { createAnswerFailure } from "../../backend/edge/http/answering.ts";
import { createMerchantRoutes } from "../../backend/edge/http/merchant-routes.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { expireRemedyJob } from "../../backend/remedies/expire-remedy-job.ts";
import { payRemedyJob } from "../../backend/remedies/pay-remedy.ts";
import { commandOf } from "../support/command-of.ts";
import { openDatabase } from "../support/database.ts";
import { fastClock } from "./fast-clock.ts";
import { sabotageDatabase, sabotageExecute, sabotageFetch, sabotageReader } from "./sabotage.ts";
import { type Found, type FromNode, type NodeOrder, questions, type Said, type ToNode } from "./wire.ts";

/**
 * One of several processes on one database, made to be killed: the real executor, the real outbox, the real door for
 * the merchant's callbacks, and the commands that the run hands it. Each node sweeps the whole outbox, so that one job
 * is often done by several at once, which is worse than any queue would do.
 */
const order = JSON.parse(process.env.MONEY_NODE ?? "") as NodeOrder;
const { sabotage } = order;
sabotageFetch(sabotage);
const clock = fastClock(order.time);
const log = createLog(process.env.TEST_LOG_LEVEL ?? "silent");
const metrics = createMetrics();
const opened = await openDatabase({
  databaseUrl: order.databaseUrl,
  folder: "",
  remove: async () => undefined,
});
const database = sabotageDatabase(opened, sabotage);
const queue = createEmbeddedQueue(clock);
const executor = createExecutor({
  database,
  clock,
  log,
  metrics,
  loadActors,
  publish: () => undefined,
  wake: (jobs) => queue.wake(jobs),
});
const execute = sabotageExecute(executor.execute, sabotage);
const { reader } = database;
const handlers = {
  "remedy.pay": payRemedyJob({
    reader: sabotageReader(reader, sabotage),
    execute,
    clock,
    log,
    timeoutMs: order.timeoutMs,
  }),
  "remedy.expire": expireRemedyJob({ execute }),
};
const jobs = createJobRunner({
  ...{ database, execute, queue, clock, log, metrics, handlers },
  sweepEveryMs: order.sweepEveryMs,
});
const server = createServer(
  express().use(createMerchantRoutes({ database, execute, log, clock }, createAnswerFailure(log))),
);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const tell = (message: FromNode) => process.send?.(message);

async function say(work: Promise<unknown>): Promise<Said> {
  try {
    return { ok: true, answer: await work };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code };
    throw error;
  }
}

async function stop(): Promise<void> {
  await jobs.drain();
  await executor.drain();
  server.closeAllConnections();
  server.close();
  await opened.close();
  process.disconnect?.();
}

async function hear(message: ToNode): Promise<void> {
  const { id } = message;
  try {
    if (message.kind === "stop") await stop();
    else if (message.kind === "question") {
      tell({ kind: "found", id, rows: await reader.sql<Found>(questions[message.question]) });
    } else {
      const { name, input, ...call } = message.given;
      tell({ kind: "said", id, said: await say(execute(commandOf(name), input, call)) });
    }
  } catch (error) {
    tell({
      kind: "fault",
      id,
      text: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

process.on("message", (message) => void hear(message as ToNode));
// Whoever started us is gone.
process.on("disconnect", () => process.exit());
jobs.start();
tell({ kind: "ready", port: (server.address() as AddressInfo).port });
