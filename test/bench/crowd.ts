import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { protocolVersion } from "../../backend/contract/sockets.ts";

/**
 * A crowd of shoppers' connections in one process, each as thin as can be, so that what is measured is the server's work
 * and not the crowd's: WebSocket frames by hand, and of Engine.IO and Socket.IO the few packets that an idle client needs.
 */
export interface CrowdOrder {
  port: number;
  count: number;
  origin: string;
  /** A bearer is this and the number of its shopper. */
  bearerPrefix: string;
}

export interface Connected {
  seconds: number;
  /** How many had to try once more. */
  again: number;
}

const perTurn = 20;
const attemptsAtMost = 4;
const pauseMs = 500;
const masked = 0x80;

/** A text frame from a client, masked with zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? Buffer.from([0x81, masked | payload.length])
      : Buffer.from([0x81, masked | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

let again = 0;
const ping = Buffer.from([0x81, 1, 0x32]);
const pong = frame("3");

function upgradeRequest({ port, origin }: CrowdOrder): string {
  return [
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    `Origin: ${origin}`,
    "User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Accept-Language: en-US,en;q=0.9",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "\r\n",
  ].join("\r\n");
}

/** Resolves when the server has let it into the namespace. */
function connectOne(order: CrowdOrder, request: string, bearer: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(order.port, "127.0.0.1");
    const opening = JSON.stringify({ bearer, protocol: protocolVersion, locale: "en" });
    let heard = "";
    function onOpening(data: Buffer): void {
      const before = heard;
      heard += data.toString("latin1");
      if (!before.includes('0{"sid"') && heard.includes('0{"sid"'))
        socket.write(frame(`40/widget,${opening}`));
      if (heard.includes("44/widget,")) reject(new Error(heard.slice(heard.indexOf("44/widget,"))));
      if (!heard.includes("40/widget,")) return;
      socket.off("data", onOpening);
      socket.on("data", (later: Buffer) => {
        if (later.includes(ping)) socket.write(pong);
      });
      heard = "";
      resolve();
    }
    socket.on("connect", () => socket.write(request));
    socket.on("data", onOpening);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`closed after ${heard.slice(0, 200)}`)));
  });
}

/** As every client does that finds the line cut before it is in: the kernel's queue of a listening socket is finite. */
async function connectUntilIn(order: CrowdOrder, request: string, bearer: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectOne(order, request, bearer);
    } catch (error) {
      if (attempt === attemptsAtMost) throw error;
      again += 1;
      await pause(pauseMs * Math.random());
    }
  }
}

/** Nobody waits for anybody; but ten thousand browsers are not one loop that answers nobody before all have knocked. */
async function connectAll(order: CrowdOrder): Promise<Connected> {
  const request = upgradeRequest(order);
  const began = performance.now();
  const coming: Promise<void>[] = [];
  while (coming.length < order.count) {
    for (let each = 0; each < perTurn && coming.length < order.count; each++)
      coming.push(connectUntilIn(order, request, `${order.bearerPrefix}${coming.length}`));
    await new Promise(setImmediate);
  }
  await Promise.all(coming);
  return { seconds: (performance.now() - began) / 1000, again };
}

process.on("message", (message: { connect?: CrowdOrder }) => {
  if (message.connect === undefined) return;
  connectAll(message.connect).then(
    (connected) => process.send?.({ connected }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.send?.({ ready: {} });
