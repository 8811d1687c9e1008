import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import type { Pair } from "./pairs.ts";

export interface Relay {
  openPair(name: string): Promise<Pair>;
  close(): void;
}

/** A reference of the chat bench, in a process of its own as Frontline is: bare, or durable in the database of `databaseUrl`. */
export async function openRelay(databaseUrl = ""): Promise<Relay> {
  const server = fork(fileURLToPath(new URL("relay-server.ts", import.meta.url)), {
    execArgv: ["--import=tsx"],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
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
          const acknowledged = shopper.emitWithAck("message", { text });
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
