import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { newId } from "../../backend/core/ids.ts";
import { answerOf, connected, consoleAt, send, watchAs, widgetAt } from "../support/clients.ts";
import type { PairKeys, ServerReady } from "./frontline-server.ts";
import type { Pair } from "./pairs.ts";

/** The full path: session, rights, lock, sequence, entry, commit, acknowledgement, and the agent's console. */
async function openPair(url: string, { ticketId, bearer, cookie }: PairKeys): Promise<Pair> {
  const shopper = await connected(widgetAt(url, bearer));
  const agent = await connected(consoleAt(url, cookie));
  answerOf(await watchAs(agent, ticketId, null));
  const awaited = new Map<string, () => void>();
  agent.on("entries", ({ entries }) => {
    for (const entry of entries) {
      if (entry.kind === "message.sent") awaited.get(entry.body.commandId)?.();
    }
  });
  return {
    async say(text) {
      const id = newId();
      const sentAt = performance.now();
      const delivery = new Promise<number>((resolve) => {
        awaited.set(id, () => resolve(performance.now() - sentAt));
      });
      const acknowledged = send(shopper, "message.send", { ticketId, text, photoIds: [] }, id);
      const [deliveredMs, answered] = await Promise.all([delivery, acknowledged]);
      answerOf(answered);
      awaited.delete(id);
      return { deliveredMs };
    },
    close() {
      shopper.close();
      agent.close();
    },
  };
}

export async function openFrontline(
  engine: "embedded" | "services",
  count: number,
): Promise<{ pairs: Pair[]; close(): Promise<void> }> {
  const server = fork(fileURLToPath(new URL("frontline-server.ts", import.meta.url)), [String(count)], {
    execArgv: ["--import=tsx"],
    env: { ...process.env, TEST_ENGINE: engine },
  });
  const [ready] = (await once(server, "message")) as [ServerReady];
  const pairs = await Promise.all(ready.pairs.map((keys) => openPair(ready.url, keys)));
  return {
    pairs,
    async close() {
      for (const pair of pairs) pair.close();
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
    },
  };
}
