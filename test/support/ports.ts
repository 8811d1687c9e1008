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

/**
 * Below those that Linux hands out for outgoing connections and for `listen(0)` (32768 and up): a process that is killed and
 * started again must find its port as it left it, and many a test beside it opens hundreds of others meanwhile.
 */
const lowest = 20_000;
const highest = 32_000;
const anyPort = () => lowest + 2 * Math.floor((Math.random() * (highest - lowest)) / 2);

/** A free port whose neighbour is free too, for a process that is started with `PORT` and serves its shop on `PORT`+1. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await holdPort(anyPort());
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
    const held = await holdPort(anyPort());
    if (held === null) continue;
    await held.release();
    return held.port;
  }
}
