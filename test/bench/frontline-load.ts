import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Socket } from "socket.io-client";
import type { Answered } from "../../backend/contract/refusals.ts";
import { answerOf, type ConsoleClient, connected, consoleAt, watchAs, widgetAt } from "../support/clients.ts";
import type { PairKeys, ServerReady } from "./frontline-server.ts";
import type { Pair } from "./pairs.ts";
import { startFlags } from "./start-flags.ts";

const openedAtOnce = 50;

interface Console {
  client: ConsoleClient;
  /** By command id: who waits for the line to arrive here. */
  awaited: Map<string, () => void>;
}

async function openConsole(url: string, cookie: string): Promise<Console> {
  const client = await connected(consoleAt(url, cookie));
  const awaited = new Map<string, () => void>();
  client.on("entries", ({ entries }) => {
    for (const entry of entries) {
      if (entry.kind === "message.sent") awaited.get(entry.body.commandId)?.();
    }
  });
  return { client, awaited };
}

/** The full path: session, rights, lock, sequence, entry, commit, acknowledgement, and the agent's console. */
async function openPair(url: string, { ticketId, bearer }: PairKeys, agent: Console): Promise<Pair> {
  const shopper = (await connected(widgetAt(url, bearer))) as Socket;
  answerOf(await watchAs(agent.client, ticketId, null));
  return {
    async say(text) {
      const id = randomUUID();
      const sentAt = performance.now();
      const delivery = new Promise<number>((resolve) => {
        agent.awaited.set(id, () => resolve(performance.now() - sentAt));
      });
      const input = { ticketId, text, photoIds: [] };
      const acknowledged = shopper.emitWithAck("command", { id, name: "message.send", input });
      const [deliveredMs, answered] = await Promise.all([delivery, acknowledged]);
      answerOf(answered as Answered<unknown>);
      agent.awaited.delete(id);
      return { deliveredMs };
    },
    close() {
      shopper.close();
      agent.client.close();
    },
  };
}

async function openPairs({ url, pairs }: ServerReady): Promise<Pair[]> {
  const agents = new Map<string, Promise<Console>>();
  const open = async (keys: PairKeys): Promise<Pair> => {
    const agent = agents.get(keys.cookie) ?? openConsole(url, keys.cookie);
    agents.set(keys.cookie, agent);
    return openPair(url, keys, await agent);
  };
  const opened: Pair[] = [];
  while (opened.length < pairs.length) {
    const some = pairs.slice(opened.length, opened.length + openedAtOnce);
    opened.push(...(await Promise.all(some.map(open))));
  }
  return opened;
}

export interface FrontlineLoad {
  pairs: Pair[];
  close(): Promise<void>;
}

/** So many conversations with one open server, `pairsPerAgent` of them in front of each agent. */
export async function openFrontline(
  engine: "embedded" | "services",
  count: number,
  pairsPerAgent = 1,
): Promise<FrontlineLoad> {
  const program = fileURLToPath(new URL("frontline-server.ts", import.meta.url));
  const server = fork(program, [String(count), String(pairsPerAgent)], {
    execArgv: [...startFlags],
    env: { ...process.env, TEST_ENGINE: engine },
  });
  const [ready] = (await once(server, "message")) as [ServerReady];
  const pairs = await openPairs(ready);
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
