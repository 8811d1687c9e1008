import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import type { Pair } from "./pairs.ts";
import type { RelayKind } from "./relay-server.ts";
import { startFlags } from "./start-flags.ts";

export interface Relay {
  openPair(name: string): Promise<Pair>;
  close(): void;
}

/** A reference of the chat bench, in a process of its own as Frontline is; all but the bare one keep in the database of `databaseUrl`. */
export async function openRelay(kind: RelayKind, databaseUrl = ""): Promise<Relay> {
  const program = fileURLToPath(new URL("relay-server.ts", import.meta.url));
  const server = fork(program, [kind, databaseUrl], { execArgv: [...startFlags] });
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  const connect = async (pair: string): Promise<Socket> => {
    const socket = io(`http://127.0.0.1:${port}`, {
      auth: { pair },
      transports: ["websocket"],
      forceNew: true,
    });
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    return socket;
  };
  return {
    async openPair(name) {
      const shopper = await connect(name);
      const agent = await connect(name);
      let arrived: () => void = () => undefined;
      agent.on("message", () => arrived());
      return {
        async say(text) {
          const sentAt = performance.now();
          const delivery = new Promise<number>((resolve) => {
            arrived = () => resolve(performance.now() - sentAt);
          });
          // Only a timeline has use for an id: the floors are not to pay for it.
          const message = kind === "timeline" ? { id: randomUUID(), text } : { text };
          const acknowledged = shopper.emitWithAck("message", message);
          const [deliveredMs] = await Promise.all([delivery, acknowledged]);
          return { deliveredMs };
        },
        close() {
          shopper.close();
          agent.close();
        },
      };
    },
    close: () => void server.kill("SIGTERM"),
  };
}
