import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** What stands in front of the run's backends. */
export interface Balancer {
  name: string;
  port: number;
  close(): Promise<void>;
}

const sidOf = (url: string | undefined) => /[?&]sid=([\w-]+)/.exec(url ?? "")?.[1];
const givenSid = /"sid":"([\w-]+)"/;
/** More than any run has sessions. */
const sidsKept = 20_000;

/**
 * A load balancer, as small as one can be: deals newcomers at random, and keeps the requests of one Socket.IO session with
 * the backend that gave it out (`sid`).
 */
export async function openBalancer(ports: readonly number[], random: () => number): Promise<Balancer> {
  const homes = new Map<string, number>();

  function remember(sid: string, port: number): void {
    homes.set(sid, port);
    const [oldest] = homes.keys();
    if (homes.size > sidsKept && oldest !== undefined) homes.delete(oldest);
  }

  /** The one that knows the session, or all of them in random order. */
  function choices(url: string | undefined): number[] {
    const sid = sidOf(url);
    const home = sid === undefined ? undefined : homes.get(sid);
    if (home !== undefined) return [home];
    const first = Math.floor(random() * ports.length);
    return ports.map((_port, index) => ports[(first + index) % ports.length] ?? 0);
  }

  const forwarded = (incoming: IncomingMessage) => ({
    ...incoming.headers,
    "x-forwarded-for": incoming.socket.remoteAddress ?? "",
  });

  function pass(incoming: IncomingMessage, body: Buffer, response: ServerResponse, left: number[]): void {
    const [port, ...others] = left;
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { method, url } = incoming;
    let isSent = false;
    const outgoing = request(
      { host: "127.0.0.1", port, method, path: url, headers: forwarded(incoming), agent: false },
      (answer) => {
        isSent = true;
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        const isHandshake = sidOf(url) === undefined && (url ?? "").includes("transport=polling");
        answer.on("data", (chunk: Buffer) => {
          const sid = isHandshake ? givenSid.exec(chunk.toString())?.[1] : undefined;
          if (sid !== undefined) remember(sid, port);
          response.write(chunk);
        });
        answer.on("end", () => response.end());
        answer.on("error", () => response.destroy());
      },
    );
    response.on("close", () => outgoing.destroy());
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      if (isSent || response.destroyed) response.destroy();
      // Nothing has been heard there, so that another may be asked; anything else is for the client to repeat.
      else if (error.code === "ECONNREFUSED") pass(incoming, body, response, others);
      else response.writeHead(502).end();
    });
    outgoing.end(body);
  }

  function tunnel(incoming: IncomingMessage, client: Socket, head: Buffer, left: number[]): void {
    const [port, ...others] = left;
    if (port === undefined || client.destroyed) {
      client.destroy();
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    let isConnected = false;
    upstream.on("connect", () => {
      isConnected = true;
      const headers = Object.entries(forwarded(incoming)).map(([name, value]) => `${name}: ${String(value)}`);
      upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
      upstream.write(head);
      client.pipe(upstream);
      upstream.pipe(client);
    });
    upstream.on("error", () => {
      if (isConnected) client.destroy();
      else tunnel(incoming, client, head, others);
    });
    upstream.on("close", () => isConnected && client.destroy());
    client.on("close", () => upstream.destroy());
    client.on("error", () => upstream.destroy());
  }

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => pass(incoming, Buffer.concat(chunks), response, choices(incoming.url)));
  });
  server.on("upgrade", (incoming, socket: Socket, head) => {
    tunnel(incoming, socket, head, choices(incoming.url));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    name: "a load balancer of its own",
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
