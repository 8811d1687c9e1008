import type { Socket } from "socket.io";
import { protocolVersion } from "../../contract/sockets.ts";
import { locales } from "../../contract/vocabulary.ts";
import type { Caller } from "../../core/actor.ts";
import { Refusal } from "../../core/refusal.ts";
import { networkOf } from "../address.ts";
import { refusedAck } from "../answer.ts";
import type { Asking, Doors } from "../doors.ts";
import { localeOf } from "../http/caller.ts";
import { fieldsOf } from "./ask.ts";

/** Behind reverse proxies the address is in the header that the nearest trusted one wrote. */
function addressOf(socket: Socket, trustedProxies: number): string {
  const forwarded = socket.handshake.headers["x-forwarded-for"];
  if (trustedProxies === 0 || typeof forwarded !== "string") return socket.handshake.address;
  const hops = forwarded.split(",").map((each) => each.trim());
  return hops[Math.max(0, hops.length - trustedProxies)] ?? socket.handshake.address;
}

/** Reads what both namespaces are told at the door; refuses a client that is too old. */
export function askingOfSocket(socket: Socket, caller: Caller, doors: Doors): Asking {
  const auth = fieldsOf(socket.handshake.auth);
  if (doors.isDraining()) throw new Refusal("draining", {});
  if (auth.protocol !== protocolVersion) throw new Refusal("old_client", { needs: protocolVersion });
  const locale = locales.find((each) => each === auth.locale);
  return {
    caller,
    address: networkOf(addressOf(socket, doors.trustedProxies)),
    locale: locale ?? localeOf(socket.handshake.headers["accept-language"]),
  };
}

/** By connection. An honest client knocks once, and again when it has learnt from a refusal; then it makes a new connection. */
const knocks = new WeakMap<object, number>();
const knocksAtMost = 20;

/** Each knock asks the database, and nothing else counts them: thousands fit into a moment of one connection. */
function isKnockedTooOften({ conn }: Socket): boolean {
  const count = (knocks.get(conn) ?? 0) + 1;
  knocks.set(conn, count);
  if (count > knocksAtMost) conn.close(true);
  return count > knocksAtMost;
}

/** A middleware's refusal reaches the client as `connect_error` with `data` {code, message}. */
export async function letIn(
  socket: Socket,
  doors: Doors,
  next: (error?: Error) => void,
  judge: () => Promise<void>,
): Promise<void> {
  if (isKnockedTooOften(socket)) return;
  try {
    await judge();
    forgetCredentials(socket);
    next();
  } catch (error) {
    const answered = refusedAck(error, localeOf(socket.handshake.headers["accept-language"]), doors.log);
    const refused = new Error("refused") as Error & { data?: unknown };
    if (!answered.ok) refused.data = answered.refusal;
    next(refused);
  }
}

/** Who is asked for by another node (presence) travels over Redis with all its handshake: a session's key must not. */
function forgetCredentials(socket: Socket): void {
  Object.assign(socket.handshake, { headers: {}, auth: {} });
}
