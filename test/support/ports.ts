import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

async function holdPort(port: number): Promise<{ port: number; release(): Promise<void> } | null> {
  const server = createServer();
  server.listen(port);
  try {
    await once(server, "listening");
  } catch {
    return null;
  }
  const held = (server.address() as AddressInfo).port;
  return {
    port: held,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A free port whose neighbour is free too, for a process that is started with `PORT` and serves its shop on `PORT`+1. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await holdPort(0);
    if (first === null) continue;
    const second = await holdPort(first.port + 1);
    await first.release();
    await second?.release();
    if (second !== null) return first.port;
  }
}

/** One that nobody has now and that is meant to be listened on soon. */
export async function freePort(): Promise<number> {
  for (;;) {
    const held = await holdPort(0);
    if (held === null) continue;
    await held.release();
    return held.port;
  }
}
