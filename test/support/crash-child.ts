import { systemClock } from "../../backend/core/clock.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { sendMessage } from "../../backend/desk/send-message.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { openDatabase } from "./database.ts";

/**
 * Sends messages as fast as it can until it is killed, and says each line that was acknowledged on its standard output:
 * `ticketId publicSeq text`. Run by commands/core-crash.test.ts.
 */
interface Order {
  databaseUrl: string;
  sessionId: string;
  ticketIds: string[];
  atOnce: number;
}

const order = JSON.parse(process.env.CRASH_ORDER ?? "") as Order;
const database = await openDatabase({ ...order, folder: "", remove: async () => undefined });
const { execute } = createExecutor({
  database,
  clock: systemClock,
  log: createLog("silent"),
  metrics: createMetrics(),
  loadActors,
  publish: () => undefined,
  wake: () => undefined,
});
const caller = { kind: "shopper" as const, sessionId: order.sessionId };

async function talk(ticketId: string): Promise<never> {
  for (;;) {
    const text = newId();
    const input = { ticketId, text, photoIds: [] };
    const { seq } = await execute(sendMessage, input, { caller, commandId: newId() });
    process.stdout.write(`${ticketId} ${seq} ${text}\n`);
  }
}

process.stdout.write("ready\n");
await Promise.all(
  order.ticketIds.flatMap((ticketId) => Array.from({ length: order.atOnce }, () => talk(ticketId))),
);
