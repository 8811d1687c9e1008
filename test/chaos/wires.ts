import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Chance } from "./chance.ts";

interface Wire {
  client: Socket;
  upstream: Socket;
  /** Neither side is told, and nothing passes: the other end has vanished. */
  isDead: boolean;
}

/** What lies between the clients and the load balancer, and breaks. */
export type Wires = Awaited<ReturnType<typeof openWires>>;

export async function openWires(target: () => number) {
  const wires = new Set<Wire>();

  function cut(wire: Wire): void {
    wires.delete(wire);
    wire.client.destroy();
    wire.upstream.destroy();
  }

  function forget(wire: Wire): void {
    if (wire.client.closed && wire.upstream.closed) wires.delete(wire);
  }

  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    const wire: Wire = { client, upstream, isDead: false };
    wires.add(wire);
    client.on("data", (data) => {
      if (!wire.isDead) upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (!wire.isDead) client.write(data);
    });
    for (const socket of [client, upstream]) {
      socket.on("error", () => undefined);
      socket.setNoDelay(true);
    }
    // The end of a dead wire is not heard on its other side.
    client.on("close", () => (wire.isDead ? forget(wire) : cut(wire)));
    upstream.on("close", () => (wire.isDead ? forget(wire) : cut(wire)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const share = (of: number, chance: Chance) => [...wires].filter((wire) => !wire.isDead && chance.is(of));

  return {
    port: (server.address() as AddressInfo).port,
    /** Cuts this share of the connections; both sides notice. */
    cutShare(of: number, chance: Chance): number {
      const chosen = share(of, chance);
      for (const wire of chosen) cut(wire);
      return chosen.length;
    },
    /** Lets this share of the connections fall silent for good; the backend is told nothing, nor is the client. */
    deadenShare(of: number, chance: Chance): number {
      const chosen = share(of, chance);
      for (const wire of chosen) wire.isDead = true;
      return chosen.length;
    },
    async close() {
      for (const wire of [...wires]) cut(wire);
      server.close();
      await once(server, "close");
    },
  };
}
