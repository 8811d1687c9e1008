import type { IncomingMessage } from "node:http";
import type { Server } from "socket.io";

/** What the doors ask of the request that began a connection. */
const asked = ["origin", "host", "cookie", "accept-language", "x-forwarded-for"] as const;

/**
 * Engine.IO keeps the whole request for as long as the connection lives: several kilobytes of it that nobody asks for
 * again. A few headers stay, since a client may come into a namespace later and is judged by them then.
 */
export function keepLittle(io: Server): void {
  io.engine.on("connection", (connection: { request: unknown }) => {
    const { headers, url, socket } = connection.request as IncomingMessage;
    const kept: Record<string, unknown> = {};
    for (const name of asked) if (headers[name] !== undefined) kept[name] = headers[name];
    connection.request = { headers: kept, url, connection: { encrypted: "encrypted" in socket } };
  });
}
