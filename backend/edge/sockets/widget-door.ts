import { Refusal, refuse } from "../../core/refusal.ts";
import { readTicketFor, resumeTicket } from "../../desk/resume-ticket.ts";
import { callCommand, callQuery } from "../call.ts";
import type { Doors } from "../doors.ts";
import { callerFromBearer } from "../http/caller.ts";
import { createOriginsOf, type OriginsOf } from "../origins.ts";
import { answerAck, fieldsOf, ticketIdOf } from "./ask.ts";
import { askingOfSocket, letIn } from "./handshake.ts";
import { room } from "./rooms.ts";
import { throttle } from "./throttle.ts";
import type { SocketDoors, WidgetSocket } from "./types.ts";
import { createWatchTurns } from "./watch-turns.ts";

/** A browser has one conversation open; the rest is a broken or lying client. */
const watchedAtMost = 30;

export function openWidgetDoor({ doors, widget, staff, onWatched }: SocketDoors): void {
  const originsOf = createOriginsOf(doors.database.reader, doors.clock);
  widget.use((socket, next) => void letIn(socket, doors, next, () => judge(doors, originsOf, socket)));
  widget.on("connection", (socket) => {
    const { actor } = socket.data;
    doors.metrics.connections.inc({ namespace: "widget" });
    socket.on("disconnect", () => doors.metrics.connections.dec({ namespace: "widget" }));
    void socket.join([room.shopper(actor.shopperId), room.session(actor.sessionId)]);
    listen({ doors, widget, staff, onWatched }, socket);
  });
}

async function judge(doors: Doors, originsOf: OriginsOf, socket: WidgetSocket): Promise<void> {
  const { bearer } = fieldsOf(socket.handshake.auth);
  const asking = askingOfSocket(socket, callerFromBearer(bearer), doors);
  const actor = await doors.loadActor(asking.caller);
  if (actor.kind !== "shopper") throw new Refusal("signed_out", {});
  const { origin } = socket.handshake.headers;
  const origins = await originsOf(actor.storefrontId);
  if (origin !== undefined && !(origins?.includes(origin) ?? false)) {
    throw new Refusal("origin_not_allowed", {});
  }
  socket.data = { asking, actor, watched: new Set() };
}

function listen({ doors, staff, onWatched }: SocketDoors, socket: WidgetSocket): void {
  const { asking, watched, actor } = socket.data;
  throttle(socket, asking.locale, doors.log);
  const answer = (ack: unknown, work: () => Promise<unknown>) =>
    void answerAck(ack, asking.locale, doors.log, work);
  const turns = createWatchTurns();

  async function leave(ticketId: string): Promise<void> {
    watched.delete(ticketId);
    await socket.leave(room.ticket(ticketId));
  }

  async function watch(ticketId: string, after: number | null) {
    const now = await doors.loadActor(asking.caller);
    // Judged before anything can be heard: whoever tries another's ticket must not overhear a line meanwhile.
    await readTicketFor(doors.database.reader, ticketId, now);
    // Heard first, then read: what is committed between is heard twice at worst, and the client drops it.
    await socket.join(room.ticket(ticketId));
    watched.add(ticketId);
    const { resumed, seq } = await resumeTicket(doors.database.reader, ticketId, after, now);
    onWatched(ticketId, seq);
    doors.metrics.resumes.inc({ namespace: "widget", kind: resumed.kind });
    if (!turns.isWanted(ticketId)) await leave(ticketId);
    return resumed;
  }

  socket.on("command", (call, ack) => {
    const { id, name, input } = fieldsOf(call);
    answer(ack, () => callCommand(doors, asking, { id, name, input }));
  });
  socket.on("query", (call, ack) => {
    const { name, input } = fieldsOf(call);
    answer(ack, () => callQuery(doors, asking, { name, input }));
  });
  socket.on("watch", (call, ack) => {
    answer(ack, async () => {
      const ticketId = ticketIdOf(call);
      if (ticketId === null) refuse("not_found", {});
      if (watched.size >= watchedAtMost && !watched.has(ticketId)) refuse("busy", {});
      const { after } = fieldsOf(call);
      const turn = turns.begin(ticketId);
      try {
        return await watch(ticketId, typeof after === "number" ? after : null);
      } catch (error) {
        if (!turns.fail(ticketId, turn)) await leave(ticketId);
        throw error;
      }
    });
  });
  socket.on("unwatch", (call) => {
    const ticketId = ticketIdOf(call);
    if (ticketId === null) return;
    turns.end(ticketId);
    void leave(ticketId);
  });
  socket.on("typing", (call) => {
    const ticketId = ticketIdOf(call);
    // The room, not what was watched once: a right may have ended since.
    if (ticketId === null || !socket.rooms.has(room.ticket(ticketId))) return;
    const by = { kind: "shopper" as const, id: null, name: actor.name ?? "" };
    staff.volatile.to(room.ticket(ticketId)).emit("typing", { ticketId, by });
  });
}
