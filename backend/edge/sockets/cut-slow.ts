import type { Server } from "socket.io";
import { second } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Metrics } from "../../core/metrics.ts";

/** What may wait for one client: soft for so long, and never more than hard. Text, in characters. */
export interface SlowLimits {
  softText: number;
  softPackets: number;
  patienceMs: number;
  hardText: number;
}

const limits: SlowLimits = {
  softText: 1_000_000,
  softPackets: 500,
  patienceMs: 3 * second,
  hardText: 8_000_000,
};

/**
 * What is used of Engine.IO's connection: a packet is counted when it is made; `flush` hands all that wait to the line,
 * which is writable again when it has taken them.
 */
interface Connection {
  transport: { writable: boolean };
  close(discard: boolean): void;
  on(event: "packetCreate", listen: (packet: { data?: unknown }) => void): void;
  on(event: "flush", listen: () => void): void;
}

interface Load {
  packets: number;
  text: number;
}
const nothing = (): Load => ({ packets: 0, text: 0 });

interface Parts {
  io: Server;
  metrics: Metrics;
  log: Log;
  /** For tests. */
  limits?: SlowLimits;
}

/**
 * A client that does not take what is sent to it is cut off, because whatever is pushed heaps up in our memory until it
 * does. It loses nothing: it comes back and asks for what it missed.
 */
export function cutSlow({ io, metrics, log, limits: given = limits }: Parts): void {
  const { softText, softPackets, patienceMs, hardText } = given;

  function watch(connection: Connection): void {
    let waiting = nothing();
    let handedOver = nothing();
    let overSince: number | null = null;
    let isCut = false;

    connection.on("packetCreate", ({ data }) => {
      if (handedOver.packets > 0 && connection.transport.writable) handedOver = nothing();
      waiting.packets += 1;
      waiting.text += typeof data === "string" ? data.length : 0;
      const packets = waiting.packets + handedOver.packets;
      const text = waiting.text + handedOver.text;
      if (text <= softText && packets <= softPackets) {
        overSince = null;
        return;
      }
      const now = performance.now();
      overSince ??= now;
      const isTooMuch = text > hardText || now - overSince >= patienceMs;
      if (isCut || !isTooMuch) return;
      isCut = true;
      metrics.slowClients.inc();
      log.warn({ packets, text }, "a client that takes nothing was cut off");
      cut(connection);
    });
    connection.on("flush", () => {
      handedOver = waiting;
      waiting = nothing();
    });
  }

  io.engine.on("connection", watch);
}

/** Closing politely would wait for the very client that does not listen. */
function cut(connection: Connection): void {
  const { socket } = connection.transport as { socket?: { terminate?: () => void } };
  if (typeof socket?.terminate === "function") socket.terminate();
  else connection.close(true);
}
